using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

public enum CaseSort
{
    Arrived,
    Number,
    Service,
    Organization,
    State,
    Changed,
}

/// <summary>Which cases; what is null or false does not restrict.</summary>
/// <param name="Text">Parts of the number, the service's or the organisation's name; width, kana and case do not matter.</param>
/// <param name="State">One state only.</param>
/// <param name="Type">One proposed type only.</param>
/// <param name="Route">One proposed route only.</param>
/// <param name="Mine">Only cases assigned to the person, or in which the person's ministry is asked.</param>
/// <param name="Open">Only cases that have not ended.</param>
public sealed record CaseFilter(
    string? Text = null,
    ApplicationState? State = null,
    UseType? Type = null,
    Route? Route = null,
    bool Mine = false,
    bool Open = false,
    CaseSort Sort = CaseSort.Arrived,
    bool Descending = false,
    int Page = 1,
    int Size = Paging.DefaultSize
);

/// <summary>A row of the officials' list.</summary>
/// <param name="Unread">Messages of the applicant that the person has not seen.</param>
public sealed record CaseRow(
    ApplicationId Id,
    string Number,
    string ServiceName,
    string Organization,
    ApplicationState State,
    DecisionOutcome? Outcome,
    UseType UseType,
    Route Route,
    DateTime ArrivedAt,
    string? AssignedName,
    int OpenOpinions,
    bool AsksMe,
    int Unread,
    bool IsDemo,
    ClockLedger Clock
);

