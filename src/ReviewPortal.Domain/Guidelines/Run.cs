using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Tells what conditions ask of the assessment itself.</summary>
abstract class FactSource
{
    /// <param name="row">The row of the function that it is about; -1 for the plan as a whole.</param>
    public abstract Verdict Tell(FactCode fact, int row);
}

/// <summary>Compiled conditions at work on the answers of one plan. It is used again for the next plan: nothing is left but traces.</summary>
sealed class Run
{
    // More than this is not held on to for the next plan.
    const int MostKept = 1 << 16;

    Known[] known = [];
    SheetVerdict[] sheetVerdicts = [];
    bool isSheetTold;
    int stamp;
    int rows;

    readonly record struct Known(int Stamp, Verdict Verdict);

    public AnswerSheet Sheet { get; private set; } = null!;

    /// <summary>The answers that apply.</summary>
    public int[] Values { get; private set; } = [];

    /// <summary>Of these answers, the entries of lists; see <see cref="AnswerSheet.Entries"/>.</summary>
    public int[] Lists { get; set; } = [];
    public Traces Traces { get; private set; } = null!;
    public FactSource Facts { get; private set; } = null!;

    /// <summary>What was looked up, by name; null for nothing.</summary>
    public IReadOnlyDictionary<string, LookUpResult>? LookUps { get; set; }

    /// <summary>The day of assessment.</summary>
    public int Day { get; private set; }

    /// <summary>
    /// For a search for changes: stops at the first reason that decides, instead of collecting all of them; and what cannot be told rests,
    /// beside the missing answers, on those that make them matter.
    /// </summary>
    public bool OneReason { get; init; }

    /// <summary>The rows of the entries at hand.</summary>
    public int[] Stack { get; private set; } = new int[64];

    /// <summary>How much of it is taken by conditions that wait for a fact.</summary>
    public int Taken { get; set; }

    public void Begin(CompiledConditions conditions, AnswerSheet sheet, int[] values, Traces traces, FactSource facts, DateOnly asOf)
    {
        (Sheet, Values, Lists, Traces, Facts, Day) = (sheet, values, sheet.Lists, traces, facts, asOf.DayNumber);
        Taken = 0;
        rows = sheet.Rows.Length + 1;
        Grow(ref known, conditions.Named.Count * rows);
        Grow(ref sheetVerdicts, conditions.SheetItems.Count);
        Forget();
    }

    /// <summary>The answers have changed: what was told about them is no longer known.</summary>
    public void Forget()
    {
        if (++stamp == int.MaxValue)
        {
            Array.Clear(known);
            stamp = 1;
        }

        isSheetTold = false;
    }

    /// <summary>Lets go of what belongs to the plan.</summary>
    public void End()
    {
        (Sheet, Values, Lists, Traces, Facts) = (null!, [], [], null!, null!);
        LookUps = null;
        if (known.Length > MostKept)
        {
            known = [];
        }
    }

    /// <summary>Tells a condition about the entry whose row is given, which is the only one at hand; -1 for none.</summary>
    public Verdict Tell(Code condition, int row)
    {
        Reserve(Taken + 1);
        Stack[Taken] = row;
        return condition.Tell(this, Taken);
    }

    /// <summary>Room for so many more entries at hand.</summary>
    public void Reserve(int depth)
    {
        if (depth > Stack.Length)
        {
            var more = new int[2 * depth];
            Stack.CopyTo(more, 0);
            Stack = more;
        }
    }

    public bool IsKnown(int named, int key, out Verdict verdict)
    {
        ref var one = ref known[(named * rows) + key];
        verdict = one.Verdict;
        return one.Stamp == stamp;
    }

    public void Know(int named, int key, Verdict verdict) => known[(named * rows) + key] = new(stamp, verdict);

    /// <summary>The key of what is about no entry.</summary>
    public int Whole => rows - 1;

    public ReadOnlySpan<int> Entries(int list) => Lists.AsSpan(list + 1, Lists[list]);

    /// <summary>What the check sheet says about an item; all items are gone through once.</summary>
    public SheetVerdict SheetVerdictOf(int item, CompiledConditions conditions)
    {
        if (!isSheetTold)
        {
            CheckSheet.Tell(this, conditions, sheetVerdicts.AsSpan(0, conditions.SheetItems.Count));
            isSheetTold = true;
        }

        return sheetVerdicts[item];
    }

    static void Grow<T>(ref T[] array, int size)
    {
        if (array.Length < size)
        {
            array = new T[Math.Max(size, 2 * array.Length)];
        }
    }
}

/// <summary>What the check sheet says about one item.</summary>
/// <param name="Answer">Null while it cannot be told.</param>
readonly record struct SheetVerdict(CheckSheetAnswer? Answer, int Why)
{
    /// <summary>Where the answer stands that weighs most, while the sheet is read.</summary>
    public int Place { get; init; }
}

/// <summary>Reads the check sheet.</summary>
static class CheckSheet
{
    static readonly Slot list = RowLayout.Plan.Find("checkSheet")!;
    static readonly int item = list.Entries!.Find("item")!.Index;
    static readonly int answer = list.Entries!.Find("answer")!.Index;

    /// <summary>The place of the list in the plan.</summary>
    public static int Place => list.Index;

    /// <summary>No outweighs Yes, Yes outweighs "does not apply"; an entry without an item may be about any.</summary>
    public static void Tell(Run run, CompiledConditions conditions, Span<SheetVerdict> verdicts)
    {
        verdicts.Clear();
        var entries = run.Values[list.Index];
        var unnamed = Traces.Empty;
        if (entries != AnswerSheet.Missing)
        {
            foreach (var row in run.Entries(entries))
            {
                var first = run.Sheet.Rows[row].First;
                if (run.Values[first + item] == AnswerSheet.Missing)
                {
                    unnamed = run.Traces.Both(unnamed, Traces.Of(first + item));
                }
                else if (conditions.ItemOf(run.Sheet.Text(run.Values[first + item])) is var known and >= 0)
                {
                    verdicts[known] = With(run, verdicts[known], first + answer);
                }
            }
        }

        for (var i = 0; i < verdicts.Length; i++)
        {
            verdicts[i] = Settled(run, verdicts[i], unnamed);
        }
    }

    // While it is being read, an open answer is told by its trace and a given one by the answer with its place.
    static SheetVerdict With(Run run, SheetVerdict sofar, int place) =>
        run.Values[place] is var value and not AnswerSheet.Missing
            ? sofar.Answer is { } other && Weight((CheckSheetAnswer)value) >= Weight(other)
                ? sofar
                : sofar with
                {
                    Answer = (CheckSheetAnswer)value,
                    Place = place,
                }
            : sofar with
            {
                Why = run.Traces.Both(sofar.Why, Traces.Of(place)),
            };

    static SheetVerdict Settled(Run run, SheetVerdict read, int unnamed)
    {
        var open = run.Traces.Both(unnamed, read.Why);
        return read.Answer is { } answer && (open == Traces.Empty || answer == CheckSheetAnswer.No)
            ? new(answer, Traces.Of(read.Place))
            : new(null, open == Traces.Empty ? Traces.Of(list.Index) : open);
    }

    static int Weight(CheckSheetAnswer answer) => answer == CheckSheetAnswer.No ? -1 : (int)answer;
}
