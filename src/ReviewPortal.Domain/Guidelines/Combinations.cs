using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>One way in which something that type lines read can be answered; for what is free, whether it holds.</summary>
readonly record struct Choice(AnswerNode? Answer, bool? Holds);

/// <summary>Goes through all combinations of answers that a rule set's type lines can tell apart; see <see cref="Completeness.Of"/>.</summary>
sealed class Combinations
{
    const long Most = 3_000_000;

    readonly IProgress<double>? progress;
    readonly CancellationToken ct;
    readonly Condition[] lines;
    readonly FlatEvaluation evaluation;
    readonly AnswerClasses classes;
    readonly Dictionary<string, Choice[]> choices = [];
    readonly string[] names;

    public Combinations(RuleSet set, IProgress<double>? progress, CancellationToken ct)
    {
        (this.progress, this.ct) = (progress, ct);
        FlatConditions flat = new(set);
        lines = [.. set.Types.Select(line => flat.Flat(line.When))];
        evaluation = new(set.From);
        classes = new([.. lines.SelectMany(ConditionTree.WithParts)], set.From);
        // What has entries comes last: its classes are told by those of everything else.
        names = [.. lines.SelectMany(FlatConditions.Reads).Distinct().OrderBy(name => QuestionOf(name)?.Kind == AnswerKind.List ? 1 : 0)];
        Reduction reduction = new(lines, evaluation, choices, ct);
        for (var i = 0; i < names.Length; i++)
        {
            choices[names[i]] = reduction.Of(names[i], AllOf(names[i], reduction));
            progress?.Report(0.5 * (i + 1) / names.Length);
        }
    }

    IReadOnlyList<Choice> AllOf(string name, Reduction reduction)
    {
        if (QuestionOf(name) is not { } question)
        {
            return name == "f" ? [new(null, null)] : [new(null, true), new(null, false), new(null, null)];
        }

        var entries = question.Kind == AnswerKind.List ? reduction.OfEntries(name, classes.Filled(question)) : null;
        return [.. classes.To(question, entries).Select(answer => new Choice(answer, null))];
    }

    static PlanQuestion? QuestionOf(string name) =>
        name[0] == '#' || name == "f" ? null
        : name.StartsWith("f.", StringComparison.Ordinal) ? PlanQuestions.Find($"functions[].{name[2..]}")
        : PlanQuestions.Find(name);

    public Completeness Told()
    {
        var total = names.Aggregate(1L, (product, name) => Math.Min(product * choices[name].Length, Most + 1));
        if (total > Most)
        {
            throw new TooMany();
        }

        TableOfParts table = new(names, choices, evaluation);
        var walk = lines.Select(table.Compile).ToArray();
        var at = new int[names.Length];
        List<UsePlan> gaps = [];
        Dictionary<(int, int), (long Count, UsePlan Example)> overlaps = [];
        var gapCount = 0L;
        for (var done = 0L; done < total; done++)
        {
            if (done % 1024 == 0)
            {
                ct.ThrowIfCancellationRequested();
                progress?.Report(0.5 + (0.5 * done / total));
            }

            bool?[] told = [.. walk.Select(line => line(at))];
            int[] holding = [.. Enumerable.Range(0, told.Length).Where(i => told[i] == true)];
            if (told.All(one => one == false))
            {
                gapCount++;
                if (gaps.Count < Completeness.MostExamples)
                {
                    gaps.Add(PlanOf(at));
                }
            }

            for (var later = 1; later < holding.Length; later++)
            {
                var pair = (holding[0], holding[later]);
                overlaps[pair] = overlaps.TryGetValue(pair, out var known) ? (known.Count + 1, known.Example) : (1, PlanOf(at));
            }

            Next(at);
        }

        progress?.Report(1);
        return new(
            total,
            true,
            gapCount,
            gaps,
            [
                .. overlaps
                    .OrderBy(pair => pair.Key)
                    .Select(pair => new TypeOverlap(pair.Key.Item1, pair.Key.Item2, pair.Value.Count, pair.Value.Example)),
            ]
        );
    }

    void Next(int[] at)
    {
        for (var i = 0; i < at.Length && ++at[i] == choices[names[i]].Length; i++)
        {
            at[i] = 0;
        }
    }

    UsePlan PlanOf(int[] at)
    {
        var plan = PlanQuestions.With(new(), "functions[0].main", true);
        for (var i = 0; i < names.Length; i++)
        {
            var path = names[i].StartsWith("f.", StringComparison.Ordinal) ? $"functions[0].{names[i][2..]}" : names[i];
            plan = choices[names[i]][at[i]].Answer is { } answer ? Put(plan, path, answer) : plan;
        }

        return plan;
    }

    static UsePlan Put(UsePlan plan, string path, AnswerNode answer)
    {
        switch (answer.Question.Kind)
        {
            case AnswerKind.List when answer.Members.Count == 0:
                plan = PlanQuestions.With(plan, path, PlanQuestions.ListOf(answer.Question, []));
                for (var i = 0; i < answer.Entries.Count; i++)
                {
                    plan = Put(plan, $"{path}[{i}]", answer.Entries[i]);
                }

                return plan;
            case AnswerKind.List or AnswerKind.Group:
                plan = PlanQuestions.With(plan, path, Activator.CreateInstance(answer.Question.Type));
                return answer
                    .Members.OfType<AnswerNode>()
                    .Aggregate(plan, (more, member) => Put(more, $"{path}.{member.Question.Name}", member));
            case AnswerKind.Choices:
                return PlanQuestions.With(plan, path, PlanQuestions.ListOf(answer.Question, (object[])answer.Value!));
            default:
                return PlanQuestions.With(plan, path, answer.Value);
        }
    }
}
