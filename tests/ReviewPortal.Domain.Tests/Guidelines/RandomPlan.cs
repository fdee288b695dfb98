using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

/// <summary>Plans by chance, the same for the same seed: an example with some answers replaced, removed or added.</summary>
static class RandomPlan
{
    static readonly UsePlan[] examples = [.. Example.Names.Select(Example.Plan)];

    static readonly PlanQuestion[] leaves =
    [
        .. PlanQuestions.All.Where(question => question.Kind is not (AnswerKind.Group or AnswerKind.List or AnswerKind.Text)),
    ];

    public static UsePlan Of(int seed)
    {
        Random random = new(seed);
        var plan = examples[random.Next(examples.Length)];
        if (random.Next(3) == 0)
        {
            var second = examples[random.Next(examples.Length)].Functions![0] with { Main = false };
            plan = plan with { Functions = [.. plan.Functions!, second] };
        }

        if (random.Next(3) == 0)
        {
            var count = plan.Functions![0].Recipients?.Count ?? 0;
            plan = plan.With($"functions[0].recipients[{count}]", random.Next(2) == 0 ? Assessed.User : Assessed.Insurer);
        }

        for (var changes = random.Next(8); changes > 0; changes--)
        {
            var question = leaves[random.Next(leaves.Length)];
            // More than one main function is told in tests of its own: there, removing a mark decides something.
            if (question.Name != "main" && Place(plan, question.Pattern, random) is { } path)
            {
                plan = plan.With(path, random.Next(8) == 0 ? null : AnswerTo(question, random));
            }
        }

        return plan;
    }

    /// <summary>Every answer given, by path: leaves, choices, groups and lists.</summary>
    public static IEnumerable<string> PathsOf(UsePlan plan) => PathsOf(plan, "");

    static IEnumerable<string> PathsOf(UsePlan plan, string path)
    {
        foreach (var question in PlanQuestions.ChildrenOf(path))
        {
            var place = path.Length == 0 ? question.Name : $"{path}.{question.Name}";
            var answer = PlanQuestions.Answer(plan, place);
            if (answer is null)
            {
                continue;
            }

            yield return place;
            IEnumerable<string> inside = question.Kind switch
            {
                AnswerKind.Group => PathsOf(plan, place),
                AnswerKind.List => Enumerable
                    .Range(0, ((System.Collections.ICollection)answer).Count)
                    .SelectMany(i => PathsOf(plan, $"{place}[{i}]")),
                _ => [],
            };
            foreach (var inner in inside)
            {
                yield return inner;
            }
        }
    }

    /// <summary>The same plan with every list and every set of choices in another order.</summary>
    public static UsePlan Shuffled(UsePlan plan, Random random)
    {
        // Inner lists first: a path into a shuffled list would lead to another entry.
        foreach (var path in PathsOf(plan).Reverse().ToArray())
        {
            if (PlanQuestions.Find(path)!.Kind is AnswerKind.List or AnswerKind.Choices)
            {
                var entries = ((System.Collections.IEnumerable)PlanQuestions.Answer(plan, path)!).Cast<object>().ToArray();
                random.Shuffle(entries);
                var typed = Array.CreateInstance(PlanQuestions.Find(path)!.Type, entries.Length);
                entries.CopyTo(typed, 0);
                plan = plan.With(path, typed);
            }
        }

        return plan;
    }

    /// <summary>A plan with one answer more, and where it stands; null where no place was found.</summary>
    public static (string Path, UsePlan Plan)? Added(UsePlan plan, Random random)
    {
        for (var turn = 0; turn < 50; turn++)
        {
            var question = leaves[random.Next(leaves.Length)];
            if (Place(plan, question.Pattern, random) is { } path && PlanQuestions.Answer(plan, path) is null)
            {
                // An answer also makes the groups around it that were missing: the highest of them is what was added.
                var made = path;
                while (made.LastIndexOf('.') is var dot and > 0 && PlanQuestions.Answer(plan, made[..dot]) is null)
                {
                    made = made[..dot];
                }

                return (made, plan.With(path, AnswerTo(question, random)));
            }
        }

        return null;
    }

    static string? Place(UsePlan plan, string pattern, Random random)
    {
        var path = "";
        foreach (var segment in pattern.Split('.'))
        {
            path = path.Length == 0 ? segment : $"{path}.{segment}";
            if (path.EndsWith("[]", StringComparison.Ordinal))
            {
                var count = PlanQuestions.Answer(plan, path[..^2]) is System.Collections.ICollection list ? list.Count : 0;
                if (count == 0)
                {
                    return null;
                }

                path = $"{path[..^2]}[{random.Next(count)}]";
            }
        }

        return path;
    }

    static object AnswerTo(PlanQuestion question, Random random)
    {
        var values = question.EnumType is null ? [] : Enum.GetValues(question.EnumType).Cast<object>().ToArray();
        switch (question.Kind)
        {
            case AnswerKind.YesNo:
                return random.Next(2) == 0;
            case AnswerKind.Number:
                return random.Next(7);
            case AnswerKind.Date:
                return Example.AsOf.AddDays(random.Next(-200, 200));
            case AnswerKind.Choice:
                return values[random.Next(values.Length)];
            default:
                random.Shuffle(values);
                var chosen = Array.CreateInstance(question.Type, random.Next(3));
                Array.Copy(values, chosen, chosen.Length);
                return chosen;
        }
    }
}
