using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Guidelines;

public sealed class The_stored_plans : IAsyncLifetime
{
    // Nobody deletes well enough.
    static readonly RuleSet rules = RuleSets.Find("PHR-GL-2025-04")!;
    static readonly RuleSet draft = rules with
    {
        Rules = [.. rules.Rules.Select(rule => rule.Id == "GL-322" ? rule with { Condition = new Condition.Any([]) } : rule)],
    };

    TestPortal portal = default!;

    public async ValueTask InitializeAsync() => portal = await TestPortal.OnAsync(Providers.Sqlite);

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Are_gone_through_once_each_in_their_latest_version_and_progress_comes_to_the_end()
    {
        await portal.DraftAsync();
        Told progress = new();

        var impacts = await ImpactAsync("lead", draft, progress);

        var arrived = await ArrivedAsync();
        Assert.NotEmpty(arrived);
        Assert.Equal(arrived.Order(), impacts.Select(impact => impact.Id.Value).Order());
        Assert.All(impacts, impact => Assert.Equal([new("GL-322", null)], impact.NewlyBlocking));
        Assert.Equal(new(0, arrived.Count), progress.All[0]);
        Assert.Equal(new(arrived.Count, arrived.Count), progress.All[^1]);
    }

    [Fact]
    public async Task Have_no_impact_where_nothing_changes() => Assert.Empty(await ImpactAsync("auditor", rules));

    [Fact]
    public async Task Are_not_there_for_somebody_who_may_not_read_them() => Assert.Empty(await ImpactAsync("survey", draft));

    [Fact]
    public async Task Are_left_when_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            portal.Services.AsAsync<StoredPlans, int>(
                "lead",
                async plans =>
                {
                    var found = 0;
                    await foreach (var _ in plans.ImpactAsync(rules, draft, ct: stop.Token))
                    {
                        found++;
                        await stop.CancelAsync();
                    }

                    return found;
                }
            )
        );
    }

    Task<List<PlanImpact<ApplicationId>>> ImpactAsync(string person, RuleSet draft, IProgress<PlansDone>? progress = null) =>
        portal.Services.AsAsync<StoredPlans, List<PlanImpact<ApplicationId>>>(
            person,
            async plans =>
            {
                List<PlanImpact<ApplicationId>> all = [];
                await foreach (var impact in plans.ImpactAsync(rules, draft, progress: progress, ct: TestContext.Current.CancellationToken))
                {
                    all.Add(impact);
                }

                return all;
            }
        );

    async Task<List<Guid>> ArrivedAsync()
    {
        await using var db = await portal.Services.NewDbAsync();
        return [.. db.Applications.Where(a => a.ArrivedAt != null).Select(a => a.Id).ToList().Select(id => id.Value)];
    }

    sealed class Told : IProgress<PlansDone>
    {
        public List<PlansDone> All { get; } = [];

        public void Report(PlansDone value) => All.Add(value);
    }
}
