using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>The latest submission of an application.</summary>
/// <param name="Day">The day on which it was filed.</param>
public sealed record FiledPlanRow(ApplicationId Id, string Number, string ServiceName, UsePlan Plan, DateOnly Day);

/// <summary>Goes through every plan that was ever filed, some at a time; what was gone through is let go.</summary>
static class FiledPlans
{
    const int AtOnce = 200;

    public static async IAsyncEnumerable<IReadOnlyList<FiledPlanRow>> ReadAsync(
        IServiceProvider services,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync(ct);
        var last = "";
        while (true)
        {
            // Numbers are unique and never change: what arrives meanwhile comes after, or is left out; nothing comes twice.
            var rows = await db
                .Applications.AsNoTracking()
                .Where(a => a.Number != null && string.Compare(a.Number, last) > 0)
                .OrderBy(a => a.Number)
                .Take(AtOnce)
                .Select(a => new
                {
                    a.Id,
                    a.Number,
                    a.ServiceName,
                    Latest = a.Versions.OrderByDescending(v => v.Number).Select(v => new { v.Plan, v.SubmittedAt }).First(),
                })
                .ToListAsync(ct);
            if (rows.Count == 0)
            {
                yield break;
            }

            last = rows[^1].Number!;
            yield return
            [
                .. rows.Select(row => (row, PlanJson.Read(row.Latest.Plan).Plan))
                    .Where(read => read.Plan is not null)
                    .Select(read => new FiledPlanRow(
                        read.row.Id,
                        read.row.Number!,
                        read.row.ServiceName,
                        read.Plan!,
                        JapaneseDate.On(read.row.Latest.SubmittedAt)
                    )),
            ];
        }
    }
}
