using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Tells parts of flat conditions about answers that are put together for it.</summary>
/// <param name="asOf">The day of assessment.</param>
sealed class FlatEvaluation(DateOnly asOf)
{
    static readonly PlanQuestion function = PlanQuestions.Find("functions")!;

    // Some ten microseconds each: whoever waits gets an answer within half a minute, if only that there are too many.
    const int Most = 2_000_000;

    readonly Dictionary<string, Condition> none = [];
    int told;

    /// <summary>What the part comes to; what is not among the answers is missing.</summary>
    /// <exception cref="TooMany">It was asked more often than anybody wants to wait for.</exception>
    public bool? Tell(Condition part, IReadOnlyDictionary<string, Choice> answers)
    {
        if (++told > Most)
        {
            throw new TooMany();
        }

        var plan = new AnswerNode?[PlanQuestions.Root.Children.Count];
        var members = new AnswerNode?[function.Children.Count];
        List<(string Name, AnswerNode Node)> entries = [];
        foreach (var (name, choice) in answers)
        {
            if (name.StartsWith("f.", StringComparison.Ordinal))
            {
                members[function.IndexOf(name[2..])] = choice.Answer;
            }
            else if (PlanQuestions.Root.IndexOf(name) is var index and >= 0)
            {
                plan[index] = choice.Answer;
            }
            else if (choice.Answer is { } entry)
            {
                entries.Add((name, entry));
            }
        }

        Entry at = new("f", new AnswerNode(function, "functions[0]", null, members, []));
        at = entries.Aggregate(at, (outer, entry) => new(entry.Name, entry.Node, outer));
        Evaluation evaluation = new(
            new AnswerNode(PlanQuestions.Root, "", null, plan, []),
            asOf,
            none,
            (fact, _) => new(answers[fact.Values[0]].Holds, Trace.Empty)
        );
        return evaluation.Tell(part, at).Holds;
    }
}

/// <summary>What parts of the lines come to, for each combination of only what they read.</summary>
sealed class TableOfParts(string[] names, Dictionary<string, Choice[]> choices, FlatEvaluation evaluation)
{
    /// <summary>The condition as a function of which choice is made for each name.</summary>
    public Func<int[], bool?> Compile(Condition condition)
    {
        switch (condition)
        {
            case Condition.All all:
                return Combined([.. all.Conditions.Select(Compile)], decisive: false);
            case Condition.Any any:
                return Combined([.. any.Conditions.Select(Compile)], decisive: true);
            case Condition.Not not:
                var inner = Compile(not.Inner);
                return at => !inner(at);
            default:
                int[] reads = [.. FlatConditions.Reads(condition).Select(name => Array.IndexOf(names, name))];
                Dictionary<long, bool?> known = [];
                return at =>
                {
                    var key = reads.Aggregate(0L, (sum, i) => (sum * choices[names[i]].Length) + at[i]);
                    return known.TryGetValue(key, out var told)
                        ? told
                        : known[key] = evaluation.Tell(condition, reads.ToDictionary(i => names[i], i => choices[names[i]][at[i]]));
                };
        }
    }

    static Func<int[], bool?> Combined(Func<int[], bool?>[] parts, bool decisive) =>
        at =>
        {
            bool? told = !decisive;
            foreach (var part in parts)
            {
                var one = part(at);
                if (one == decisive)
                {
                    return decisive;
                }

                told = one is null ? null : told;
            }

            return told;
        };
}
