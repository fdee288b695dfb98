using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Guidelines;

/// <summary>Which decisions, and how they are put together.</summary>
/// <param name="From">The first month; its first day.</param>
/// <param name="To">The last month; its first day.</param>
public sealed record AgreementFilter(DateOnly From, DateOnly To, AgreementBy By = AgreementBy.RuleSet, int Page = 1, int Size = Paging.DefaultSize)
{
    /// <summary>More months than this stand on no page.</summary>
    public const int MostMonths = 24;

    /// <summary>The months, the first one in front.</summary>
    public IReadOnlyList<DateOnly> Months =>
        [.. Enumerable.Range(0, Math.Clamp(1 + (12 * (To.Year - From.Year)) + To.Month - From.Month, 1, MostMonths)).Select(From.AddMonths)];
}

/// <param name="Type">On the type, over everything.</param>
/// <param name="Route">On the route, over everything.</param>
/// <param name="Lines">As the filter puts them together.</param>
/// <param name="Differing">One page of the cases in which officials decided otherwise, the latest first.</param>
public sealed record AgreementView(
    Agreed Type,
    Agreed Route,
    IReadOnlyList<AgreementLine> Lines,
    Page<DecidedCase> Differing
);

/// <summary>How officials' decisions agree with the rules.</summary>
public sealed class AgreementQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    public async Task<AgreementView> FindAsync(AgreementFilter filter, CancellationToken ct = default)
    {
        var cases = await ExportAsync(filter, ct);
        DecidedCase[] differing = [.. cases.Where(one => !one.AgreesOnType || !one.AgreesOnRoute)];
        var size = Math.Clamp(filter.Size, 1, Paging.LargestSize);
        var page = Math.Clamp(filter.Page, 1, Math.Max(1, (differing.Length + size - 1) / size));
        return new(
            new(cases.Count(one => one.AgreesOnType), cases.Count),
            new(cases.Count(one => one.AgreesOnRoute), cases.Count),
            Agreement.Of(cases, filter.By),
            new([.. differing.Skip((page - 1) * size).Take(size)], differing.Length, page, size)
        );
    }

    /// <summary>Every decision of the months, the latest first.</summary>
    public async Task<IReadOnlyList<DecidedCase>> ExportAsync(AgreementFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.Roles.Any(role => role.ReadsSubmitted()))
        {
            throw new NotFound();
        }

        var (from, to) = (JapaneseDate.EndOf(filter.From.AddDays(-1)), JapaneseDate.EndOf(filter.Months[^1].AddMonths(1).AddDays(-1)));
        var rows = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.Decision != null && a.Recommendation != null && a.Decision.At >= from && a.Decision.At < to)
            .OrderByDescending(a => a.Decision!.At)
            .ThenBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.ServiceName,
                a.Decision!.At,
                a.Decision.Outcome,
                a.Recommendation!.Proposal,
                Version = a
                    .Versions.OrderByDescending(v => v.Number)
                    .Select(v => new
                    {
                        v.UseType,
                        v.Route,
                        v.RuleSetId,
                        v.RuleSetRevision,
                    })
                    .First(),
                Rules = db
                    .Assessments.Where(made => made.Application == a.Id && made.Cause == AssessmentCause.Filed)
                    .OrderByDescending(made => made.PlanVersion)
                    .Select(made => new { made.TypeRules, made.BlockingRules })
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        return
        [
            .. rows.Select(row => new DecidedCase(
                row.Id,
                row.Number!,
                row.ServiceName,
                FirstOf(JapaneseDate.On(row.At)),
                new(row.Version.RuleSetId, row.Version.RuleSetRevision),
                row.Version.UseType,
                row.Proposal.UseType,
                row.Proposal.TypeReason,
                row.Version.Route,
                row.Proposal.Route ?? row.Version.Route,
                row.Proposal.RouteReason,
                row.Outcome,
                Split(row.Rules?.TypeRules),
                Split(row.Rules?.BlockingRules)
            )),
        ];
    }

    static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);

    static string[] Split(string? rules) => rules?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
