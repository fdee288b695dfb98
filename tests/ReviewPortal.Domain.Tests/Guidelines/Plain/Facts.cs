using System.Runtime.CompilerServices;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>What can be found out about one plan under one rule set, each thing once and only when it is asked for.</summary>
sealed partial class Facts
{
    static readonly ConditionalWeakTable<RuleSet, Dictionary<string, Condition>> namedIn = [];

    readonly Node raw;
    readonly DateOnly asOf;
    readonly Evaluation all;
    readonly Evaluation first;
    readonly Dictionary<(string Rule, int Function), RuleTold> told = [];
    readonly Dictionary<int, (UseType, string?, Told)> types = [];
    readonly Dictionary<int, WaysInside> ways = [];

    public Facts(RuleSet rules, DateOnly asOf, Node raw)
    {
        (Rules, this.asOf, this.raw) = (rules, asOf, raw);
        var plan = Asked.OnlyAsked(raw);
        var named = namedIn.GetValue(
            rules,
            static rules => rules.Conditions.ToDictionary(condition => condition.Name, condition => condition.Condition)
        );
        all = new(plan, asOf, named, Fact);
        first = new(plan, asOf, named, Fact, oneReason: true);
        Plan = plan;
        Functions = plan["functions"]?.Entries ?? [];
    }

    public RuleSet Rules { get; }

    /// <summary>The answers that apply.</summary>
    public Node Plan { get; }
    public IReadOnlyList<Node> Functions { get; }

    public (GuidelineScope Scope, string? Rule, Told Told) Scope =>
        field.Told.Why is not null
            ? field
            : (
                field = Walk(Rules.Scope, line => line.When, null) switch
                {
                    ({ } line, var why) => (line.Scope, line.Rule, why),
                    (null, var why) => (GuidelineScope.Undetermined, null, why),
                }
            );

    /// <summary>The index of the main function; null unless exactly one is marked. Then the open answers are those that mark.</summary>
    public (int? Index, IReadOnlyList<string> Open) Main
    {
        get
        {
            int[] marked = [.. Enumerable.Range(0, Functions.Count).Where(i => Functions[i]["main"]?.Value is true)];
            return marked.Length == 1 ? (marked[0], [])
                : Functions.Count == 0 ? (null, ["functions"])
                : (null, [.. Functions.Select(function => $"{function.Path}.main")]);
        }
    }

    public (Route Route, RouteReason Reason) Route =>
        field.Reason is not null
            ? field
            : (
                field = Rules.Routes.Select(line => (line, Told: all.Tell(line.When))).First(line => line.Told.Holds != false) switch
                {
                    var (line, told) => (
                        told.Holds is null ? Domain.Guidelines.Route.Undetermined : line.Route,
                        new(line.Reason, [.. told.Why.Paths().Order(FormOrder.Instance)])
                    ),
                }
            );

    public IReadOnlyList<(Flag Flag, Told Told)> Flags => field ??= [.. Rules.Flags.Select(line => (line.Flag, all.Tell(line.When)))];

    public bool IsAsked(string path) => Asked.IsAsked(path, raw);

    /// <summary>The same plan with another function in the place of one.</summary>
    public Facts With(int index, Node function)
    {
        var list = raw["functions"]!;
        Node[] functions = [.. list.Entries];
        functions[index] = function;
        Facts after = new(Rules, asOf, raw.With(raw.Question.IndexOf("functions"), list.WithEntries(functions)));
        // The other functions stay as they are, and with them their types and ways inside.
        foreach (var (other, type) in types.Where(known => known.Key != index))
        {
            after.types[other] = type;
        }

        foreach (var (other, found) in ways.Where(known => known.Key != index))
        {
            after.ways[other] = found;
        }

        return after;
    }

    public bool IsMissing(string path)
    {
        var node = Plan;
        while (node is not null && node.Path != path)
        {
            node = node.Entries.Concat(node.Members.OfType<Node>()).FirstOrDefault(inner => Leads(inner.Path, path));
        }

        return node is null;
    }

