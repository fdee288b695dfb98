namespace ReviewPortal.Domain.Plans;

/// <summary>What surrounds a question, by rows of the sheet; -1 where there is none, then every reading of it is missing.</summary>
readonly record struct AskedPlace(int Function, int Entry);

/// <summary>The numbers of a sheet, or of a changed copy of it, with the entries of its lists.</summary>
readonly ref struct AnswersAt(AnswerSheet sheet, ReadOnlySpan<int> values, ReadOnlySpan<int> lists)
{
    public AnswerSheet Sheet { get; } = sheet;
    public ReadOnlySpan<int> Values { get; } = values;
    public ReadOnlySpan<int> Lists { get; } = lists;
}

/// <summary>When a question applies: a few words, told from the numbers of a sheet. <c>&amp;</c> and <c>!</c> of <c>bool?</c> keep to Kleene.</summary>
abstract class AskedCondition
{
    /// <summary>Whether the form shows the question as long as this cannot be told.</summary>
    public bool ShownMeanwhile { get; init; }

    /// <summary>Null while an answer that decides it is missing.</summary>
    public abstract bool? Holds(AnswersAt answers, AskedPlace place);

    /// <summary>One answer: the plan's, that of the function at hand, or that of the entry at hand.</summary>
    internal sealed class Reading(string pattern)
    {
        // Found when it is first needed: layouts and conditions are made of each other.
        (RowLayout Layout, int Slot) Found => field.Layout is null ? field = Find() : field;

        public int Value(AnswersAt answers, AskedPlace place)
        {
            var (layout, slot) = Found;
            var row =
                layout == RowLayout.Plan ? 0
                : layout == RowLayout.Function ? place.Function
                : place.Entry;
            return row < 0 ? AnswerSheet.Missing : answers.Values[answers.Sheet.Rows[row].First + slot];
        }

        (RowLayout, int) Find()
        {
            var names = pattern.Split("[].");
            var layout = names[..^1].Aggregate(RowLayout.Plan, (around, list) => around.Find(list)!.Entries!);
            return (layout, layout.Find(names[^1])!.Index);
        }
    }

    /// <summary>The answer is one of the values; for choices, one of those made is.</summary>
    internal sealed class Is(Reading reading, params Enum[] values) : AskedCondition
    {
        readonly int bits = AnswerReader.NumberOf(values.Cast<object>().ToArray());

        /// <summary>Whether choices are made, of which the reading already holds the bits.</summary>
        public bool OfChoices { get; init; }

        public override bool? Holds(AnswersAt answers, AskedPlace place) =>
            reading.Value(answers, place) is var value and not AnswerSheet.Missing ? ((OfChoices ? value : 1 << value) & bits) != 0 : null;
    }

    internal sealed class IsYes(Reading reading) : AskedCondition
    {
        public override bool? Holds(AnswersAt answers, AskedPlace place) =>
            reading.Value(answers, place) is var value and not AnswerSheet.Missing ? value != 0 : null;
    }

    /// <summary>Does not hold where the group or answer is missing, and is what the other is elsewhere.</summary>
    internal sealed class If(Reading reading, AskedCondition then) : AskedCondition
    {
        public override bool? Holds(AnswersAt answers, AskedPlace place) =>
            reading.Value(answers, place) == AnswerSheet.Missing ? false : then.Holds(answers, place);
    }

    internal sealed class Not(AskedCondition inner) : AskedCondition
    {
        public override bool? Holds(AnswersAt answers, AskedPlace place) => !inner.Holds(answers, place);
    }

    internal sealed class Both(AskedCondition one, AskedCondition other) : AskedCondition
    {
        public override bool? Holds(AnswersAt answers, AskedPlace place) => one.Holds(answers, place) & other.Holds(answers, place);
    }

    /// <summary>Some entry of the list fulfils the condition; of an empty list none does.</summary>
    internal sealed class Some(Reading list, AskedCondition that) : AskedCondition
    {
        public override bool? Holds(AnswersAt answers, AskedPlace place)
        {
            if (list.Value(answers, place) is not (var entries and not AnswerSheet.Missing))
            {
                return null;
            }

            bool? found = false;
            foreach (var entry in answers.Lists.Slice(entries + 1, answers.Lists[entries]))
            {
                found |= that.Holds(answers, place with { Entry = entry });
            }

            return found;
        }
    }
}
