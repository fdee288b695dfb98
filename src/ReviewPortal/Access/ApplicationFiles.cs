using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Access;

/// <summary>The documents of an application as a person may know them.</summary>
/// <param name="Files">Oldest first. Officials see what was filed, applicants all of theirs.</param>
/// <param name="Opens">The kinds that the person can add and take out now.</param>
/// <param name="MayRedact">True when the person can take a file out of everybody's reach.</param>
/// <param name="Changes">What the latest submission changed of the documents; empty for the first.</param>
/// <param name="AllowUnscanned">Files that were not scanned can be had after a warning.</param>
public sealed record FilesOfApplication(
    IReadOnlyList<AttachedFile> Files,
    IReadOnlyList<DocumentKind> Opens,
    bool MayRedact,
    IReadOnlyList<DocumentChange> Changes,
    bool AllowUnscanned
);

/// <summary>A look into somebody's file.</summary>
public sealed record ReadOfFile(string By, DateTime At, string Name, bool IsPreview, bool WasWarned);

/// <summary>Reads the documents of applications, for every feature that shows them.</summary>
public sealed class ApplicationFiles(IDbContextFactory<PortalDb> databases, CurrentUser user, IOptions<FileSettings> settings)
{
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    public async Task<FilesOfApplication> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db.LoadAsync(id, act, ct);
        Attachment[] shown =
        [
            .. application
                .Attachments.Where(file => application.ShowsFile(file, act))
                .OrderBy(file => file.AddedAt)
                .ThenBy(file => file.Kind),
        ];
        string[] digests = [.. shown.Select(file => file.Digest).Distinct()];
        var contents = await db
            .Contents.AsNoTracking()
            .Where(content => digests.Contains(content.Digest))
            .ToDictionaryAsync(c => c.Digest, ct);
        var latest = application.LatestVersion;
        var before = application.Versions.Where(version => version.Number < latest?.Number).MaxBy(version => version.Number);
        return new(
            [.. shown.Select(file => Shown(file, contents.GetValueOrDefault(file.Digest), application, act))],
            [.. Enum.GetValues<DocumentKind>().Where(kind => application.OpensDocuments(kind, act))],
            application.OpenTo(act).Contains(ApplicationAction.Redact),
            latest is null || before is null ? [] : DocumentDiff.Between(before.Files, latest.Files),
            settings.Value.AllowUnscanned
        );
    }

    /// <summary>Who looked into the files of a case, newest first; for officials alone.</summary>
    public async Task<IReadOnlyList<ReadOfFile>> ReadsAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.IsOfficial || !await db.Applications.VisibleTo(act).AnyAsync(a => a.Id == id, ct))
        {
            throw new NotFound();
        }

        // What the applicant looks at is their own business.
        var reads =
            from read in db.FileReads.AsNoTracking()
            join document in db.Attachments on read.Attachment equals document.Id into documents
            from document in documents.DefaultIfEmpty()
            join said in db.TalkFiles on read.Attachment equals said.Id into talk
            from said in talk.DefaultIfEmpty()
            where read.Application == id && read.ByOfficial && (document != null || said != null)
            orderby read.At descending, read.Id
            select new ReadOfFile(
                read.ByName,
                read.At,
                document != null ? (document.Redaction == null ? document.Name : "")
                    : said.Redaction == null ? said.Name
                    : "",
                read.IsPreview,
                read.WasWarned
            );
        return await reads.Take(100).ToListAsync(ct);
    }

    // While a correction is open, officials see the list as it was filed: a file taken out meanwhile is there for them.
    static AttachedFile Shown(Attachment file, Content? content, Application application, Act act) =>
        new(
            file.Id,
            file.Kind,
            file.Item,
            file.Redaction is null ? file.Name : "",
            file.Type,
            file.Size,
            file.Digest,
            file.AddedAt,
            act.IsOfficial ? file.Redaction is null && IsIn(application.LatestVersion, file.Id) : file.IsCurrent,
            file.Redaction is not null,
            file.Redaction?.Reason,
            file.Replaces,
            content?.Scan ?? ScanState.Failed,
            content?.Found,
            application.FiledWith(file.Id)
        );

    static bool IsIn(PlanVersion? version, Guid file) => version?.Files.Any(filed => filed.Id == file) == true;
}
