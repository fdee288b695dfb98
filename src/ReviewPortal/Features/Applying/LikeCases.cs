using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

/// <summary>
/// How long cases like one took. Like are those whose latest submission has the same route and the same type; where they are too few, those of
/// the same route. Counted are cases whose notice went out, the latest <see cref="Most"/> of them, each by the business days of the government's
/// part of its ledger. The demonstration's cases are compared among themselves.
/// </summary>
static class LikeCases
{
    public const int Most = 200;

    /// <summary>Null where fewer cases than the minimum were decided.</summary>
    public static async Task<Spread?> FindAsync(PortalDb db, Application application, ReviewSettings settings, CancellationToken ct)
    {
        if (application.LatestVersion is not { } latest)
        {
            return null;
        }

        var decided = db
            .Applications.AsNoTracking()
            .Where(a => a.State == ApplicationState.Issued && a.IsDemo == application.IsDemo && a.Id != application.Id)
            .Where(a => a.Versions.OrderByDescending(v => v.Number).First().Route == latest.Route);
        return await SpreadAsync(decided.Where(OfType(latest.UseType)), settings, ct) ?? await SpreadAsync(decided, settings, ct);
    }

    static System.Linq.Expressions.Expression<Func<Application, bool>> OfType(UseType type) =>
        a => a.Versions.OrderByDescending(v => v.Number).First().UseType == type;

    static async Task<Spread?> SpreadAsync(IQueryable<Application> decided, ReviewSettings settings, CancellationToken ct)
    {
        var rows = await decided
            .OrderByDescending(a => a.EndedAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .Select(a => new
            {
                a.ArrivedAt,
                a.EndedAt,
                Corrections = a.Corrections.Select(c => new Stretch(c.RequestedAt, c.ClosedAt)).ToList(),
                Inquiries = a.Inquiries.Select(i => new Stretch(i.AskedAt, i.ClosedAt)).ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(ct);
        return Spread.Of(
            [
                .. rows.Select(row =>
                    ClockLedger
                        .Draw(
                            row.ArrivedAt!.Value,
                            [.. row.Corrections, .. row.Inquiries],
                            [],
                            row.EndedAt,
                            row.EndedAt!.Value,
                            settings.StandardDays,
                            BusinessCalendar.Shipped
                        )
                        .UsedDays
                ),
            ],
            settings.EstimateMinimum
        );
    }
}