/// <summary>Everything that officials read of applications.</summary>
public sealed class CaseQueries(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    RuleBooks books,
    TimeProvider time,
    IOptions<ReviewSettings> review
)
{
    public async Task<Page<CaseRow>> ListAsync(CaseFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.IsOfficial)
        {
            return new([], 0, 1, filter.Size);
        }

        var found =
            from application in Filtered(db.Applications.AsNoTracking().VisibleTo(act), filter, act)
            join organization in db.Organizations on application.Organization equals organization.Id
            select new { application, organization };
        if (SearchText.Fold(filter.Text) is { Length: > 0 } key)
        {
            found = found.Where(row => row.application.SearchKey.Contains(key) || row.organization.SearchKey.Contains(key));
        }

        var sorted = filter.Sort switch
        {
            CaseSort.Number => found.OrderBy(row => row.application.Number, filter.Descending),
            CaseSort.Service => found.OrderBy(row => row.application.SearchKey, filter.Descending),
            CaseSort.Organization => found.OrderBy(row => row.organization.SearchKey, filter.Descending),
            CaseSort.State => found.OrderBy(row => row.application.State, filter.Descending),
            CaseSort.Changed => found.OrderBy(row => row.application.ChangedAt, filter.Descending),
            _ => found.OrderBy(row => row.application.ArrivedAt, filter.Descending),
        };
        var page = await sorted
            .ThenBy(row => row.application.Id) // a stable order, or rows repeat across pages
            .Select(row => new
            {
                row.application.Id,
                row.application.Number,
                row.application.ServiceName,
                Organization = row.organization.Name,
                row.application.State,
                Outcome = row.application.Decision == null ? (DecisionOutcome?)null : row.application.Decision.Outcome,
                Version = row.application.Versions.OrderByDescending(v => v.Number).Select(v => new { v.UseType, v.Route }).First(),
                row.application.ArrivedAt,
                row.application.EndedAt,
                row.application.AssignedName,
                Corrections = row.application.Corrections.Select(c => new Stretch(c.RequestedAt, c.ClosedAt)).ToList(),
                Inquiries = row.application.Inquiries.Select(i => new Stretch(i.AskedAt, i.ClosedAt)).ToList(),
                Unread = db.Messages.Count(m =>
                    m.Application == row.application.Id
                    && m.From == Holder.Applicant
                    && !db.ReadingMarks.Any(mark => mark.Application == m.Application && mark.Reader == act.By && mark.Messages >= m.At)
                ),
                Opinions = row.application.Consultations.Where(c => c.ClosedAt == null).Select(c => c.Ministry).ToList(),
                row.application.IsDemo,
            })
            .ToPageAsync(filter.Page, filter.Size, ct);
        return new(
            [
                .. page.Items.Select(row => new CaseRow(
                    row.Id,
                    row.Number!,
                    row.ServiceName,
                    row.Organization,
                    row.State,
                    row.Outcome,
                    row.Version.UseType,
                    row.Version.Route,
                    row.ArrivedAt!.Value,
                    row.AssignedName,
                    row.Opinions.Count,
                    act.Is(Role.Reviewer) && act.Ministry is { } mine && row.Opinions.Contains(mine),
                    row.Unread,
                    row.IsDemo,
                    ClockLedger.Draw(
                        row.ArrivedAt.Value,
                        [.. row.Corrections, .. row.Inquiries],
                        [],
                        row.EndedAt,
                        time.GetUtcNow().UtcDateTime,
                        review.Value.StandardDays,
                        BusinessCalendar.Shipped
                    )
                )),
            ],
            page.Total,
            page.Number,
            page.Size
        );
    }

    /// <exception cref="NotFound">Not there, or not for this official.</exception>
    public async Task<Case> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.IsOfficial)
        {
            throw new NotFound();
        }

        var application = await db.LoadAsync(id, act, ct);
        var (organization, background) = await CaseBackground.FindAsync(db, application, time.GetUtcNow().UtcDateTime, ct);
        var rows = await db.Events.AsNoTracking().Where(row => row.Stream == id.Value).OrderBy(row => row.Sequence).ToListAsync(ct);
        var latest = application.LatestVersion!;
        var before = application.Versions.Where(v => v.Number < latest.Number).MaxBy(v => v.Number);
        var filed = PlanJson.Read(latest.Plan).Plan!;
        var plan = PlanJson.Read(application.PlanFor(latest, act)).Plan!;
        var assessments = await db
            .Assessments.AsNoTracking()
            .Where(made => made.Application == id && made.PlanVersion == latest.Number)
            .OrderBy(made => made.MadeAt)
            .ToListAsync(ct);
        var book = await books.NowAsync(ct);
        var today = book.InForce(JapaneseDate.On(time.GetUtcNow().UtcDateTime));
        var isNew =
            (today.Id, today.Revision) != (latest.RuleSetId, latest.RuleSetRevision)
            && !assessments.Exists(made => made.RuleSet == new RuleSetRef(today.Id, today.Revision));
        return new(
            application,
            organization,
            plan,
            assessments.Find(made => made.Cause == AssessmentCause.Filed)?.Whole ?? Again(book, filed, latest),
            before is null ? [] : [.. PlanDiff.Between(application.PlanFor(before, act), application.PlanFor(latest, act))],
            // What was a draft is the applicant's alone, the act of opening it too.
            [
                .. rows.Select(row => (row, what: row.Read()))
                    .Where(e => e.what is not (null or ApplicationDrafted))
                    .Select(e => new CaseEvent(e.row.At, e.row.ByName, e.what!)),
            ],
            application.Clock(time.GetUtcNow().UtcDateTime, review.Value.StandardDays, BusinessCalendar.Shipped),
            application.OpenTo(act),
            act,
            await CaseSide.FindAsync(db, application, act, ct),
            background,
            [.. assessments.Where(made => made.Cause != AssessmentCause.Filed)],
            isNew ? today : null
        );
    }

    /// <summary>What was tried on the case and refused, the latest first; for those who lead and those who audit.</summary>
    public async Task<IReadOnlyList<RefusedAttempt>> RefusalsAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return act.Is(Role.Lead) || act.Is(Role.Auditor)
            ? await db
                .Refusals.AsNoTracking()
                .Where(refusal => refusal.Application == id.Value)
                .OrderByDescending(refusal => refusal.At)
                .Take(Paging.DefaultSize)
                .Select(refusal => new RefusedAttempt(refusal.At, refusal.ByName, refusal.Action, refusal.Code))
                .ToListAsync(ct)
            : [];
    }

    // Submissions from before assessments were kept: the same rules and the same day say the same.
    static Assessment Again(RuleBook book, UsePlan plan, PlanVersion version)
    {
        var day = JapaneseDate.On(version.SubmittedAt);
        var rules = book.Find(version.RuleSetId, version.RuleSetRevision) ?? book.InForce(day);
        return Assessor.Assess(plan, rules, day);
    }

    static IQueryable<Application> Filtered(IQueryable<Application> found, CaseFilter filter, Act act)
    {
        if (filter.State is { } state)
        {
            found = found.Where(a => a.State == state);
        }

        if (filter.Type is { } type)
        {
            found = found.Where(a => a.Versions.OrderByDescending(v => v.Number).First().UseType == type);
        }

        if (filter.Route is { } route)
        {
            found = found.Where(a => a.Versions.OrderByDescending(v => v.Number).First().Route == route);
        }

        if (filter.Open)
        {
            found = found.Where(a => a.EndedAt == null);
        }

        if (filter.Mine)
        {
            found = found.Where(a => a.AssignedTo == act.By || a.Consultations.Any(c => c.ClosedAt == null && c.Ministry == act.Ministry));
        }

        return found;
    }
}
