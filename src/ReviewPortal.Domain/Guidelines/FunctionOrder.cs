using System.Text;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// The order in which functions are reported whatever order the plan has them in: the main one, then by name, then by their answers.
/// </summary>
static class FunctionOrder
{
    /// <summary>Indices of the functions, in that order.</summary>
    public static int[] Of(Facts facts)
    {
        var order = new int[facts.Functions.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        // Answers are written out only where two go by the same name, which is rare.
        Dictionary<int, string>? written = null;
        string Written(int function)
        {
            written ??= [];
            return written.TryGetValue(function, out var known) ? known : written[function] = Canonical(facts, facts.Functions[function]);
        }

        if (order.Length > 1)
        {
            Array.Sort(
                order,
                (one, other) =>
                    (facts.IsMain(one) ? 0 : 1) - (facts.IsMain(other) ? 0 : 1) is var main and not 0 ? main
                    : string.CompareOrdinal(facts.NameOf(one) ?? "", facts.NameOf(other) ?? "") is var name and not 0 ? name
                    : one == other ? 0
                    : string.CompareOrdinal(Written(one), Written(other)) is var answers and not 0 ? answers
                    : one - other
            );
        }

        return order;
    }

    static string Canonical(Facts facts, int row)
    {
        var (layout, first, _, _, _) = facts.Sheet.Rows[row];
        StringBuilder text = new();
        foreach (var slot in layout.Slots)
        {
            var value = facts.Asked[first + slot.Index];
            text.Append('|');
            if (value == AnswerSheet.Missing)
            {
                continue;
            }

            switch (slot.Question.Kind)
            {
                case AnswerKind.Text:
                    text.Append(facts.Sheet.Text(value));
                    break;
                case AnswerKind.List:
                    var entries = facts.Sheet.Entries(value).ToArray().Select(entry => Canonical(facts, entry));
                    text.Append('[').AppendJoin(',', entries.Order(StringComparer.Ordinal)).Append(']');
                    break;
                default:
                    text.Append(value);
                    break;
            }
        }

        return text.ToString();
    }
}
