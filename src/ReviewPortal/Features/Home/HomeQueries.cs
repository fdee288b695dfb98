using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Home;

/// <summary>Why a case waits for the signed-in person.</summary>
public enum TaskKind
{
    Write,
    Correct,
    AnswerInquiry,
    ReadMessages,
    ReadNotes,
    CheckForm,
    Take,
    GiveOpinion,
    Review,
    Decide,
    Issue,
}

/// <summary>Something that waits for the signed-in person.</summary>
/// <param name="Since">The instant (UTC) of the last event; for applicants of their own last change.</param>
public sealed record HomeTask(TaskKind Kind, ApplicationId Id, string? Number, string ServiceName, DateTime Since);

/// <summary>What a person finds after signing in.</summary>
/// <param name="Tasks">What waits for this person, the oldest first; at most <see cref="HomeQueries.Most"/>.</param>
/// <param name="IsApplicant">True for those who see their organisation's applications rather than cases.</param>
/// <param name="ReadsCases">True for officials who read what has arrived.</param>
public sealed record Home(IReadOnlyList<HomeTask> Tasks, bool IsApplicant, bool ReadsCases, IReadOnlyList<Role> Roles);

/// <summary>The signed-in person's desk.</summary>
public sealed class HomeQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    public const int Most = 50;

    public async Task<Home> FindAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var waiting = await Waiting(db.Applications.AsNoTracking().VisibleTo(act), act)
            .Include(a => a.Consultations)
            .Include(a => a.Inquiries)
            .AsSplitQuery()
            .OrderBy(a => a.ChangedAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        return new(
            [
                .. waiting
                    .Select(a => (a, kind: KindOf(a.OpenTo(act))))
                    .Where(t => t.kind is not null)
                    .Select(t => Task(t.a, t.kind!.Value, act)),
                .. await UnreadAsync(db, act, ct),
                .. act.IsOfficial ? await MentionsAsync(db, act, ct) : [],
            ],
            act.Roles.Any(role => role.IsApplicant()),
            act.Roles.Any(role => role.ReadsSubmitted()),
            [.. act.Roles.Order()]
        );
    }

    // The applicant is told of the applicant's own last change only: officials may have done something since.
    static HomeTask Task(Application a, TaskKind kind, Act act) =>
        new(kind, a.Id, a.Number, a.ServiceName, act.Organization is null ? a.ChangedAt : a.DraftSavedAt);

    // Narrows down in the database what the table of moves then decides.
    static IQueryable<Application> Waiting(IQueryable<Application> found, Act act)
    {
        var (intake, lead, decider) = (act.Is(Role.Intake), act.Is(Role.Lead), act.Is(Role.Decider));
        var reviewer = act.Is(Role.Reviewer);
        return act.Organization is not null
            ? found.Where(a =>
                a.State == ApplicationState.Draft
                || a.State == ApplicationState.Correcting
                || a.Inquiries.Any(inquiry => inquiry.ClosedAt == null)
            )
            : found.Where(a =>
                (a.State == ApplicationState.Arrived && (intake || lead))
                || (
                    a.State == ApplicationState.InReview
                    && ((reviewer && (a.AssignedTo == act.By || a.AssignedTo == null)) || (lead && a.AssignedTo == null))
                )
                || (reviewer && a.Consultations.Any(c => c.ClosedAt == null && c.Ministry == act.Ministry))
                || (a.State == ApplicationState.Recommended && decider)
                || (a.State == ApplicationState.Decided && (decider || lead))
            );
    }

    // Messages wait for those who can answer them; whoever only reads the case finds them marked in the list.
    static async Task<IReadOnlyList<HomeTask>> UnreadAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var other = act.IsOfficial ? Holder.Applicant : Holder.Government;
        var found = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a =>
                db.Messages.Any(m =>
                    m.Application == a.Id
                    && m.From == other
                    && !db.ReadingMarks.Any(mark => mark.Application == a.Id && mark.Reader == act.By && mark.Messages >= m.At)
                )
            )
            .Include(a => a.Inquiries)
            .OrderBy(a => a.ChangedAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .Select(a => new { Application = a, Since = db.Messages.Where(m => m.Application == a.Id && m.From == other).Max(m => m.At) })
            .ToListAsync(ct);
        return
        [
            .. found
                .Where(t => t.Application.OpenTo(act).Contains(ApplicationAction.SendMessage))
                .Select(t => new HomeTask(
                    TaskKind.ReadMessages,
                    t.Application.Id,
                    t.Application.Number,
                    t.Application.ServiceName,
                    t.Since
                )),
        ];
    }

    // However often a person is named in a case, it is one thing to look at.
    static async Task<IReadOnlyList<HomeTask>> MentionsAsync(PortalDb db, Act act, CancellationToken ct) =>
        [.. (await MentionedAsync(db, act, ct)).DistinctBy(task => task.Id)];

    static async Task<IReadOnlyList<HomeTask>> MentionedAsync(PortalDb db, Act act, CancellationToken ct) =>
        await (
            from note in db.InternalNotes.AsNoTracking()
            where note.Mentions.Any(mention => mention.Person == act.By)
            where !db.ReadingMarks.Any(mark => mark.Application == note.Application && mark.Reader == act.By && mark.Notes >= note.At)
            join a in db.Applications.VisibleTo(act) on note.Application equals a.Id
            orderby note.At
            select new HomeTask(TaskKind.ReadNotes, a.Id, a.Number, a.ServiceName, note.At)
        )
            .Take(Most)
            .ToListAsync(ct);

    static TaskKind? KindOf(IReadOnlyList<ApplicationAction> open) =>
        open switch
        {
            _ when open.Contains(ApplicationAction.GiveOpinion) => TaskKind.GiveOpinion,
            _ when open.Contains(ApplicationAction.Decide) => TaskKind.Decide,
            _ when open.Contains(ApplicationAction.Issue) => TaskKind.Issue,
            _ when open.Contains(ApplicationAction.AcceptFormCheck) => TaskKind.CheckForm,
            _ when open.Contains(ApplicationAction.Recommend) => TaskKind.Review,
            _ when open.Contains(ApplicationAction.Assign) => TaskKind.Take,
            _ when open.Contains(ApplicationAction.AnswerInquiry) => TaskKind.AnswerInquiry,
            _ when open.Contains(ApplicationAction.AnswerCorrection) => TaskKind.Correct,
            _ when open.Contains(ApplicationAction.Edit) => TaskKind.Write,
            _ => null,
        };
}
