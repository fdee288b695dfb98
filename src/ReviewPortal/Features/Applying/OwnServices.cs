using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

/// <summary>What an amendment or an end notice can be about.</summary>
static class OwnServices
{
    const string Concerns = "filing.concerns";

    static readonly DecisionOutcome[] Granted = [DecisionOutcome.Accepted, DecisionOutcome.AcceptedWithConditions];

    /// <summary>The organisation's accepted applications, newest first, and its services of the register that have not ended.</summary>
    /// <param name="act">Who asks: a guest is told of no application but the own one.</param>
    public static async Task<IReadOnlyList<OwnService>> OwnServicesAsync(this PortalDb db, Act act, CancellationToken ct)
    {
        var today = JapaneseDate.On(act.At);
        var applications = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.State == ApplicationState.Issued && Granted.Contains(a.Decision!.Outcome))
            .OrderByDescending(a => a.EndedAt)
            .ThenBy(a => a.Id)
            .Select(a => new
            {
                a.Number,
                a.ServiceName,
                Plan = a.Versions.OrderByDescending(version => version.Number).Select(version => version.Plan).First(),
            })
            .ToListAsync(ct);
        var services = await db
            .Services.AsNoTracking()
            .Where(s => s.Organization == act.Organization && (s.EndsOn == null || s.EndsOn >= today))
            .OrderBy(s => s.Name)
            .Select(s => s.Name)
            .ToListAsync(ct);
        var filed = applications.ConvertAll(a => (Service: new OwnService(a.Number, a.ServiceName), PlanJson.Read(a.Plan).Plan?.Filing));
        OwnService[] running = [.. filed.Where(a => a.Filing?.Kind != FilingKind.EndNotice).Select(a => a.Service)];
        OwnService[] known = [.. running, .. services.Except(running.Select(a => a.Name)).Select(name => new OwnService(null, name))];
        // An accepted end notice ends what it is about, under whatever number that stands.
        string[] ended =
        [
            .. filed
                .Where(a => a.Filing?.Kind == FilingKind.EndNotice)
                .Select(a => OwnService.Find(known, a.Filing!.Concerns)?.Name)
                .OfType<string>(),
        ];
        return [.. known.Where(one => !ended.Contains(one.Name))];
    }

    /// <summary>The answers with the service concerned as the list has it, where the list has it.</summary>
    public static async Task<string> WithOwnServiceAsync(this PortalDb db, string answers, Act act, CancellationToken ct)
    {
        var draft = PlanDraft.Parse(answers);
        if (draft.Get(Concerns)?.ToString() is not { } said || OwnService.Find(await db.OwnServicesAsync(act, ct), said) is not { } meant)
        {
            return answers;
        }

        draft.Set(Concerns, meant.Text);
        return draft.Json;
    }
}
