using System.Runtime.CompilerServices;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What one rule came to.</summary>
/// <param name="IsNotMet">Whether it is broken, three-valued, even where the outcome as a whole is still open.</param>
/// <param name="IsEased">It only warns here.</param>
/// <param name="Blocks">Broken, and not eased.</param>
sealed record RuleTold(Outcome Outcome, Trace Why, Told IsNotMet, Told NeedsPerson, bool IsEased, Told Blocks);

/// <summary>What can be found out about one plan under one rule set, each thing once and only when it is asked for.</summary>
sealed class Facts
{
    static readonly ConditionalWeakTable<RuleSet, Dictionary<string, Condition>> namedIn = [];

    readonly AnswerNode raw;
    readonly DateOnly asOf;
    readonly Evaluation all;
    readonly Evaluation first;
    readonly Dictionary<(string Rule, int Function), RuleTold> told = [];
    readonly Dictionary<int, (UseType, string?, Told)> types = [];
    readonly Dictionary<int, WaysInside> ways = [];

    public Facts(RuleSet rules, DateOnly asOf, AnswerNode raw)
    {
        (Rules, this.asOf, this.raw) = (rules, asOf, raw);
        var plan = AskedWhen.OnlyAsked(raw);
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
    public AnswerNode Plan { get; }
    public IReadOnlyList<AnswerNode> Functions { get; }

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
                        told.Holds is null ? Guidelines.Route.Undetermined : line.Route,
                        new(line.Reason, [.. told.Why.Paths().Order(FormOrder.Instance)])
                    ),
                }
            );

    public IReadOnlyList<(Flag Flag, Told Told)> Flags => field ??= [.. Rules.Flags.Select(line => (line.Flag, all.Tell(line.When)))];

    public bool IsAsked(string path) => AskedWhen.IsAsked(path, raw);

    /// <summary>The same plan with another function in the place of one.</summary>
    public Facts With(int index, AnswerNode function)
    {
        var list = raw["functions"]!;
        AnswerNode[] functions = [.. list.Entries];
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
            node = node.Entries.Concat(node.Members.OfType<AnswerNode>()).FirstOrDefault(inner => Leads(inner.Path, path));
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

    public RuleTold Rule(Rule rule, int? function)
    {
        var key = (rule.Id, function ?? -1);
        return told.TryGetValue(key, out var known) ? known : told[key] = Judge(rule, At(function));
    }

    RuleTold Judge(Rule rule, Entry? at)
    {
        Told Tell(Condition? condition, Told otherwise) => condition is null ? otherwise : all.Tell(condition, at);
        var applies = Tell(rule.Applies, Told.Yes);
        var condition = Tell(rule.Condition, Told.Yes);
        var person = Tell(rule.NeedsPerson, rule.Condition is null ? Told.Yes : Told.No);
        var eased = Tell(rule.EasedWhen, Told.No);
        var notMet = all.Combined([applies, condition.Negated()], decisive: false);
        var needsPerson = all.Combined([applies, condition, person], decisive: false);
        var (outcome, why) = (applies.Holds, notMet.Holds, needsPerson.Holds) switch
        {
            (false, _, _) => (Outcome.NotApplicable, applies.Why),
            (_, true, _) => (Outcome.NotMet, applies.Why + condition.Why),
            (_, _, true) => (Outcome.NeedsPerson, applies.Why + condition.Why + person.Why),
            (true, false, false) => (Outcome.Met, applies.Why + condition.Why + person.Why),
            _ => (Outcome.Undetermined, Open(applies) + Open(condition) + Open(person)),
        };
        return new(
            outcome,
            why,
            notMet,
            needsPerson,
            eased.Holds == true,
            rule.Severity == Severity.Block ? all.Combined([notMet, eased.Negated()], decisive: false) : Told.No
        );
    }

    static Trace Open(Told told) => told.Holds is null ? told.Why : Trace.Empty;

    // The type of a changed copy of a function, with one sufficient reason.
    (UseType Type, Trace Why) TypeOf(AnswerNode function)
    {
        Entry at = new("f", AskedWhen.OnlyAsked(raw, function));
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

    Told Fact(Condition.Fact fact, Entry? at)
    {
        int? function = fact.Of is { } name ? IndexOf(Entry.Find(at, name)) : null;
        return fact.Kind switch
        {
            FactKind.Scope => OneOf(Scope.Scope, GuidelineScope.Undetermined, Scope.Told, fact),
            FactKind.Type => OneOf(TypeOf(function!.Value).Type, UseType.Undetermined, TypeOf(function.Value).Told, fact),
            FactKind.DecidedBy => DecidedBy(fact, function),
            FactKind.NotMet => all.Combined(RulesOf(fact).Select(rule => Rule(rule, function).IsNotMet), decisive: true),
            FactKind.NeedsPerson => all.Combined(RulesOf(fact).Select(rule => Rule(rule, function).NeedsPerson), decisive: true),
            FactKind.Blocked => Blocked(fact),
            FactKind.CanBeBroughtInside => CanBeBroughtInside(function!.Value),
            _ => throw new InvalidOperationException($"No such fact: {fact.Kind}."),
        };
    }

    Told CanBeBroughtInside(int function)
    {
        var (type, _, told) = TypeOf(function);
        var ways = WaysInside(function);
        return type == UseType.Undetermined ? told with { Holds = null }
            : ways.Found.Count > 0 ? new(true, told.Why)
            : ReferenceEquals(ways.Open, Trace.Empty) ? new(false, told.Why)
            : new(null, ways.Open.Paths().Where(IsMissing).Aggregate(Trace.Empty, (missing, path) => missing + Trace.Of(path)));
    }

    static Told OneOf<T>(T value, T undetermined, Told told, Condition.Fact fact)
        where T : struct, Enum => new(value.Equals(undetermined) ? null : fact.Values.Contains(value.ToString()), told.Why);

    Told DecidedBy(Condition.Fact fact, int? function)
    {
        var (rule, told) = function is { } index ? (TypeOf(index).Rule, TypeOf(index).Told) : (Scope.Rule, Scope.Told);
        return new(rule is null ? null : fact.Values.Contains(rule), told.Why);
    }

    IEnumerable<Rule> RulesOf(Condition.Fact fact) => Rules.Rules.Where(rule => fact.Values.Contains(rule.Id));

    Told Blocked(Condition.Fact fact) =>
        all.Combined(
            Rules
                .Rules.Where(rule => fact.Values.Contains(rule.Id) || fact.Values.Contains(rule.Axis.ToString()))
                .SelectMany(rule =>
                    rule.PerFunction ? Enumerable.Range(0, Functions.Count).Select(i => Rule(rule, i).Blocks) : [Rule(rule, null).Blocks]
                )
                .Where(told => !OnlyLacksTheSheet(told)),
            decisive: true
        );

    // That there is no check sheet, or that it says nothing about an item, leaves findings open but does not hold up the route.
    static bool OnlyLacksTheSheet(Told told) =>
        told.Holds is null && told.Why.Paths() is { Count: 1 } paths && paths.Contains("checkSheet");

    int IndexOf(AnswerNode function)
    {
        for (var i = 0; i < Functions.Count; i++)
        {
            if (Functions[i].Path == function.Path)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{function.Path} is no function of the plan.");
    }
}
