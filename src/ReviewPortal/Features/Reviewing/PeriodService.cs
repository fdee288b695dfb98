using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The standard period of a case: a later end, and how long like cases took.</summary>
public sealed class PeriodService(IDbContextFactory<PortalDb> databases, ApplicationChanges changes, IOptions<ReviewSettings> review)
{
    /// <summary>Fewer decided cases than these give no forecast.</summary>
    public const int FewestForForecast = 5;

    /// <summary>Of the newest like cases; more of them would tell of how it was long ago.</summary>
    const int Newest = 200;

    public Task ProposeAsync(ApplicationId id, int seen, DateOnly dueOn, string reason, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            (application, act) =>
                application.ProposePeriodExtension(
                    dueOn,
                    reason,
                    review.Value.StandardFor(application.LatestVersion?.Route ?? default),
                    BusinessCalendar.Shipped,
                    act
                ),
            ct
        );

    /// <summary>Business days that decided cases of the same type and route took; null where there are too few.</summary>
    public async Task<Spread?> LikeCasesAsync(UseType type, Route route, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var days = await db
            .DecidedPlans.AsNoTracking()
            .Where(d => d.UseType == type && d.Route == route)
            .OrderByDescending(d => d.IssuedOn)
            .ThenBy(d => d.Application)
            .Take(Newest)
            .Select(d => d.UsedDays)
            .ToListAsync(ct);
        return Spread.Of(days, FewestForForecast);
    }
}
