using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Home;

/// <summary>Why a case waits for the signed-in person.</summary>
public enum TaskKind
{
    Write,
    Correct,
    AnswerInquiry,

    /// <summary>A later end of the standard period was proposed to the applicant.</summary>
    AnswerPeriod,
    ReadMessages,
    ReadNotes,
    CheckForm,
    Take,
    GiveOpinion,

    /// <summary>The applicant asked for a later due day of a correction.</summary>
    AnswerExtension,
    Review,
    Decide,
    Issue,
}

/// <summary>Something that waits for the signed-in person.</summary>
/// <param name="Since">The instant (UTC) of the applicant's own last change, or of what was written to the person.</param>
public sealed record HomeTask(TaskKind Kind, ApplicationId Id, string? Number, string ServiceName, DateTime Since);

/// <summary>What a person finds after signing in.</summary>
/// <param name="Tasks">What waits for an applicant, the oldest first; at most <see cref="HomeQueries.Most"/>.</param>
/// <param name="Unread">Messages of the other side that the person can answer, and notes that address the person.</param>
/// <param name="Desk">The desk of an official who reads cases; null for everybody else.</param>
public sealed record Home(IReadOnlyList<HomeTask> Tasks, IReadOnlyList<HomeTask> Unread, bool IsApplicant, Desk? Desk);

/// <summary>The signed-in person's desk.</summary>
public sealed class HomeQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    public const int Most = 50;

    public async Task<Home> FindAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return new(
            act.Organization is null ? [] : await WaitingAsync(db, act, ct),
            await UnreadTalk.FindAsync(db, act, ct),
            act.Roles.Any(role => role.IsApplicant()),
            act.Organization is null && act.Roles.Any(role => role.ReadsSubmitted()) ? await DeskReading.ReadAsync(db, act, ct) : null
        );
    }

    // Narrows down in the database what the table of moves then decides.
    static async Task<IReadOnlyList<HomeTask>> WaitingAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var waiting = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .WaitingForApplicant()
            .Include(a => a.Inquiries)
            .OrderBy(a => a.DraftSavedAt)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        return
        [
            .. waiting
                .Select(a => (a, kind: KindOf(a.OpenTo(act), a.OpenPeriodExtension is not null)))
                .Where(t => t.kind is not null)
                // The applicant is told of the applicant's own last change only: officials may have done something since.
                .Select(t => new HomeTask(t.kind!.Value, t.a.Id, t.a.Number, t.a.ServiceName, t.a.DraftSavedAt)),
        ];
    }

    static TaskKind? KindOf(IReadOnlyList<ApplicationAction> open, bool isAskedForTime) =>
        open.Contains(ApplicationAction.AnswerCorrection) ? TaskKind.Correct
        : open.Contains(ApplicationAction.AnswerInquiry) ? TaskKind.AnswerInquiry
        : isAskedForTime && open.Contains(ApplicationAction.AnswerPeriodExtension) ? TaskKind.AnswerPeriod
        : open.Contains(ApplicationAction.Edit) ? TaskKind.Write
        : null;
}
