using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>Documents are written like answers: freely in a draft, in a correction those that it names; each submission freezes the list.</summary>
public sealed partial class Application
{
    readonly List<Attachment> attachments = [];

    /// <summary>Every file that is or was filed, and those that will be.</summary>
    public IReadOnlyList<Attachment> Attachments => attachments;

    /// <summary>True when the person can add and take out documents of the kind now.</summary>
    public bool OpensDocuments(DocumentKind kind, Act act)
    {
        var open = OpenTo(act);
        return open.Contains(ApplicationAction.Edit) || (open.Contains(ApplicationAction.AnswerCorrection) && IsAskedFor(kind));
    }

    /// <summary>The kinds that the plan needs, of which nothing is there, and which the person can attach now.</summary>
    public IReadOnlyList<DocumentKind> OwedDocuments(SheetTemplate sheet, UsePlan plan, Act act) =>
        [
            .. sheet
                .DocumentsFor(plan)
                .Select(need => need.Kind)
                .Distinct()
                .Where(kind => !attachments.Exists(file => file.Kind == kind && file.IsCurrent) && OpensDocuments(kind, act)),
        ];

    /// <summary>True when the person may know the file: the applicant each of them, officials those that were filed.</summary>
    public bool ShowsFile(Attachment file, Act act) => act.Organization == Organization || FiledWith(file.Id) is not null;

    /// <summary>The last submission with which the file was filed; null when it has not been.</summary>
    public int? FiledWith(Guid file) =>
        versions.Where(version => version.Files.Any(filed => filed.Id == file)).Max(version => (int?)version.Number);

    /// <summary>Adds a document; with <paramref name="replaces"/> it takes another one's place.</summary>
    /// <exception cref="RuleBroken">
    /// <c>documents-closed</c>: the correction does not name the kind. <c>file-double</c>: the same content is there already, under which name.
    /// <c>file-large</c>, <c>files-large</c>, <c>files-many</c>: the limits. <c>file-gone</c>: what it would replace is not there.
    /// </exception>
    public Attachment Attach(DocumentKind kind, string? item, StoredFile file, Guid? replaces, Act act)
    {
        PermitDocuments(kind, act);
        Require(file.Size <= FileLimits.One, "file-large", file.Name);
        var old = replaces is { } id ? attachments.Find(one => one.Id == id && one.Kind == kind) : null;
        Require(replaces is null || old is not null, "file-gone");
        Attachment[] others = [.. attachments.Where(one => one.IsCurrent && one != old)];
        var same =
            Array.Find(others, one => one.Kind == kind && one.Item == item && one.Digest == file.Digest)
            ?? (old?.Digest == file.Digest ? old : null);
        Require(same is null, "file-double", file.Name, same?.Name ?? "");
        Require(others.Sum(one => one.Size) + file.Size <= FileLimits.Together, "files-large", file.Name);
        Require(others.Length < FileLimits.Count, "files-many", FileLimits.Count);
        var attachment = new Attachment(kind, item, file, replaces, act);
        attachments.Add(attachment);
        if (old is { IsCurrent: true })
        {
            TakeOut(old, act);
        }

        Touch(act);
        return attachment;
    }

    /// <summary>Takes a document out of what will be filed. What was filed before stays with that submission.</summary>
    /// <exception cref="RuleBroken"><c>file-gone</c>, <c>documents-closed</c></exception>
    public void RemoveFile(Guid id, Act act)
    {
        var file = attachments.Find(one => one.Id == id && one.IsCurrent);
        Require(file is not null, "file-gone");
        PermitDocuments(file!.Kind, act);
        TakeOut(file, act);
        Touch(act);
    }

