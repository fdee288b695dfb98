using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines;

/// <summary>The conditions of a rule set, and conditions that differ from them in one place.</summary>
static class Conditions
{
    /// <summary>Every condition that stands somewhere by itself.</summary>
    public static IEnumerable<Condition> Of(RuleSet set) =>
        [
            .. set.Conditions.Select(named => named.Condition),
            .. set.Scope.Select(line => line.When),
            .. set.Types.Select(line => line.When),
            .. set.Nearest.Select(line => line.When),
            .. set.Flags.Select(line => line.When),
            .. set.Routes.Select(line => line.When),
            .. set
                .Rules.SelectMany(rule => new[] { rule.EasedWhen, rule.Applies, rule.Condition, rule.NeedsPerson, rule.Remark?.When })
                .OfType<Condition>(),
        ];

    /// <summary>The condition with exactly one of its places changed, once for each place and way.</summary>
    public static IEnumerable<Condition> ChangedOnce(Condition condition)
    {
        IEnumerable<Condition> here = condition switch
        {
            Condition.All all => [new Condition.Any(all.Conditions), new Condition.All([.. all.Conditions, new Condition.All([])])],
            Condition.Any any => [new Condition.All(any.Conditions), new Condition.Not(any)],
            Condition.Not not => [not.Inner, new Condition.All([not])],
            Condition.Given given => [new Condition.Present(given.Answer)],
            Condition.Present present => [new Condition.Given(present.Answer)],
            Condition.In one => [one with { Values = [.. one.Values, "X"] }, new Condition.Has(one.Answer, one.Values)],
            Condition.Has has => [has with { Values = [.. has.Values, "X"] }, new Condition.HasOnly(has.Answer, has.Values)],
            Condition.HasOnly only => [new Condition.Has(only.Answer, only.Values), new Condition.In(only.Answer, only.Values)],
            Condition.Compared compared =>
            [
                compared with
                {
                    How = 1 - compared.How,
                },
                compared with
                {
                    Than = new Operand.AsOf(1234),
                },
                compared with
                {
                    Than = new Operand.Number(1234),
                },
            ],
            Condition.Quantified some => [some with { How = 1 - some.How }, new Condition.Exactly(1, some.List, some.As, some.That)],
            Condition.Exactly exactly => [exactly with { Count = exactly.Count + 1 }],
            Condition.Sheet sheet =>
            [
                sheet with
                {
                    Item = "GL-999",
                },
                sheet with
                {
                    Answers = [.. sheet.Answers, CheckSheetAnswerOtherThan(sheet)],
                },
            ],
            Condition.Fact fact => Enum.GetValues<FactKind>()
                .Where(kind => kind != fact.Kind)
                .Select(kind => fact with { Kind = kind, Values = ["X"] }),
            _ => [new Condition.Not(condition)],
        };
        var inside = condition switch
        {
            Condition.All all => Each(all.Conditions, changed => new Condition.All(changed)),
            Condition.Any any => Each(any.Conditions, changed => new Condition.Any(changed)),
            Condition.Not not => ChangedOnce(not.Inner).Select(inner => not with { Inner = inner }),
            Condition.Quantified some => ChangedOnce(some.That).Select(that => some with { That = that }),
            Condition.Exactly exactly => ChangedOnce(exactly.That).Select(that => exactly with { That = that }),
            _ => [],
        };
        return here.Concat(inside);
    }

    static Domain.Plans.CheckSheetAnswer CheckSheetAnswerOtherThan(Condition.Sheet sheet) =>
        Enum.GetValues<Domain.Plans.CheckSheetAnswer>().First(answer => !sheet.Answers.Contains(answer));

    static IEnumerable<Condition> Each(IReadOnlyList<Condition> parts, Func<Condition[], Condition> whole) =>
        parts.SelectMany((part, i) => ChangedOnce(part).Select(changed => whole([.. parts.Select((one, k) => k == i ? changed : one)])));
}
