using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Where a walk down lines of a rule set ended.</summary>
/// <param name="Line">The line that holds; -1 where one could not be told, or none holds.</param>
readonly record struct Walked(int Line, Verdict Told);

/// <summary>
/// What can be found out about one plan under one rule set, each thing once and only when it is asked for. It works with arrays that are
/// used again for the next plan: what has to stay is taken out before <see cref="Dispose"/>.
/// </summary>
sealed partial class Facts : FactSource, IDisposable
{
    // Assessing one plan may need a second one, with a change, while it is at it.
    [ThreadStatic]
    static Stack<Facts>? free;

    static readonly Slot functionsSlot = RowLayout.Plan.Find("functions")!;
    static readonly int mainSlot = RowLayout.Function.Find("main")!.Index;
    static readonly int nameSlot = RowLayout.Function.Find("name")!.Index;

    readonly Run all = new();
    int[] asked = [];
    RuleTold[] told = [];
    Walked?[] types = [];
    WaysInside?[] ways = [];
    Walked? scope;
    Walked? route;
    Traces traces = null!;
    IReadOnlyDictionary<string, LookUpResult>? lookUps;

    Facts() { }

    public CompiledRules Compiled { get; private set; } = null!;
    public AnswerSheet Sheet { get; private set; } = null!;

    /// <summary>The day of assessment.</summary>
    public DateOnly AsOf { get; private set; }
    public Traces Traces => traces;

    /// <summary>The answers that apply.</summary>
    public ReadOnlySpan<int> Asked => asked.AsSpan(0, Sheet.Size);

    /// <summary>The rows of the functions, as the plan orders them.</summary>
    public int[] Functions { get; private set; } = [];

    /// <param name="traces">Where traces are put together; null for new ones.</param>
    /// <param name="lookUps">What was looked up, by name.</param>
    public static Facts Of(
        CompiledRules rules,
        AnswerSheet sheet,
        DateOnly asOf,
        IReadOnlyDictionary<string, LookUpResult>? lookUps = null,
        Traces? traces = null
    )
    {
        free ??= new();
        if (!free.TryPop(out var facts))
        {
            facts = new();
        }

        facts.Begin(rules, sheet, asOf, traces);
        facts.all.LookUps = facts.lookUps = lookUps;
        return facts;
    }

    void Begin(CompiledRules rules, AnswerSheet sheet, DateOnly day, Traces? shared)
    {
        (Compiled, Sheet, AsOf, traces) = (rules, sheet, day, shared ?? own);
        own.Clear();
        Clear(ref asked, sheet.Size);
        sheet.Values.CopyTo(asked);
        AskedWhen.HideUnasked(sheet.Raw, asked);
        all.Begin(rules, sheet, asked, traces, this, day);
        var list = asked[functionsSlot.Index];
        Functions = list == AnswerSheet.Missing ? [] : sheet.Entries(list).ToArray();
        Clear(ref told, rules.Rules.Length * (Functions.Length + 1));
        Clear(ref types, Functions.Length);
        Clear(ref ways, Functions.Length);
        (scope, route) = (null, null);
    }

    readonly Traces own = new();

    public void Dispose()
    {
        all.End();
        (Compiled, Sheet, traces) = (null!, null!, null!);
        // What a very large plan needed is not held on to.
        if (told.Length <= 1 << 14 && asked.Length <= 1 << 16)
        {
            free!.Push(this);
        }
    }

    static void Clear<T>(ref T[] array, int size)
    {
        if (array.Length < size)
        {
            array = new T[Math.Max(size, 2 * array.Length)];
        }
        else
        {
            Array.Clear(array, 0, size);
        }
    }

    /// <summary>The traces, to be looked at later.</summary>
    public KeptTraces Kept() => new(Sheet, traces.Kept());

    public IReadOnlyDictionary<string, LookUpResult>? LookUps => lookUps;

    /// <summary>The places of the answers to which a trace leads, without look-ups.</summary>
    public int[] PlacesOf(int trace)
    {
        var places = traces.Places(trace);
        return places.Length > 0 && places[^1] >= Sheet.Size ? [.. places.Where(place => place < Sheet.Size)] : places;
    }

    /// <summary>The guideline scope, with the line that decides it.</summary>
    public Walked Scope => scope ??= Walk(Compiled.Scope, -1);

    public GuidelineScope ScopeIs => Scope.Line < 0 ? GuidelineScope.Undetermined : Compiled.Set.Scope[Scope.Line].Scope;

