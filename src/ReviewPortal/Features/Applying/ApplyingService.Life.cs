using System.Data;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Applying;

/// <summary>What an applicant does with an application that is filed.</summary>
public sealed partial class ApplyingService
{
    /// <summary>Answers an inquiry, once.</summary>
    /// <param name="files">What the person has taken for it.</param>
    public Task AnswerInquiryAsync(
        ApplicationId id,
        Guid inquiry,
        string answer,
        IReadOnlyCollection<Guid>? files = null,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                application.AnswerInquiry(inquiry, answer, act, await db.TakenAsync(files, ct));
                await db.SentAsync(act, id, TextPlace.Answer, answer, inquiry, ct);
            },
            ct
        );

    /// <summary>
    /// Begins a draft with the answers and documents of a filed application, as they were filed last. Decisions, remarks and what was accepted on
    /// filing stay behind, and so do files that were redacted or in which something was found; the two applications name each other.
    /// </summary>
    /// <param name="id">The application that is filed.</param>
    /// <param name="attempt">Names this attempt, as in <see cref="OpenAsync"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="NotFound">Not there, another organisation's, or never filed.</exception>
    public async Task<ApplicationId> CopyAsync(ApplicationId id, Guid attempt, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // A content that the copy points to does not go between being looked up and being pointed to.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            throw new NotFound();
        }

        ApplicationId begun = new(attempt);
        if (await IsOpenedAsync(db, begun, act, ct))
        {
            return begun;
        }

        var filed = await db.LoadAsync(id, act, ct);
        var answers = filed.LatestVersion?.Plan ?? throw new NotFound();
        var copy = Application.Open(begun, answers, filed.IsDemo, act, copiedFrom: id);
        copy.TakeFilesOf(filed, await HarmlessAsync(db, filed, ct), act);
        db.Applications.Add(copy);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return copy.Id;
    }

    // The second click of a double click arrives when the first one is done and the page has not changed yet.
    static Task<bool> IsOpenedAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct) =>
        db.Applications.VisibleTo(act).AnyAsync(application => application.Id == id, ct);

    // What is stored once is not stored again: the copy points to the same contents.
    static async Task<HashSet<string>> HarmlessAsync(PortalDb db, Application filed, CancellationToken ct)
    {
        string[] digests = [.. filed.Attachments.Select(file => file.Digest).Distinct()];
        return
        [
            .. await db
                .Contents.AsNoTracking()
                .Where(content => digests.Contains(content.Digest) && content.Scan != ScanState.Found)
                .Select(content => content.Digest)
                .ToListAsync(ct),
        ];
    }
}
