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

    /// <summary>Takes back a proposal that has not been answered. Whatever else happened to the case meanwhile does not matter for it.</summary>
    public Task WithdrawAsync(ApplicationId id, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.WithdrawPeriodExtension(reason, act), ct);

    /// <summary>Business days that like cases took; null where there are too few.</summary>
    public async Task<Spread?> LikeCasesAsync(UseType type, Route route, bool isDemo, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.LikeCasesAsync(type, route, isDemo, review.Value.EstimateMinimum, ct);
    }
}
