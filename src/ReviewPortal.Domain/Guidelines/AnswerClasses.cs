using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Answers that stand for all: of the values that no condition tells apart, one; and none at all. Lists have no entry, one or two.
/// </summary>
/// <param name="atoms">The conditions without parts that read anything.</param>
/// <param name="asOf">The day of assessment, beside which dates are tried.</param>
sealed class AnswerClasses(IReadOnlyList<Condition> atoms, DateOnly asOf)
{
    /// <summary>More than these answers to one question are not tried.</summary>
    public const int Most = 100_000;

    // A value that is none of those that conditions name.
    const string SomethingElse = "-";

    readonly ILookup<string, Condition> byPattern = atoms
        .SelectMany(atom => PathsOf(atom).Select(path => (path.Question.Pattern, atom)))
        .ToLookup(one => one.Pattern, one => one.atom);

    /// <summary>The answers to a question; null among them is a missing one.</summary>
    /// <param name="entry">What a list's entries may be; null takes all combinations of their answers.</param>
    /// <exception cref="TooMany">There are more than <see cref="Most"/>.</exception>
    public List<AnswerNode?> To(PlanQuestion question, IReadOnlyList<AnswerNode>? entry = null) =>
        question.Kind switch
        {
            AnswerKind.Group => [null, .. Filled(question)],
            AnswerKind.List => Lists(question, entry ?? Filled(question)),
            _ => [null, .. Values(question).Select(value => new AnswerNode(question, question.Pattern, value, [], []))],
        };

    /// <summary>A group, or an entry of a list, with every combination of the answers inside that anything reads.</summary>
    public List<AnswerNode> Filled(PlanQuestion question)
    {
        List<AnswerNode?[]> all = [new AnswerNode?[question.Children.Count]];
        for (var i = 0; i < question.Children.Count; i++)
        {
            var child = question.Children[i];
            if (IsRead(child))
            {
                var answers = To(child);
                Check((long)all.Count * answers.Count);
                all =
                [
                    .. all.SelectMany(members =>
                        answers.Select(answer =>
                        {
                            AnswerNode?[] more = [.. members];
                            more[i] = answer;
                            return more;
                        })
                    ),
                ];
            }
        }

        return [.. all.Select(members => new AnswerNode(question, question.Pattern, null, members, []))];
    }

    static List<AnswerNode?> Lists(PlanQuestion question, IReadOnlyList<AnswerNode> entries)
    {
        Check((long)entries.Count * entries.Count / 2);
        AnswerNode Of(params AnswerNode[] of) => new(question, question.Pattern, null, [], of);
        return
        [
            null,
            Of(),
            .. entries.Select(entry => Of(entry)),
            .. entries.SelectMany((one, i) => entries.Skip(i).Select(other => Of(one, other))),
        ];
    }

    bool IsRead(PlanQuestion question) =>
        byPattern.Any(read =>
            read.Key.StartsWith(question.Pattern, StringComparison.Ordinal)
            && (read.Key.Length == question.Pattern.Length || read.Key[question.Pattern.Length] is '.' or '[')
        );

    IEnumerable<object> Values(PlanQuestion question)
    {
        object[][] named =
        [
            .. byPattern[question.Pattern]
                .Select(atom =>
                    atom switch
                    {
                        Condition.In one => one.Values.ToArray(),
                        Condition.Has has => has.Values.ToArray(),
                        Condition.HasOnly only => only.Values.ToArray(),
                        _ => [],
                    }
                ),
        ];
        string ToldApart(object value) => string.Concat(named.Select(values => values.Contains(value) ? '1' : '0'));
        return question.Kind switch
        {
            AnswerKind.Choice => Enum.GetValues(question.EnumType!).Cast<object>().DistinctBy(ToldApart),
            AnswerKind.Choices => Subsets([.. Enum.GetValues(question.EnumType!).Cast<object>().DistinctBy(ToldApart)]),
            AnswerKind.YesNo => [true, false],
            AnswerKind.Text => named.SelectMany(values => values).Append(SomethingElse).Distinct(),
            AnswerKind.Number => Measures(question, 1).Select(number => (object)number),
            AnswerKind.Date => Measures(question, asOf.DayNumber).Select(day => (object)DateOnly.FromDayNumber(day)),
            _ => [],
        };
    }

    // Right on, before and after whatever it is compared with; two answers that are compared with each other meet on the same ones.
    IEnumerable<int> Measures(PlanQuestion question, int around) =>
        byPattern[question.Pattern]
            .OfType<Condition.Compared>()
            .SelectMany(compared =>
                compared.Than switch
                {
                    Operand.Number number => new[] { number.Value - 1, number.Value, number.Value + 1 },
                    Operand.AsOf day => [around + day.PlusDays - 1, around + day.PlusDays, around + day.PlusDays + 1],
                    Operand.Answer other => [around, around + 1, around + other.PlusDays, around + other.PlusDays + 1],
                    _ => [],
                }
            )
            .Append(around)
            .Distinct();

    static IEnumerable<object> Subsets(object[] values)
    {
        Check(1L << Math.Min(values.Length, 40));
        for (var chosen = 0; chosen < 1 << values.Length; chosen++)
        {
            yield return values.Where((_, i) => (chosen & (1 << i)) != 0).ToArray();
        }
    }

    static IEnumerable<AnswerPath> PathsOf(Condition atom)
    {
        var first = atom switch
        {
            Condition.Quantified some => some.List,
            Condition.Exactly exactly => exactly.List,
            _ => FlatConditions.PathOf(atom),
        };
        return atom is Condition.Compared { Than: Operand.Answer other } ? [first!, other.Path]
            : first is null ? []
            : [first];
    }

    static void Check(long count)
    {
        if (count > Most)
        {
            throw new TooMany();
        }
    }
}

/// <summary>There are more combinations than can be gone through.</summary>
sealed class TooMany() : Exception("There are more combinations of answers than can be gone through.");
