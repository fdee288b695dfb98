using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Access;

/// <summary>A file of the talk between the two sides, as a person may know it: whose side sent it says what it went with, and no name is in it.</summary>
/// <param name="Place">With what it goes.</param>
/// <param name="About">The message or inquiry; null for one that is still being written.</param>
/// <param name="IsSent">False while it is its sender's alone.</param>
public sealed record PlacedFile(TalkPlace Place, Guid? About, bool IsSent, AttachedFile File);

/// <summary>The files that go with messages, inquiries and answers.</summary>
/// <param name="Files">Oldest first: those that were sent, and what the person has taken for something that is not sent yet.</param>
/// <param name="MayRedact">True when the person can take a file out of everybody's reach.</param>
/// <param name="AllowUnscanned">Files that were not scanned can be had after a warning.</param>
public sealed record TalkFileList(IReadOnlyList<PlacedFile> Files, bool MayRedact, bool AllowUnscanned)
{
    public static TalkFileList None { get; } = new([], false, false);

    /// <summary>True while the scanner has not answered for some file.</summary>
    public bool Waits => Files.Any(file => file.File.Scan == ScanState.Waiting);

    /// <summary>What was sent with a message, an inquiry or its answer.</summary>
    public IReadOnlyList<AttachedFile> SentWith(TalkPlace place, Guid about) =>
        [.. Files.Where(file => file.IsSent && file.Place == place && file.About == about).Select(file => file.File)];

    /// <summary>What the person has taken for what is being written.</summary>
    public IReadOnlyList<AttachedFile> TakenFor(TalkPlace place, Guid? inquiry = null) =>
        [.. Files.Where(file => !file.IsSent && file.Place == place && file.About == inquiry).Select(file => file.File)];
}

/// <summary>Files beside messages, for every feature that shows or sends them.</summary>
public sealed class TalkFiles(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    ApplicationChanges changes,
    IOptions<FileSettings> settings
)
{
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    public async Task<TalkFileList> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db.LoadAsync(id, act, ct);
        var files = await db.TalkFiles.AsNoTracking().Where(file => file.Application == id).OrderBy(file => file.Id).ToListAsync(ct);
        List<TalkFile> shown = [.. files.Where(file => file.IsShownTo(act) && (file.SentAt is not null || file.Redaction is null))];
        string[] digests = [.. shown.Select(file => file.Digest).Distinct()];
        var contents = await db
            .Contents.AsNoTracking()
            .Where(content => digests.Contains(content.Digest))
            .ToDictionaryAsync(content => content.Digest, ct);
        return new(
            [
                .. shown.Select(file => new PlacedFile(
                    file.Place,
                    file.About,
                    file.SentAt is not null,
                    Shown(file, contents.GetValueOrDefault(file.Digest))
                )),
            ],
            application.OpenTo(act).Contains(ApplicationAction.Redact),
            settings.Value.AllowUnscanned
        );
    }

    /// <summary>Takes back what has not been sent.</summary>
    /// <exception cref="RuleBroken"><c>file-gone</c>: it was sent, or is not the person's.</exception>
    public async Task DiscardAsync(ApplicationId id, Guid file, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var mine = await db.TalkFiles.SingleOrDefaultAsync(
            one => one.Id == file && one.Application == id && one.AddedBy == act.By && one.SentAt == null,
            ct
        );
        db.TalkFiles.Remove(mine ?? throw new RuleBroken("file-gone"));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Takes a document or a file that was sent out of everybody's reach. Its content goes at once, unless another application has the same.</summary>
    /// <param name="id">Of which application.</param>
    /// <param name="seen">The version that the page showed; null where whatever came in between does not matter.</param>
    /// <param name="file">Which.</param>
    /// <param name="reason">Why; the applicant is told.</param>
    /// <param name="ct">Cancels.</param>
    public async Task RedactAsync(ApplicationId id, int? seen, Guid file, string reason, CancellationToken ct = default)
    {
        var (digest, at) = ("", default(DateTime));
        await changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                var talk = await db.TalkFiles.Where(one => one.Application == id).ToListAsync(ct);
                (digest, at) = (application.Redact(file, reason, talk, act), act.At);
            },
            ct
        );
        // The redaction stands already, so that no address gives the content away; should this fail, the sweep removes it.
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.RemoveOrphansAsync(at.AddTicks(1), digest, ct);
    }

    static AttachedFile Shown(TalkFile file, Content? content) =>
        new(
            file.Id,
            DocumentKind.Other,
            null,
            file.Redaction is null ? file.Name : "",
            file.Type,
            file.Size,
            file.Digest,
            file.AddedAt,
            file.Redaction is null,
            file.Redaction is not null,
            file.Redaction?.Reason,
            null,
            content?.Scan ?? ScanState.Failed,
            content?.Found,
            null
        );
}

/// <summary>Loading the files that are sent with something.</summary>
public static class TakenFiles
{
    /// <summary>The files that a page names; the domain asks whether they are the person's to send.</summary>
    /// <exception cref="RuleBroken"><c>file-gone</c>: one is not there. <c>talk-found</c>: the scan found something in one of them.</exception>
    public static async Task<IReadOnlyList<TalkFile>> TakenAsync(this PortalDb db, IReadOnlyCollection<Guid>? files, CancellationToken ct)
    {
        if (files is not { Count: > 0 })
        {
            return [];
        }

        Guid[] ids = [.. files.Distinct()];
        var taken = await db.TalkFiles.Where(file => ids.Contains(file.Id)).ToListAsync(ct);
        if (taken.Count < ids.Length)
        {
            throw new RuleBroken("file-gone");
        }

        string[] digests = [.. taken.Select(file => file.Digest)];
        var found = await db.Contents.CountAsync(content => digests.Contains(content.Digest) && content.Scan == ScanState.Found, ct);
        return found > 0 ? throw new RuleBroken("talk-found", found) : taken;
    }
}