    /// <summary>The index of the main function; -1 unless exactly one is marked.</summary>
    public int Main
    {
        get
        {
            var main = -1;
            for (var i = 0; i < Functions.Length; i++)
            {
                if (IsMain(i))
                {
                    if (main >= 0)
                    {
                        return -1;
                    }

                    main = i;
                }
            }

            return main;
        }
    }

    /// <summary>Where there is not exactly one main function, the places of the answers that are open.</summary>
    public IEnumerable<int> MainOpen =>
        Main >= 0 ? []
        : Functions.Length == 0 ? [functionsSlot.Index]
        : Functions.Select(row => Sheet.Rows[row].First + mainSlot);

    /// <summary>The line of the route; the first one that holds or cannot be told.</summary>
    public Walked Route
    {
        get
        {
            if (route is { } known)
            {
                return known;
            }

            for (var line = 0; line < Compiled.Routes.Length; line++)
            {
                var told = all.Tell(Compiled.Routes[line], -1);
                if (told.Holds != false)
                {
                    route = new(line, told);
                    return route.Value;
                }
            }

            throw new InvalidOperationException($"No line of {Compiled.Set.Id} gives a route: the last one has to hold always.");
        }
    }

    public Route RouteIs => Route.Told.Holds is null ? Guidelines.Route.Undetermined : Compiled.Set.Routes[Route.Line].Route;

    public Verdict Flag(int line) => all.Tell(Compiled.Flags[line], -1);

    public bool IsMain(int function) => asked[Sheet.Rows[Functions[function]].First + mainSlot] == 1;

    public string? NameOf(int function) =>
        asked[Sheet.Rows[Functions[function]].First + nameSlot] is var text and not AnswerSheet.Missing ? Sheet.Text(text) : null;

    /// <summary>Whether an answer is not there, or does not apply.</summary>
    public bool IsMissing(int place)
    {
        for (var at = place; ; )
        {
            if (asked[at] == AnswerSheet.Missing)
            {
                return true;
            }

            var row = Sheet.Rows[Sheet.RowOf(at)];
            if (row.Parent < 0)
            {
                return false;
            }

            at = Sheet.Rows[row.Parent].First + row.List;
        }
    }

    public Verdict Tell(Code condition, int function) => all.Tell(condition, function < 0 ? -1 : Functions[function]);

    /// <summary>The function's type, with the line that decides it.</summary>
    public Walked TypeOf(int function) => types[function] ??= Walk(Compiled.Types, Functions[function]);

    public UseType TypeIs(int function) =>
        TypeOf(function).Line is var line and >= 0 ? Compiled.Set.Types[line].Type : UseType.Undetermined;

    public UseType? NearestOf(int function) =>
        Walk(Compiled.Nearest, Functions[function]).Line is var line and >= 0 ? Compiled.Set.Nearest[line].Type : null;

    /// <summary>The rules that decided the function's type: that of the line and, where it is outside, the tests of types that it fails.</summary>
    public string[] Because(int function)
    {
        if (TypeOf(function).Line is not (var line and >= 0))
        {
            return [];
        }

        var rule = Compiled.Set.Types[line].Rule;
        return TypeIs(function) != UseType.OutsideTypes
            ? [rule]
            :
            [
                rule,
                .. Compiled
                    .DecidesType.Where(test => Rule(test, function).IsNotMet.Holds == true)
                    .Select(test => Compiled.Rules[test].Rule.Id),
            ];
    }

    /// <summary>Changes of at most two that bring the function inside; none unless it is outside.</summary>
    public WaysInside WaysInside(int function) =>
        ways[function] ??= TypeIs(function) == UseType.OutsideTypes ? ChangeSearch.In(this, Functions[function]) : new([], []);

    /// <summary>Takes over what is known about a function from the same plan before another function was changed.</summary>
    public void TakeOver(Facts before, int changed)
    {
        for (var i = 0; i < Functions.Length; i++)
        {
            if (i != changed)
            {
                (types[i], ways[i]) = (before.types[i], before.ways[i]);
            }
        }
    }

    // The line at which the walk stops also rests on every line before it not holding.
    Walked Walk(Code[] lines, int row)
    {
        var before = Traces.Empty;
        for (var line = 0; line < lines.Length; line++)
        {
            var told = all.Tell(lines[line], row);
            if (told.Holds == true)
            {
                return new(line, told with { Why = traces.Both(before, told.Why) });
            }

            if (told.Holds is null)
            {
                return new(-1, told);
            }

            before = traces.Both(before, told.Why);
        }

        return new(-1, new(null, before));
    }
}
