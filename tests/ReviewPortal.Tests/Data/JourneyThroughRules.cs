using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Guidelines;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Data;

public sealed partial class Journey
{
    /// <summary>A draft that is tried, changed and published, one that is given up, and everything that is read of them.</summary>
    async Task RulesAsync()
    {
        var id = await CopyAsync();
        await ChangeAsync(id);
        await RunsAsync(id);
        await SeenAsync(id, nameof(RuleSetService.PublishAsync), "lead", (s, seen) => s.PublishAsync(id, seen, Today));
        var given = await CopyAsync();
        await SeenAsync(given, nameof(RuleSetService.DiscardAsync), "legal", (s, seen) => s.DiscardAsync(given, seen, "見送り"));

        foreach (var state in new RuleSetState?[] { null, RuleSetState.Published })
        {
            await AskAsync<RuleSetQueries, object>("auditor", nameof(RuleSetQueries.ListAsync), async q => await q.ListAsync(state, 1, 10));
        }

        await AskAsync<RuleSetQueries, object>("auditor", nameof(RuleSetQueries.FindAsync), async q => await q.FindAsync(id));
        await AskAsync<RuleSetQueries, object?>("auditor", nameof(RuleSetQueries.PlanAsync), async q => await q.PlanAsync("Ｒ8-0001"));
        foreach (var by in Enum.GetValues<AgreementBy>())
        {
            AgreementFilter filter = new(Today.AddMonths(-6), Today, by);
            await AskAsync<AgreementQueries, object>("lead", nameof(AgreementQueries.FindAsync), async q => await q.FindAsync(filter));
            await AskAsync<AgreementQueries, object>("lead", nameof(AgreementQueries.ExportAsync), async q => await q.ExportAsync(filter));
        }

        await using var db = await portal.Services.NewDbAsync();
        var reviewed = await db.Applications.Where(a => a.State == ApplicationState.InReview).Select(a => a.Id).FirstAsync();
        await SeenAsync<ReviewService>("lead", nameof(ReviewService.ReassessAsync), reviewed, (s, seen) => s.ReassessAsync(reviewed, seen));
    }

    Task<PortalRuleSetId> CopyAsync() =>
        AskAsync<RuleSetService, PortalRuleSetId>(
            "legal",
            nameof(RuleSetService.CopyAsync),
            s => s.CopyAsync($"PHR-GL-2025-04@{RuleSets.Find("PHR-GL-2025-04")!.Revision}")
        );

    Task ChangeAsync(PortalRuleSetId id)
    {
        var line = RuleSetJson.Write(RuleSets.Find("PHR-GL-2025-04")!)["types"]![0]!.DeepClone().AsObject();
        line["is"] = nameof(UseType.InformationProvision);
        PartEdit edit = new(PartChange.Changed, "types", 0, line);
        return SeenAsync(id, nameof(RuleSetService.EditAsync), "legal", (s, seen) => s.EditAsync(id, seen, edit));
    }

    async Task RunsAsync(PortalRuleSetId id)
    {
        var run = await AskAsync<RunService, Guid>("legal", nameof(RunService.StartAsync), s => s.StartAsync(id, RunKind.Impact));
        await DoAsync<RunService>("lead", nameof(RunService.CancelAsync), s => s.CancelAsync(run));
        await portal.Services.GetRequiredService<RuleSetRunner>().EndedAsync(run);
        await AskAsync<RunService, object?>("auditor", nameof(RunService.FindAsync), async s => await s.FindAsync(id, RunKind.Impact));
        ImpactFilter[] filters =
        [
            new(),
            new(ImpactKind.Type, "SelfUse", "InformationProvision"),
            new(ImpactKind.Scope, "InScope", "OutOfScope"),
            new(ImpactKind.Route, "Standard", "Consultation"),
            new(ImpactKind.Blocking, "", "CO-05"),
        ];
        foreach (var filter in filters)
        {
            await AskAsync<RunService, object>("auditor", nameof(RunService.ImpactAsync), async s => await s.ImpactAsync(run, filter));
        }

        await AskAsync<RunService, object>("auditor", nameof(RunService.ExportAsync), async s => await s.ExportAsync(run));
    }

    async Task SeenAsync(PortalRuleSetId id, string method, string person, Func<RuleSetService, int, Task> use)
    {
        await using var db = await portal.Services.NewDbAsync();
        var seen = await db.RuleSets.Where(set => set.Id == id).Select(set => set.Version).SingleAsync();
        await DoAsync<RuleSetService>(person, method, service => use(service, seen));
    }

    static DateOnly Today => JapaneseDate.On(DateTime.UtcNow);
}
