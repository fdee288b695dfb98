using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

/// <summary>Everything that an applicant reads.</summary>
public sealed class ApplyingQueries(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    TimeProvider time,
    IOptions<ReviewSettings> review
)
{
    public async Task<Page<MyApplicationRow>> ListAsync(MyFilter filter, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            return new([], 0, 1, filter.Size);
        }

        var found = Filtered(db.Applications.AsNoTracking().VisibleTo(act), filter);
        var sorted = filter.Sort switch
        {
            MySort.Number => found.OrderBy(a => a.Number, filter.Descending),
            MySort.Service => found.OrderBy(a => a.SearchKey, filter.Descending),
            MySort.Arrived => found.OrderBy(a => a.ArrivedAt, filter.Descending),
            _ => found.OrderBy(a => a.DraftSavedAt, filter.Descending),
        };
        var page = await sorted
            .ThenBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.ServiceName,
                a.State,
                Outcome = a.State == ApplicationState.Issued ? (DecisionOutcome?)a.Decision!.Outcome : null,
                a.ArrivedAt,
                a.DraftSavedAt,
                a.IsDemo,
                Corrections = a.Corrections.Where(c => c.ClosedAt == null).Select(c => new { c.Items, c.DueOn }).ToList(),
                Inquiries = a.Inquiries.Where(i => i.ClosedAt == null).Select(i => i.DueOn).ToList(),
                a.PeriodExtensions,
                Unread = db.Messages.Count(m =>
                    m.Application == a.Id
                    && m.From == Holder.Government
                    && !db.ReadingMarks.Any(mark => mark.Application == a.Id && mark.Reader == act.By && mark.Messages >= m.At)
                ),
            })
            .ToPageAsync(filter.Page, filter.Size, ct);
        var today = JapaneseDate.On(act.At);
        // The clocks of the cases under way, as the officials' lists keep them: days and nothing else of it.
        var underWay = page.Items.Where(row => !row.State.IsFinal()).Select(row => row.Id).ToList();
        var clocks = await db
            .CaseRows.Where(row => underWay.Contains(row.Application))
            .ToDictionaryAsync(row => row.Application, row => (row.Route, Left: row.LeftDays ?? CaseRow.LeftUntil(row.DueOn, today)), ct);
        return new(
            [
                .. page.Items.Select(row => new MyApplicationRow(
                    row.Id,
                    row.Number,
                    row.ServiceName,
                    row.State.ToldToApplicant(),
                    row.Outcome,
                    row.ArrivedAt,
                    row.DraftSavedAt,
                    row.IsDemo,
                    row.Corrections.SelectMany(c => c.Items).Count(item => string.IsNullOrWhiteSpace(item.Answer)),
                    row.Inquiries.Count,
                    row.Unread,
                    row.Corrections.Select(c => c.DueOn).Concat(row.Inquiries).Select(day => (DateOnly?)day).Min(),
                    clocks.TryGetValue(row.Id, out var clock)
                        ? TimeOf(
                            review.Value.StandardFor(clock.Route)
                                + row.PeriodExtensions.Where(one => one.Agreed == true).Sum(one => one.ExtraDays),
                            clock.Left
                        )
                        : null,
                    !row.State.IsFinal() && row.PeriodExtensions.Any(one => one.IsOpen)
                )),
            ],
            page.Total,
            page.Number,
            page.Size
        );
    }

    static MyTime TimeOf(int standard, int left) => new(standard - left, standard);

    /// <exception cref="NotFound">Not there, or another organisation's.</exception>
    public async Task<MyApplication> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            throw new NotFound();
        }

        var application = await db.LoadAsync(id, act, ct);
        var rows = await db.Events.AsNoTracking().Where(row => row.Stream == id.Value).OrderBy(row => row.Sequence).ToListAsync(ct);
        var colleagues = await db
            .Users.AsNoTracking()
            .Where(u => u.OrganizationId == application.Organization)
            .Select(u => u.Id)
            .ToListAsync(ct);
        var issued = application.State == ApplicationState.Issued;
        var related = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => a.Id == application.CopiedFrom || a.CopiedFrom == id)
            .Where(a => a.ArrivedAt != null || a.State == ApplicationState.Draft)
            .OrderBy(a => a.CreatedAt)
            .Select(a => new Related(a.Id, a.Number, a.ServiceName))
            .ToListAsync(ct);
        var isUnderWay = application.ArrivedAt is not null && application.EndedAt is null;
        return new(
            application.Id,
            application.Number,
            application.ServiceName,
            application.State.ToldToApplicant(),
            application.IsDemo,
            application.Draft,
            application.Removals,
            application.DraftSavedAt,
            [
                .. application
                    .Versions.OrderBy(v => v.Number)
                    .Select(v => new MyVersion(v.Number, v.Plan, v.SubmittedByName, v.SubmittedAt, v.Files)),
            ],
            [.. application.Corrections.OrderBy(c => c.RequestedAt).Select(c => Told(c, application.IsAnswered(c)))],
            [
                .. application
                    .Inquiries.OrderBy(i => i.AskedAt)
                    .Select(i => new MyInquiry(i.Id, i.Question, i.DueOn, i.AskedAt, i.Answer, i.AnsweredByName, i.ClosedAt)),
            ],
            [.. Timeline(rows, [.. colleagues])],
            application.ArrivedAt is null
                ? null
                : application.Clock(time.GetUtcNow().UtcDateTime, StandardOf(application), BusinessCalendar.Shipped) with
                {
                    Ministries = [],
                },
            isUnderWay && application.LatestVersion is { } latest
                ? await db.LikeCasesAsync(latest.UseType, latest.Route, application.IsDemo, review.Value.EstimateMinimum, ct)
                : null,
            issued ? application.Notice?.Letter : null,
            issued ? application.Decision?.Outcome : null,
            await UnreadAsync(db, id, act, ct),
            related.SingleOrDefault(one => one.Id == application.CopiedFrom),
            [.. related.Where(one => one.Id != application.CopiedFrom)],
            Told(application, act),
            await db.LettersOfAsync(id, ct),
            [
                .. application.PeriodExtensions.Select(one => new MyPeriodExtension(
                    one.Before,
                    one.DueOn,
                    one.Reason,
                    one.Agreed,
                    one.RefusedBecause,
                    one.WithdrawnBecause
                )),
            ],
            application.AgreedDays
        );
    }

    int StandardOf(Application application) => review.Value.StandardFor(application.LatestVersion?.Route ?? default);

    // Whether the official has ticked an answer off is the official's working state, not the applicant's business.
    static MyCorrection Told(CorrectionRequest correction, bool isAnswered) =>
        new(
            [.. correction.Items.Select(item => item with { IsAccepted = false, IsAskedAgain = false })],
            correction.DueOn,
            correction.RequestedAt,
            correction.IsOpen,
            isAnswered,
            correction.PlanVersion,
            correction.Leaves == ApplicationState.Arrived,
            [.. correction.Extensions.Select(one => new MyExtension(one.DueOn, one.Reason, one.At, one.Agreed, one.RefusedBecause))]
        );

    // While the applicant is told "in review", the page offers what it offers in review: a button that goes away, or stands elsewhere, would
    // tell of the decision.
    static IReadOnlyList<ApplicationAction> Told(Application application, Act act) =>
        [
            .. application
                .OpenTo(act)
                .Union(
                    application.State == ApplicationState.Decided && act.Is(Role.Representative)
                        ? [ApplicationAction.Withdraw, ApplicationAction.HandOver, ApplicationAction.AnswerPeriodExtension]
                        : []
                )
                .Order(),
        ];

    static Task<int> UnreadAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct) =>
        db.Messages.CountAsync(
            m =>
                m.Application == id
                && m.From == Holder.Government
                && !db.ReadingMarks.Any(mark => mark.Application == id && mark.Reader == act.By && mark.Messages >= m.At),
            ct
        );

    // Only what is told can be asked for: a list of what is "decided" would tell of decisions that have not gone out.
    static IQueryable<Application> Filtered(IQueryable<Application> found, MyFilter filter)
    {
        found = found.Where(a => a.ArrivedAt != null || a.State == ApplicationState.Draft);
        if (SearchText.Fold(filter.Text) is { Length: > 0 } key)
        {
            found = found.Where(a => a.SearchKey.Contains(key));
        }

        if (filter.State is { } state)
        {
            ApplicationState[] told = [.. Enum.GetValues<ApplicationState>().Where(one => one.ToldToApplicant() == state)];
            found = found.Where(a => told.Contains(a.State));
        }

        return filter.ToDo ? found.WaitingForApplicant() : found;
    }

    static IEnumerable<MyEvent> Timeline(List<EventRow> rows, HashSet<Guid> colleagues)
    {
        foreach (var row in rows)
        {
            if (row.Read() is { } what and not IInternal)
            {
                yield return new(row.At, colleagues.Contains(row.By.Value) ? row.ByName : null, what);
            }
        }
    }
}
