using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

/// <summary>What an amendment or an end notice can be about.</summary>
static class OwnServices
{
    static readonly DecisionOutcome[] Granted = [DecisionOutcome.Accepted, DecisionOutcome.AcceptedWithConditions];

    /// <summary>The organisation's accepted applications, newest first, and its services of the register that have not ended.</summary>
    /// <param name="act">Who asks: a guest is told of no application but the own one.</param>
    /// <returns>Number and name, or the name alone.</returns>
    public static async Task<IReadOnlyList<string>> OwnServicesAsync(this PortalDb db, Act act, CancellationToken ct)
    {
        var today = JapaneseDate.On(act.At);
        var applications = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.State == ApplicationState.Issued && Granted.Contains(a.Decision!.Outcome))
            .OrderByDescending(a => a.EndedAt)
            .ThenBy(a => a.Id)
            .Select(a => new { a.Number, a.ServiceName })
            .ToListAsync(ct);
        var services = await db
            .Services.AsNoTracking()
            .Where(s => s.Organization == act.Organization && (s.EndsOn == null || s.EndsOn >= today))
            .OrderBy(s => s.Name)
            .Select(s => s.Name)
            .ToListAsync(ct);
        return [.. applications.Select(a => $"{a.Number} {a.ServiceName}"), .. services.Except(applications.Select(a => a.ServiceName))];
    }
}
