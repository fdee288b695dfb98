using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Data;

/// <summary>How long cases like one took. Applicants and officials are told the same.</summary>
public static class LikeCases
{
    /// <summary>Of the newest like cases; more of them would tell of how it was long ago.</summary>
    const int Newest = 200;

    /// <summary>
    /// The business days of the government's part. Like are decided cases of the same type and route; where they are too few, those of the same
    /// route. The demonstration's cases are compared among themselves.
    /// </summary>
    /// <param name="minimum">Fewer cases than these tell nothing.</param>
    /// <returns>Null where there are too few.</returns>
    public static async Task<Spread?> LikeCasesAsync(
        this PortalDb db,
        UseType type,
        Route route,
        bool isDemo,
        int minimum,
        CancellationToken ct
    )
    {
        var decided = db.DecidedPlans.AsNoTracking().Where(d => d.Route == route && d.IsDemo == isDemo);
        return await SpreadAsync(decided.Where(d => d.UseType == type), minimum, ct) ?? await SpreadAsync(decided, minimum, ct);
    }

    static async Task<Spread?> SpreadAsync(IQueryable<DecidedPlan> decided, int minimum, CancellationToken ct) =>
        Spread.Of(
            await decided
                .OrderByDescending(d => d.IssuedOn)
                .ThenBy(d => d.Application)
                .Take(Newest)
                .Select(d => d.UsedDays)
                .ToListAsync(ct),
            minimum
        );
}
