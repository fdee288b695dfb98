using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A condition made ready to be told often: names of entries are places on a stack, names of answers places in rows.</summary>
abstract class Code
{
    /// <param name="frame">Where on the stack of the run the entries begin that are at hand.</param>
    public abstract Verdict Tell(Run run, int frame);
}

/// <summary>Any of the parts (decisive: true) or all of them (decisive: false).</summary>
sealed class CombinedCode(Code[] parts, bool decisive) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        Combination sum = new(run, decisive);
        foreach (var part in parts)
        {
            if (sum.Add(part.Tell(run, frame)))
            {
                break;
            }
        }

        return sum.Verdict;
    }
}

/// <summary>Verdicts put together as any or all of them, three-valued (Kleene): a missing answer leaves open only what hangs on it.</summary>
struct Combination(Run run, bool decisive)
{
    int decided;
    int open;
    int all;
    bool isDecided;
    bool isOpen;

    /// <summary>True when nothing that follows matters.</summary>
    public bool Add(Verdict part)
    {
        if (part.Holds is not { } holds)
        {
            isOpen = true;
            open = isDecided ? open : run.Traces.Both(open, part.Why);
        }
        else if (holds == decisive)
        {
            isDecided = true;
            decided = run.Traces.Both(decided, part.Why);
            return run.OneReason;
        }
        else if (!isDecided && (run.OneReason || !isOpen))
        {
            all = run.Traces.Both(all, part.Why);
        }

        return false;
    }

    public readonly Verdict Verdict =>
        isDecided ? new(decisive, decided)
        : isOpen ? new(null, run.OneReason ? run.Traces.Both(open, all) : open)
        : new(!decisive, all);
}

sealed class NotCode(Code inner) : Code
{
    public override Verdict Tell(Run run, int frame) => inner.Tell(run, frame).Negated();
}

/// <summary>A condition that the rule set defines under a name: told once for each entry, or each pair of an entry and what is inside it.</summary>
/// <param name="named">What is defined.</param>
/// <param name="entries">Where the entries that it is about stand on the caller's part of the stack.</param>
/// <param name="depth">How much of the stack the caller needs.</param>
sealed class NamedCode(NamedConditionCode named, int[] entries, int depth) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        var key = entries.Length switch
        {
            0 => run.Whole,
            1 => run.Stack[frame + entries[0]],
            2 => Inner(run, run.Stack[frame + entries[0]], run.Stack[frame + entries[1]]),
            _ => -1,
        };
        if (key >= 0 && run.IsKnown(named.Index, key, out var verdict))
        {
            return verdict;
        }

        var inside = frame + depth;
        run.Reserve(inside + entries.Length + 1);
        for (var i = 0; i < entries.Length; i++)
        {
            run.Stack[inside + i] = run.Stack[frame + entries[i]];
        }

        verdict = named.Body.Tell(run, inside);
        if (key >= 0)
        {
            run.Know(named.Index, key, verdict);
        }

        return verdict;
    }

    // Of two entries, one of which holds the other, the inner one tells both.
    static int Inner(Run run, int one, int other) =>
        run.Sheet.Rows[other].Parent == one ? other
        : run.Sheet.Rows[one].Parent == other ? one
        : -1;
}

/// <summary>A condition of the rule set that goes by a name.</summary>
/// <param name="Index">Its number among those that are used.</param>
/// <param name="Entries">The names of the entries that it is about, in the order in which they stand on the stack.</param>
sealed record NamedConditionCode(int Index, string[] Entries, Code Body);

/// <summary>Some (decisive: true) or every entry (decisive: false) of a list fulfils a condition.</summary>
sealed class QuantifiedCode(AnswerPlace list, bool decisive, int depth, Code that) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        if (!list.Find(run, frame, out var place, out var entries))
        {
            return new(null, Traces.Of(place));
        }

        run.Reserve(frame + depth + 1);
        Combination sum = new(run, decisive);
        foreach (var entry in list.EntriesOf(run, entries))
        {
            run.Stack[frame + depth] = entry;
            if (sum.Add(that.Tell(run, frame)))
            {
                break;
            }
        }

        var verdict = sum.Verdict;
        // "None of them" and "all of them" rest on the list as a whole.
        return verdict.Holds == !decisive ? verdict with { Why = run.Traces.Both(verdict.Why, Traces.Of(place)) } : verdict;
    }
}

/// <summary>So many entries of a list fulfil a condition, no more and no fewer.</summary>
sealed class ExactlyCode(AnswerPlace list, int count, int depth, Code that) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        if (!list.Find(run, frame, out var place, out var entries))
        {
            return new(null, Traces.Of(place));
        }

        run.Reserve(frame + depth + 1);
        var (sure, open) = (0, 0);
        int whole = Traces.Of(place),
            missing = whole;
        foreach (var entry in list.EntriesOf(run, entries))
        {
            run.Stack[frame + depth] = entry;
            var told = that.Tell(run, frame);
            sure += told.Holds == true ? 1 : 0;
            whole = run.Traces.Both(whole, told.Why);
            if (told.Holds is null)
            {
                open++;
                missing = run.Traces.Both(missing, told.Why);
            }
        }

        bool? holds =
            sure > count || sure + open < count ? false
            : open == 0 ? true
            : null;
        return new(holds, holds is null ? missing : whole);
    }
}

/// <summary>The check sheet's answer to a rule is one of the values.</summary>
sealed class SheetCode(CompiledConditions conditions, int item, IReadOnlyList<CheckSheetAnswer> answers) : Code
{
    public override Verdict Tell(Run run, int frame)
    {
        var told = run.SheetVerdictOf(item, conditions);
        return told.Answer is { } answer ? new(answers.Contains(answer), told.Why) : new(null, told.Why);
    }
}

/// <summary>Something that the assessment finds out itself.</summary>
/// <param name="fact">As it is written.</param>
/// <param name="entry">Where the function that it is about stands on the stack; -1 for the plan as a whole.</param>
/// <param name="depth">How much of the stack is taken.</param>
/// <param name="rules">The rules that it names, by their place in the rule set.</param>
sealed class FactCode(Condition.Fact fact, int entry, int depth, int[] rules) : Code
{
    public Condition.Fact Fact => fact;
    public FactKind Kind { get; } = fact.Kind;
    public int[] Rules => rules;

    /// <summary>The scopes or types that it names, as bits.</summary>
    public int Values { get; } =
        fact.Kind switch
        {
            FactKind.Scope => BitsOf<GuidelineScope>(fact.Values),
            FactKind.Type => BitsOf<UseType>(fact.Values),
            _ => 0,
        };

    public override Verdict Tell(Run run, int frame)
    {
        // Finding it out may mean telling other conditions: their entries stand above those at hand.
        var below = run.Taken;
        run.Taken = frame + depth;
        var verdict = run.Facts.Tell(this, entry < 0 ? -1 : run.Stack[frame + entry]);
        run.Taken = below;
        return verdict;
    }

    static int BitsOf<T>(IReadOnlyList<string> names)
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(value => names.Contains(value.ToString()))
            .Aggregate(0, (bits, value) => bits | (1 << Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
}