    /// <summary>
    /// Takes a document that was filed, or a file that went with a message, out of everybody's reach, for good: by no address can its content be
    /// had any more.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="reason">Why; the applicant is told.</param>
    /// <param name="talk">Every file of the application's talk.</param>
    /// <param name="act">Who and when.</param>
    /// <returns>The digest of what must go.</returns>
    /// <exception cref="RuleBroken"><c>file-gone</c>, <c>file-redacted</c>, <c>redact-reason</c></exception>
    public string Redact(Guid id, string reason, IReadOnlyCollection<TalkFile> talk, Act act)
    {
        var move = Permit(ApplicationAction.Redact, act);
        var file = attachments.Find(one => one.Id == id && ShowsFile(one, act));
        var said = talk.SingleOrDefault(one => one.Id == id && one.SentAt is not null);
        Require(file is not null || said is not null, "file-gone");
        Require((file?.Redaction ?? said?.Redaction) is null, "file-redacted");
        var why = Written(reason, "redact-reason");
        var digest = file?.Digest ?? said!.Digest;
        // The same content under another name or kind, or sent another way, would be the same secret.
        foreach (var same in attachments.Where(one => one.Digest == digest && one.Redaction is null))
        {
            same.Redaction = new(act.By, act.Name, act.At, why);
        }

        foreach (var same in talk.Where(one => one.Digest == digest && one.Redaction is null))
        {
            same.Redaction = new(act.By, act.Name, act.At, why);
        }

        Go(move, file is null ? new TalkFileRedacted(id, why) : new FileRedacted(id, file.Kind, why), act);
        return digest;
    }

    /// <summary>
    /// Takes over the documents with which another application of the same organisation was filed last, for one that begins as its copy.
    /// </summary>
    /// <param name="other">The one that is copied.</param>
    /// <param name="contents">Digests of what may go along: what is still kept, and in which the scanner found nothing.</param>
    /// <param name="act">Who copies.</param>
    public void TakeFilesOf(Application other, IReadOnlySet<string> contents, Act act)
    {
        Permit(ApplicationAction.Edit, act);
        Require(other.Organization == Organization, "not-allowed");
        IEnumerable<FiledFile> filed = other.LatestVersion?.Files ?? [];
        foreach (var id in filed.Select(one => one.Id))
        {
            if (other.attachments.Find(one => one.Id == id) is { Redaction: null } file && contents.Contains(file.Digest))
            {
                // One after another: lists show documents in the order in which they came.
                var turn = act with
                {
                    At = act.At.AddMilliseconds(attachments.Count),
                };
                attachments.Add(new(file.Kind, file.Item, new(file.Name, file.Type, file.Size, file.Digest), null, turn));
            }
        }

        Touch(act);
    }

    void TakeOut(Attachment file, Act act)
    {
        if (FiledWith(file.Id) is null)
        {
            attachments.Remove(file);
        }
        else
        {
            file.RemovedAt = act.At;
        }
    }

    void PermitDocuments(DocumentKind kind, Act act)
    {
        Permit(State == ApplicationState.Correcting ? ApplicationAction.AnswerCorrection : ApplicationAction.Edit, act);
        Require(State != ApplicationState.Correcting || IsAskedFor(kind), "documents-closed");
    }

    // Evidence belongs to the check sheet: whoever may answer an item again may prove the answer again.
    bool IsAskedFor(DocumentKind kind) =>
        OpenCorrection is { } correction
        && (
            correction.Items.Any(item =>
                item.Path == DocumentPath.Of(kind) || (kind == DocumentKind.Evidence && PlanPath.IsWithin(item.Path, "checkSheet"))
            ) || IsRaised(kind)
        );

    // A corrected answer can make a document necessary that the filed plan did not need.
    bool IsRaised(DocumentKind kind)
    {
        var sheet = CheckSheets.Of(LatestVersion!.RuleSetId);
        bool Needs(string plan) => PlanJson.Read(plan).Plan is { } answers && sheet.DocumentsFor(answers).Any(need => need.Kind == kind);
        return Needs(Draft) && !Needs(LatestVersion.Plan);
    }

    IReadOnlyList<FiledFile> FilesToFile() => [.. attachments.Where(file => file.IsCurrent).Select(file => file.Filed)];
}
