using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Applying;

/// <summary>A row of the applicant's list.</summary>
public sealed record MyApplicationRow(
    ApplicationId Id,
    string? Number,
    string ServiceName,
    ApplicationState State,
    DecisionOutcome? Outcome,
    DateTime? ArrivedAt,
    DateTime SavedAt,
    bool IsDemo
);

/// <summary>One thing that happened, as the applicant is told it. The name is null where an official acted.</summary>
public sealed record MyEvent(DateTime At, string? By, Event What);

/// <summary>A submission of the applicant's own.</summary>
public sealed record MyVersion(int Number, string Plan, string SubmittedBy, DateTime SubmittedAt);

/// <summary>A correction request as the applicant sees it: without the official's name.</summary>
public sealed record MyCorrection(
    IReadOnlyList<CorrectionItem> Items,
    DateOnly DueOn,
    DateTime RequestedAt,
    bool IsOpen,
    int PlanVersion,
    bool IsFormCheck,
    IReadOnlyList<MyExtension> Extensions
);

/// <summary>A later due day that the applicant asked for, and what came of it; without the official's name.</summary>
public sealed record MyExtension(DateOnly DueOn, string Reason, DateTime At, bool? Agreed, string? RefusedBecause);

/// <summary>A later end of the standard period that was proposed, and what came of it; without the official's name.</summary>
public sealed record MyPeriodExtension(DateOnly Before, DateOnly DueOn, string Reason, bool? Agreed, string? RefusedBecause);

/// <summary>
/// An application as its applicant sees it. Made field by field from what the applicant may know: opinions, recommendations, internal
/// notes and officials' names never enter it.
/// </summary>
public sealed record MyApplication(
    ApplicationId Id,
    string? Number,
    string ServiceName,
    ApplicationState State,
    bool IsDemo,
    string Draft,
    int Removals,
    DateTime DraftSavedAt,
    IReadOnlyList<MyVersion> Versions,
    IReadOnlyList<MyCorrection> Corrections,
    IReadOnlyList<MyEvent> Timeline,
    ClockLedger? Clock,
    Letter? Letter,
    DecisionOutcome? Outcome,
    IReadOnlyList<ApplicationAction> Open,
    IReadOnlyList<LetterLine> Letters,
    IReadOnlyList<MyPeriodExtension> PeriodExtensions
)
{
    public MyCorrection? OpenCorrection => Corrections.SingleOrDefault(correction => correction.IsOpen);
}

/// <summary>Everything that an applicant reads.</summary>
public sealed class ApplyingQueries(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    TimeProvider time,
    IOptions<ReviewSettings> review
)
{
    public async Task<Page<MyApplicationRow>> ListAsync(string? text, int page, int size, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var found = db.Applications.AsNoTracking().VisibleTo(act).Where(a => a.ArrivedAt != null || a.State == ApplicationState.Draft);
        if (SearchText.Fold(text) is { Length: > 0 } key)
        {
            found = found.Where(a => a.SearchKey.Contains(key));
        }

        var rows = await found
            .OrderByDescending(a => a.DraftSavedAt)
            .ThenBy(a => a.Id)
            .Select(a => new MyApplicationRow(
                a.Id,
                a.Number,
                a.ServiceName,
                a.State,
                a.State == ApplicationState.Issued ? a.Decision!.Outcome : null,
                a.ArrivedAt,
                a.DraftSavedAt,
                a.IsDemo
            ))
            .ToPageAsync(page, size, ct);
        return rows with { Items = [.. rows.Items.Select(row => row with { State = row.State.ToldToApplicant() })] };
    }

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
        return new(
            application.Id,
            application.Number,
            application.ServiceName,
            application.State.ToldToApplicant(),
            application.IsDemo,
            application.Draft,
            application.Removals,
            application.DraftSavedAt,
            [.. application.Versions.OrderBy(v => v.Number).Select(v => new MyVersion(v.Number, v.Plan, v.SubmittedByName, v.SubmittedAt))],
            [.. application.Corrections.OrderBy(c => c.RequestedAt).Select(Told)],
            [.. Timeline(rows, [.. colleagues])],
            application.ArrivedAt is null
                ? null
                : application.Clock(time.GetUtcNow().UtcDateTime, StandardOf(application), BusinessCalendar.Shipped) with
                {
                    Ministries = [],
                },
            issued ? application.Notice?.Letter : null,
            issued ? application.Decision?.Outcome : null,
            Told(application, act),
            await db.LettersOfAsync(id, ct),
            [
                .. application.PeriodExtensions.Select(one => new MyPeriodExtension(
                    one.Before,
                    one.DueOn,
                    one.Reason,
                    one.Agreed,
                    one.RefusedBecause
                )),
            ]
        );
    }

    int StandardOf(Application application) => review.Value.StandardFor(application.LatestVersion?.Route ?? default);

    // Whether the official has ticked an answer off is the official's working state, not the applicant's business.
    static MyCorrection Told(CorrectionRequest correction) =>
        new(
            [.. correction.Items.Select(item => item with { IsAccepted = false, IsAskedAgain = false })],
            correction.DueOn,
            correction.RequestedAt,
            correction.IsOpen,
            correction.PlanVersion,
            correction.Leaves == ApplicationState.Arrived,
            [.. correction.Extensions.Select(one => new MyExtension(one.DueOn, one.Reason, one.At, one.Agreed, one.RefusedBecause))]
        );

    // While the applicant is told "in review", the page offers what it offers in review: a button that goes away would tell of the decision.
    static IReadOnlyList<ApplicationAction> Told(Application application, Act act) =>
        application.State == ApplicationState.Decided && act.Is(Role.Representative)
            ? [ApplicationAction.Withdraw, ApplicationAction.HandOver, ApplicationAction.AnswerPeriodExtension]
            : application.OpenTo(act);

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
