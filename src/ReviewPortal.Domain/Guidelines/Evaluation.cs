using System.Runtime.CompilerServices;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What came of a condition, and why.</summary>
/// <param name="Holds">Null when it cannot be told.</param>
/// <param name="Why">The answers that make it so; when it cannot be told, the answers that are missing.</param>
public readonly record struct Told(bool? Holds, Trace Why);

/// <summary>Places of answers, written out when somebody looks.</summary>
public sealed class Trace
{
    readonly AnswerSheet? sheet;
    readonly int[] places = [];

    Trace() { }

    internal Trace(AnswerSheet sheet, int[] places) => (this.sheet, this.places) = (sheet, places);

    public static Trace Empty { get; } = new();

    /// <summary>Each path once, in no particular order.</summary>
    public HashSet<string> Paths() => sheet is null ? [] : [.. KeptTraces.PathsOf(sheet, places)];
}

/// <summary>The entries at hand, by name.</summary>
public sealed record Entry(string Name, AnswerNode Node, Entry? Outer = null);

/// <summary>Tells single conditions about answers, three-valued (Kleene): a missing answer leaves open only what hangs on it.</summary>
/// <param name="plan">The answers that apply.</param>
/// <param name="asOf">The day of assessment.</param>
/// <param name="named">The rule set's named conditions. Conditions that are told with the same ones are made ready once.</param>
/// <param name="facts">Tells what an assessment finds out itself.</param>
public sealed class Evaluation(
    AnswerNode plan,
    DateOnly asOf,
    IReadOnlyDictionary<string, Condition> named,
    Func<Condition.Fact, Entry?, Told> facts
)
{
    static readonly ConditionalWeakTable<IReadOnlyDictionary<string, Condition>, Ready> compiled = [];

    readonly Run run = new();
    readonly Traces traces = new();

    public Told Tell(Condition condition, Entry? at = null)
    {
        List<Entry> entries = [];
        for (var entry = at; entry is not null; entry = entry.Outer)
        {
            entries.Insert(0, entry);
        }

        var ready = compiled.GetValue(named, static named => new(named));
        var code = ready.Of(condition, entries);
        var sheet = AnswerSheet.Of(plan, [.. entries.Select(entry => entry.Node)], out var rows);
        traces.Clear();
        run.Begin(ready.Conditions, sheet, sheet.Values.ToArray(), traces, new Given(facts, at), asOf);
        run.Reserve(entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            run.Stack[i] = RowOf(sheet, entries[i].Node, rows[i], rows[0]);
        }

        var told = code.Tell(run, 0);
        return new(told.Holds, new(sheet, traces.Places(told.Why)));
    }

    // An entry of the plan is read where it stands, one that is not of it in a row of its own.
    static int RowOf(AnswerSheet sheet, AnswerNode entry, int own, int outside)
    {
        for (var row = 0; row < outside; row++)
        {
            if (sheet.Rows[row].Layout.List.Pattern == entry.Question.Pattern && sheet.PathOf(sheet.Rows[row].First) == entry.Path)
            {
                return row;
            }
        }

        return own;
    }

    /// <summary>Conditions that were made ready with the same named ones.</summary>
    sealed class Ready(IReadOnlyDictionary<string, Condition> named)
    {
        readonly Dictionary<(Condition, string), Code> all = new(new SameCondition());

        public CompiledConditions Conditions { get; } = new(named, _ => []);

        public Code Of(Condition condition, List<Entry> entries)
        {
            var key = (condition, string.Join(' ', entries.Select(entry => entry.Name)));
            lock (all)
            {
                if (!all.TryGetValue(key, out var code))
                {
                    all[key] = code = Conditions.Compiled(
                        condition,
                        [.. entries.Select(entry => (entry.Name, RowLayout.Of(entry.Node.Question)))]
                    );
                }

                return code;
            }
        }
    }

    // The very same one: comparing all that is in it would take longer than making it ready.
    sealed class SameCondition : IEqualityComparer<(Condition Condition, string Entries)>
    {
        public bool Equals((Condition Condition, string Entries) x, (Condition Condition, string Entries) y) =>
            ReferenceEquals(x.Condition, y.Condition) && x.Entries == y.Entries;

        public int GetHashCode((Condition Condition, string Entries) obj) =>
            HashCode.Combine(RuntimeHelpers.GetHashCode(obj.Condition), obj.Entries);
    }

    sealed class Given(Func<Condition.Fact, Entry?, Told> facts, Entry? at) : FactSource
    {
        public override Verdict Tell(FactCode fact, int row) => new(facts(fact.Fact, at).Holds, Traces.Empty);
    }
}
