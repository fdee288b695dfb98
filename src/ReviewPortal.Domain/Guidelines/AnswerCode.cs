using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Where an answer stands, seen from a condition: the entry on the stack that it starts from, and the place in that entry's row.</summary>
sealed class AnswerPlace
{
    // Of these, none chosen or listed is no answer: there is no plan without functions or data, no function without a recipient.
    static readonly HashSet<string> blankIsMissing =
    [
        "functions",
        "functions[].recipients",
        "functions[].recipients[].use",
        "handling.dataKinds",
    ];

    readonly int entry;
    readonly int slot;
    readonly int[] groups;
    readonly AnswerKind kind;
    readonly bool onlyIfAny;

    /// <param name="entry">Where the entry stands on the stack; -1 for the plan.</param>
    /// <param name="layout">What the entry's row looks like.</param>
    public AnswerPlace(AnswerPath path, int entry, RowLayout layout)
    {
        this.entry = entry;
        Question = path.Question;
        kind = path.Question.Kind;
        if (path.Members.Count == 0)
        {
            // The entry as a whole.
            (slot, groups) = (0, []);
            return;
        }

        var found = layout.Find(string.Join('.', path.Members))!;
        slot = found.Index;
        List<int> around = [];
        for (var group = found.Group; group > 0; group = layout.At(group).Group)
        {
            around.Insert(0, group);
        }

        groups = [.. around];
        onlyIfAny = IsAnswerOnlyIfAny(Question);
    }

    public PlanQuestion Question { get; }

    /// <summary>Whether an empty list, or no choice made, is no answer to the question.</summary>
    public static bool IsAnswerOnlyIfAny(PlanQuestion question) => blankIsMissing.Contains(question.Pattern);

    /// <param name="place">The answer's place, or that of the outermost thing that is missing on the way to it.</param>
    public bool Find(Run run, int frame, out int place, out int value)
    {
        var first = entry < 0 ? 0 : run.Sheet.Rows[run.Stack[frame + entry]].First;
        place = first + slot;
        value = run.Values[place];
        if (value != AnswerSheet.Missing)
        {
            return !onlyIfAny || (kind == AnswerKind.List ? run.Lists[value] > 0 : value != 0);
        }

        foreach (var group in groups)
        {
            if (run.Values[first + group] == AnswerSheet.Missing)
            {
                place = first + group;
                break;
            }
        }

        return false;
    }

    /// <summary>The rows of a list's entries; an entry as a whole has none.</summary>
    public ReadOnlySpan<int> EntriesOf(Run run, int value) => slot == 0 ? [] : run.Entries(value);
}

/// <summary>The answer is there; where it is missing, that cannot be told (given) or does not hold (present).</summary>
sealed class GivenCode(AnswerPlace answer, bool isPresent) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        var found = answer.Find(run, frame, out var place, out _);
        return new(
            found ? true
                : isPresent ? false
                : null,
            Traces.Of(place)
        );
    }
}

/// <summary>The answer is one of the values.</summary>
sealed class InCode : Code
{
    readonly AnswerPlace answer;
    readonly int[] values;
    readonly string[] texts;

    public InCode(AnswerPlace answer, IReadOnlyList<object> values)
    {
        this.answer = answer;
        texts = [.. values.OfType<string>()];
        // Choices that are made are not one value; what has another type is never the answer.
        this.values = answer.Question.Kind is AnswerKind.Choices or AnswerKind.Text
            ? []
            : [.. values.Where(value => value.GetType() == answer.Question.Type).Select(AnswerReader.NumberOf)];
    }

    public override Verdict Tell(Run run, int frame) =>
        !answer.Find(run, frame, out var place, out var value) ? new(null, Traces.Of(place))
        : answer.Question.Kind == AnswerKind.Text ? new(IsCode(run.Sheet.Text(value)), Traces.Of(place))
        : new(values.AsSpan().Contains(value), Traces.Of(place));

    // The only texts that conditions read are codes, where upper and lower case and blanks around say nothing.
    bool IsCode(string text)
    {
        foreach (var code in texts)
        {
            if (text.AsSpan().Trim().Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The choices made have one of the values, or no other than them.</summary>
sealed class HasCode(AnswerPlace answer, IReadOnlyList<object> values, bool nothingElse) : Code
{
    readonly int bits = AnswerReader.NumberOf(values.Where(value => value.GetType() == answer.Question.EnumType).ToArray());

    public override Verdict Tell(Run run, int frame) =>
        answer.Find(run, frame, out var place, out var value)
            ? new(nothingElse ? (value & ~bits) == 0 : (value & bits) != 0, Traces.Of(place))
            : new(null, Traces.Of(place));
}

/// <summary>A number or a date compared with a number, the day of assessment, or another answer.</summary>
sealed class ComparedCode(AnswerPlace answer, bool atLeast, AnswerPlace? other, int than, bool fromDay) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        var found = answer.Find(run, frame, out var place, out var value);
        var (why, bound, isBound) = (Traces.Empty, than + (fromDay ? run.Day : 0), true);
        if (other is not null)
        {
            isBound = other.Find(run, frame, out var otherPlace, out var otherValue);
            bound += otherValue;
            why = Traces.Of(otherPlace);
        }

        if (!found || !isBound)
        {
            return new(null, run.Traces.Both(found ? Traces.Empty : Traces.Of(place), isBound ? Traces.Empty : why));
        }

        return new(atLeast ? value >= bound : value <= bound, run.Traces.Both(Traces.Of(place), why));
    }
}