    static bool Leads(string place, string path) =>
        path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] is '.' or '[');

    public Told Tell(Condition condition, int? function) => all.Tell(condition, At(function));

    public (UseType Type, string? Rule, Told Told) TypeOf(int function)
    {
        if (!types.TryGetValue(function, out var type))
        {
            types[function] = type = Walk(Rules.Types, line => line.When, At(function)) switch
            {
                ({ } line, var why) => (line.Type, line.Rule, why),
                (null, var why) => (UseType.Undetermined, null, why),
            };
        }

        return type;
    }

    public UseType? NearestOf(int function) => Walk(Rules.Nearest, line => line.When, At(function)).Line?.Type;

    /// <summary>The tests of the types that the function fails.</summary>
    public IEnumerable<string> BrokenConditions(int function) =>
        TypeOf(function).Type != UseType.OutsideTypes
            ? []
            : Rules
                .Rules.Where(rule => rule.DecidesType)
                .Where(rule => Rule(rule, function).IsNotMet.Holds == true)
                .Select(rule => rule.Id);

    /// <summary>Changes of at most two that bring the function inside; none unless it is outside.</summary>
    public WaysInside WaysInside(int function)
    {
        if (!ways.TryGetValue(function, out var found))
        {
            ChangeSearch search = new(Rules.Changes, TypeOf);
            ways[function] = found =
                TypeOf(function).Type == UseType.OutsideTypes ? search.Find(raw["functions"]!.Entries[function]) : new([], Trace.Empty);
        }

        return found;
    }

    /// <summary>Where all functions are inside the types and the route can be told: changes of at most two that give an easier one.</summary>
    /// <param name="promise">How easy a route is: the lower, the easier.</param>
    public IReadOnlyList<FoundChange> WaysToAnEasierRoute(Func<Route, int> promise)
    {
        var now = promise(Route.Route);
        return Ways(after => promise(after.Route.Route) < now, after => after.RouteTold().Why, 300);
    }

    /// <summary>There as well: those that give another type and the same route.</summary>
    public IReadOnlyList<FoundChange> WaysToAnotherType()
    {
        var (type, route) = (TypeOf(Main.Index!.Value).Type, Route.Route);
        return Ways(
            after =>
                after.Route.Route == route
                && after.TypeOf(after.Main.Index!.Value).Type is var other
                && other != type
                && other is not (UseType.OutsideTypes or UseType.Undetermined),
            after => after.TypeOf(after.Main.Index!.Value).Told.Why,
            150
        );
    }

    // As if what is looked for were a type, and anything else were outside.
    IReadOnlyList<FoundChange> Ways(Func<Facts, bool> isIt, Func<Facts, Trace> why, int most) =>
        new ChangeSearch(
            Rules.Changes,
            plan =>
                After(plan) is var after && after.Route.Route != Domain.Guidelines.Route.Undetermined && isIt(after)
                    ? (UseType.SelfUse, why(after))
                    : (UseType.OutsideTypes, why(after)),
            most * 4 / Math.Max(4, Functions.Count)
        )
            .Find(raw)
            .Found;

    (Route Route, Trace Why) RouteTold() =>
        Rules.Routes.Select(line => (line, Told: all.Tell(line.When))).First(line => line.Told.Holds != false) is var (line, told)
            ? (told.Holds is null ? Domain.Guidelines.Route.Undetermined : line.Route, told.Why)
            : default;

    /// <summary>The same plan with changes, without what is known of it.</summary>
    public Facts After(Node plan) => new(Rules, asOf, plan);

    public RuleTold Rule(Rule rule, int? function)
    {
        var key = (rule.Id, function ?? -1);
        return told.TryGetValue(key, out var known) ? known : told[key] = Judge(rule, At(function));
    }

    // The type of a changed copy of a function, with one sufficient reason.
    (UseType Type, Trace Why) TypeOf(Node function)
    {
        Entry at = new("f", Asked.OnlyAsked(raw, function));
        var before = Trace.Empty;
        foreach (var line in Rules.Types)
        {
            var told = first.Tell(line.When, at);
            if (told.Holds != false)
            {
                return (told.Holds is null ? UseType.Undetermined : line.Type, before + told.Why);
            }

            before += told.Why;
        }

        return (UseType.Undetermined, before);
    }

    Entry? At(int? function) => function is { } index ? new("f", Functions[index]) : null;

    // The line at which the walk stops also rests on every line before it not holding.
    (T? Line, Told Told) Walk<T>(IReadOnlyList<T> lines, Func<T, Condition> when, Entry? at)
        where T : class
    {
        var before = Trace.Empty;
        foreach (var line in lines)
        {
            var told = all.Tell(when(line), at);
            if (told.Holds == true)
            {
                return (line, told with { Why = before + told.Why });
            }

            if (told.Holds is null)
            {
                return (null, told);
            }

            before += told.Why;
        }

        return (null, new(false, before));
    }
}
