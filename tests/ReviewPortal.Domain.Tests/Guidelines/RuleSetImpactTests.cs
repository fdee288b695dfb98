using ReviewPortal.Domain.Guidelines;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_impact_of_a_draft
{
    static readonly IEnumerable<ReassessedPlan<string>> plans = Example.Names.Select(name => new ReassessedPlan<string>(
        name[..2],
        Example.Plan(name),
        Example.AsOf
    ));

    [Fact]
    public void Is_nothing_for_the_same_rules() => Assert.Empty(Impact(plans, Rules, RuleSets.Find("PHR-GL-2021-04")!));

    [Fact]
    public void Lists_the_plans_whose_type_scope_route_or_blocking_findings_change()
    {
        var draft = Rules with
        {
            // Nothing urges purchase any more, and nobody deletes well enough.
            Conditions =
            [
                .. Rules.Conditions.Select(one => one.Name == "purchaseFails" ? one with { Condition = new Condition.Any([]) } : one),
            ],
            Rules = [.. Rules.Rules.Select(rule => rule.Id == "GL-322" ? rule with { Condition = new Condition.Any([]) } : rule)],
        };
        var impacts = Impact(plans, Rules, draft).ToArray();
        var byKind = RuleSetImpact.ByKind(impacts);

        Assert.Equal(Example.Names.Select(name => name[..2]), impacts.Select(impact => impact.Id));
        Assert.Equal("03", Assert.Single(byKind[ImpactKind.Type]).Id);
        Assert.Empty(byKind[ImpactKind.Scope]);
        Assert.Contains("01", byKind[ImpactKind.Route].Select(impact => impact.Id));
        var offer = impacts.Single(impact => impact.Id == "03");
        Assert.Equal([new("GL-322", null)], offer.NewlyBlocking);
        Assert.Equal([new("CO-01", 0)], offer.NoLongerBlocking);
        Assert.Equal((UseType.OutsideTypes, UseType.InformationProvision), (offer.Current.UseType, offer.Draft.UseType));
    }

    [Fact]
    public void Takes_each_plans_own_day_unless_one_is_given()
    {
        ReassessedPlan<int>[] old = [new(1, Example.Plan("01"), new(2020, 1, 1))];
        var draft = Rules with { Rules = [.. Rules.Rules.Where(rule => rule.Id != "GL-322")] };

        Assert.Equal(new DateOnly(2020, 1, 1), Impact(Changed(old), Rules, draft).Single().Draft.AsOf);
        Assert.Equal(Example.AsOf, Impact(Changed(old), Rules, draft, Example.AsOf).Single().Draft.AsOf);
    }

    [Fact]
    public void Comes_one_by_one_and_stops_when_cancelled()
    {
        using CancellationTokenSource stop = new();
        var taken = 0;
        IEnumerable<ReassessedPlan<int>> Endless()
        {
            while (true)
            {
                taken++;
                yield return Changed([new(taken, Example.Plan("01"), Example.AsOf)]).Single();
            }
        }

        var draft = Rules with { Rules = [.. Rules.Rules.Where(rule => rule.Id != "GL-322")] };
        Counted progress = new();
        using var impacts = RuleSetImpact.Of(Endless(), Rules, draft, progress: progress, ct: stop.Token).GetEnumerator();

        Assert.True(impacts.MoveNext());
        Assert.True(impacts.MoveNext());
        Assert.Equal((2, 2), (taken, progress.Last));
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => impacts.MoveNext());
    }

    static IEnumerable<ReassessedPlan<int>> Changed(IEnumerable<ReassessedPlan<int>> plans) =>
        plans.Select(one => one with { Plan = one.Plan.With("compliance.deletionOnRequest", false) });

    static IEnumerable<PlanImpact<T>> Impact<T>(
        IEnumerable<ReassessedPlan<T>> plans,
        RuleSet current,
        RuleSet draft,
        DateOnly? asOf = null
    ) => RuleSetImpact.Of(plans, current, draft, asOf, ct: TestContext.Current.CancellationToken);

    sealed class Counted : IProgress<int>
    {
        public int Last { get; private set; }

        public void Report(int value) => Last = value;
    }
}
