using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines;

/// <summary>The shipped rules with some conditions turned into others by chance, the same for the same seed.</summary>
static class RandomRules
{
    public static RuleSet Of(int seed)
    {
        Random random = new(seed);
        var set = Assessed.Rules;
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            set = random.Next(5) switch
            {
                0 => set with { Conditions = One(set.Conditions, random, one => one with { Condition = Changed(one.Condition, random) }) },
                1 => set with { Types = One(set.Types, random, line => line with { When = Changed(line.When, random) }) },
                2 => set with { Flags = One(set.Flags, random, line => line with { When = Changed(line.When, random) }) },
                3 => set with
                {
                    Routes = One(
                        [.. set.Routes.SkipLast(1)],
                        random,
                        line => line with { When = Changed(line.When, random) },
                        set.Routes[^1]
                    ),
                },
                _ => set with { Rules = One(set.Rules, random, rule => Changed(rule, random)) },
            };
        }

        return set;
    }

    static Rule Changed(Rule rule, Random random) =>
        random.Next(3) switch
        {
            0 when rule.Applies is { } applies => rule with { Applies = Changed(applies, random) },
            1 when rule.NeedsPerson is { } person => rule with { NeedsPerson = Changed(person, random) },
            _ when rule.Condition is { } condition => rule with { Condition = Changed(condition, random) },
            _ => rule,
        };

    // Values that are no choice, and facts of another kind, are no conditions that could be written.
    static Condition Changed(Condition condition, Random random)
    {
        var changed = Conditions.ChangedOnce(condition).Where(CanBeWritten).ToArray();
        return changed.Length == 0 ? condition : changed[random.Next(changed.Length)];
    }

    static bool CanBeWritten(Condition condition) =>
        condition switch
        {
            Condition.All all => all.Conditions.All(CanBeWritten),
            Condition.Any any => any.Conditions.All(CanBeWritten),
            Condition.Not not => CanBeWritten(not.Inner),
            Condition.Quantified some => CanBeWritten(some.That),
            Condition.Exactly exactly => CanBeWritten(exactly.That),
            Condition.In one => one.Answer.Question.Kind is not Domain.Plans.AnswerKind.Choices && !one.Values.Contains("X"),
            Condition.Has has => has.Answer.Question.Kind == Domain.Plans.AnswerKind.Choices && !has.Values.Contains("X"),
            Condition.HasOnly only => only.Answer.Question.Kind == Domain.Plans.AnswerKind.Choices && !only.Values.Contains("X"),
            Condition.Compared compared => compared.Than is not Operand.AsOf { PlusDays: 1234 }
                && (compared.Than is not Operand.Number || compared.Answer.Question.Kind == Domain.Plans.AnswerKind.Number),
            Condition.Fact fact => !fact.Values.Contains("X"),
            _ => true,
        };

    static IReadOnlyList<T> One<T>(IReadOnlyList<T> all, Random random, Func<T, T> change, params ReadOnlySpan<T> rest)
    {
        T[] changed = [.. all];
        var i = random.Next(changed.Length);
        changed[i] = change(changed[i]);
        return [.. changed, .. rest];
    }
}
