using System.Text;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Keeps of all choices for one thing only those that some line can tell apart: two are the same when every largest part that reads nothing
/// else, or besides only what is reduced already and has few choices, comes to the same for both.
/// </summary>
sealed class Reduction(
    IReadOnlyList<Condition> lines,
    FlatEvaluation evaluation,
    IReadOnlyDictionary<string, Choice[]> reduced,
    CancellationToken ct
)
{
    const int FewBesides = 64;

    /// <summary>One choice of each kind.</summary>
    public Choice[] Of(string name, IReadOnlyList<Choice> all) =>
        Distinct(all, [.. lines.SelectMany(line => Parts(line, name)).Select(part => (name, part))]);

    /// <summary>One entry of each kind, for a list of the function or the plan.</summary>
    public IReadOnlyList<AnswerNode> OfEntries(string list, IReadOnlyList<AnswerNode> all)
    {
        var quantifiers = lines
            .SelectMany(ConditionTree.WithParts)
            .Select(condition =>
                condition switch
                {
                    Condition.Quantified some => (some.List, some.As, some.That),
                    Condition.Exactly exactly => (exactly.List, exactly.As, exactly.That),
                    _ => default((AnswerPath List, string As, Condition That)?),
                }
            )
            .OfType<(AnswerPath List, string As, Condition That)>()
            .Where(one => FlatConditions.VariableOf(one.List) == list);
        var parts = quantifiers.SelectMany(one => Parts(one.That, one.As).Select(part => (one.As, part)));
        return [.. Distinct([.. all.Select(entry => new Choice(entry, null))], [.. parts]).Select(choice => choice.Answer!)];
    }

    Choice[] Distinct(IReadOnlyList<Choice> all, IReadOnlyList<(string Name, Condition? Part)> parts)
    {
        // A part that hangs together with too much else: every choice stands for itself.
        if (parts.Any(one => one.Part is null))
        {
            return [.. all];
        }

        var told = parts
            .DistinctBy(one => (one.Name, ConditionJson.Write(one.Part!).ToJsonString()))
            .Select(one => (one.Name, Part: one.Part!, Besides: Besides(one.Part!, one.Name).ToArray()))
            .ToArray();
        return
        [
            .. all.DistinctBy(choice =>
            {
                ct.ThrowIfCancellationRequested();
                StringBuilder signature = new();
                foreach (var (name, part, besides) in told)
                {
                    foreach (var others in besides)
                    {
                        Dictionary<string, Choice> answers = new(others) { [name] = choice };
                        signature.Append(
                            evaluation.Tell(part, answers) switch
                            {
                                true => '1',
                                false => '0',
                                null => '?',
                            }
                        );
                    }
                }

                return signature.ToString();
            }),
        ];
    }

    IEnumerable<Dictionary<string, Choice>> Besides(Condition part, string name) =>
        FlatConditions
            .Reads(part)
            .Where(other => other != name)
            .Aggregate(
                (IEnumerable<Dictionary<string, Choice>>)
                    [
                        [],
                    ],
                (sofar, other) =>
                    [
                        .. sofar.SelectMany(answers =>
                            reduced[other].Select(choice => new Dictionary<string, Choice>(answers) { [other] = choice })
                        ),
                    ]
            );

    // Null stands for a part that cannot be told from this and what is reduced already.
    IEnumerable<Condition?> Parts(Condition condition, string name)
    {
        var reads = FlatConditions.Reads(condition);
        if (!reads.Contains(name))
        {
            return [];
        }

        return condition switch
        {
            _ when IsTold(reads, name) => [condition],
            Condition.All all => Grouped(all.Conditions, name, together => new Condition.All(together)),
            Condition.Any any => Grouped(any.Conditions, name, together => new Condition.Any(together)),
            Condition.Not not => Parts(not.Inner, name),
            Condition.Quantified some when FlatConditions.VariableOf(some.List) != name => Parts(some.That, name),
            Condition.Exactly exactly when FlatConditions.VariableOf(exactly.List) != name => Parts(exactly.That, name),
            _ => [null],
        };
    }

    // Of "all" and "any" those parts that can be told go together, which is one part instead of many.
    IEnumerable<Condition?> Grouped(IReadOnlyList<Condition> parts, string name, Func<IReadOnlyList<Condition>, Condition> whole)
    {
        List<Condition> together = [];
        HashSet<string> read = [];
        List<Condition?> apart = [];
        foreach (var part in parts)
        {
            HashSet<string> more = [.. read, .. FlatConditions.Reads(part)];
            if (FlatConditions.Reads(part).Contains(name) && IsTold(more, name))
            {
                together.Add(part);
                read = more;
            }
            else
            {
                apart.AddRange(Parts(part, name));
            }
        }

        return together.Count == 0 ? apart : [whole(together), .. apart];
    }

    bool IsTold(HashSet<string> reads, string name)
    {
        var besides = 1L;
        foreach (var other in reads.Where(other => other != name))
        {
            if (!reduced.TryGetValue(other, out var choices) || (besides *= choices.Length) > FewBesides)
            {
                return false;
            }
        }

        return true;
    }
}
