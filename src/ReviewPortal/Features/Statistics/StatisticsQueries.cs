using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Statistics;

/// <summary>Which cases; what is null does not restrict. It holds for every figure of the page.</summary>
/// <param name="From">The first day of the range: notices that went out in it, and the backlog on its days.</param>
public sealed record StatisticsFilter(DateOnly From, DateOnly To, Route? Route = null, UseType? Type = null, Ministry? Ministry = null);

/// <summary>A line of the table.</summary>
/// <param name="Group">By which it is grouped; null for the line of all.</param>
/// <param name="Government">Business days of the government's part; null where nothing was decided.</param>
/// <param name="Applicant">Days in which the applicant had something to answer; null likewise.</param>
/// <param name="Elapsed">Days from arrival to the notice; null likewise.</param>
public sealed record StatisticsLine(Enum? Group, int Count, Spread? Government, Spread? Applicant, Spread? Elapsed);

/// <param name="Lines">All, then by route, type and ministry; only groups in which something was decided.</param>
/// <param name="Outcomes">How often each outcome went out.</param>
public sealed record StatisticsView(
    IReadOnlyList<StatisticsLine> Lines,
    IReadOnlyList<(DecisionOutcome Outcome, int Count)> Outcomes,
    IReadOnlyList<BacklogPoint> Backlog
);

/// <summary>統計: where the time of reviews goes.</summary>
public sealed class StatisticsQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    sealed record Row(DecisionOutcome Outcome, UseType Type, Route Route, int Ministries, int Used, int Applicant, int Elapsed);

    /// <exception cref="NotFound">Not for this person.</exception>
    public async Task<StatisticsView> FindAsync(StatisticsFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.Roles.Any(role => role.ReadsSubmitted()))
        {
            throw new NotFound();
        }

        var rows = await DecidedAsync(db, filter, ct);
        List<StatisticsLine> lines =
        [
            LineOf(null, rows),
            .. rows.GroupBy(row => row.Route).OrderBy(of => of.Key).Select(of => LineOf(of.Key, [.. of])),
            .. rows.GroupBy(row => row.Type).OrderBy(of => of.Key).Select(of => LineOf(of.Key, [.. of])),
            .. Enum.GetValues<Ministry>()
                .Select(ministry => (ministry, of: rows.FindAll(row => (row.Ministries & (1 << (int)ministry)) != 0)))
                .Where(one => one.of.Count > 0)
                .Select(one => LineOf(one.ministry, one.of)),
        ];
        return new(
            lines,
            [.. Enum.GetValues<DecisionOutcome>().Select(outcome => (outcome, rows.Count(row => row.Outcome == outcome)))],
            Backlog.Between(await OpenAsync(db, filter, ct), filter.From, filter.To)
        );
    }

    static async Task<List<Row>> DecidedAsync(PortalDb db, StatisticsFilter filter, CancellationToken ct)
    {
        var found = db.DecidedPlans.AsNoTracking().Where(d => d.IssuedOn >= filter.From && d.IssuedOn <= filter.To);
        if (filter.Route is { } route)
        {
            found = found.Where(d => d.Route == route);
        }

        if (filter.Type is { } type)
        {
            found = found.Where(d => d.UseType == type);
        }

        if (filter.Ministry is { } ministry)
        {
            var bit = 1 << (int)ministry;
            found = found.Where(d => (d.Ministries & bit) != 0);
        }

        var rows = await found
            .Select(d => new
            {
                d.Outcome,
                d.UseType,
                d.Route,
                d.Ministries,
                d.UsedDays,
                d.ApplicantDays,
                d.GovernmentDays,
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(d => new Row(
                d.Outcome,
                d.UseType,
                d.Route,
                d.Ministries,
                d.UsedDays,
                d.ApplicantDays,
                d.ApplicantDays + d.GovernmentDays
            )),
        ];
    }

    // A case that arrived in or before the range counts on each day on whose evening it was open, however it ended.
    static async Task<List<(DateOnly From, DateOnly? To)>> OpenAsync(PortalDb db, StatisticsFilter filter, CancellationToken ct)
    {
        var (after, before) = (JapaneseDate.EndOf(filter.From.AddDays(-1)), JapaneseDate.EndOf(filter.To));
        var found = db.CaseRows.AsNoTracking().Where(row => row.ArrivedAt < before && (row.EndedAt == null || row.EndedAt >= after));
        if (filter.Route is { } route)
        {
            found = found.Where(row => row.Route == route);
        }

        if (filter.Type is { } type)
        {
            found = found.Where(row => row.UseType == type);
        }

        if (filter.Ministry is { } ministry)
        {
            found = found.Where(row =>
                db.Applications.Any(a =>
                    a.Id == row.Application
                    && a.Consultations.Any(consultation => consultation.Ministry == ministry && consultation.WithdrawnBecause == null)
                )
            );
        }

        var rows = await found.Select(row => new { row.ArrivedAt, row.EndedAt }).ToListAsync(ct);
        return
        [
            .. rows.Select(row => (JapaneseDate.On(row.ArrivedAt), row.EndedAt is { } ended ? JapaneseDate.On(ended) : (DateOnly?)null)),
        ];
    }

    // Of nothing there is no figure, and none is made up.
    static StatisticsLine LineOf(Enum? group, List<Row> rows) =>
        new(
            group,
            rows.Count,
            Spread.Of([.. rows.Select(row => row.Used)], 1),
            Spread.Of([.. rows.Select(row => row.Applicant)], 1),
            Spread.Of([.. rows.Select(row => row.Elapsed)], 1)
        );
}
