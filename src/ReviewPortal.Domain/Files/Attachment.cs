using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Files;

/// <summary>添付書類の種別: what a document is for.</summary>
public enum DocumentKind
{
    /// <summary>第三者認証の登録証の写し</summary>
    Certificate,

    /// <summary>プライバシーポリシー</summary>
    PrivacyPolicy,

    /// <summary>同意を得る画面・同意文</summary>
    ConsentText,

    /// <summary>サービスの画面</summary>
    Screens,

    /// <summary>システム構成図</summary>
    SystemDiagram,

    /// <summary>チェックシートの根拠資料</summary>
    Evidence,

    /// <summary>その他</summary>
    Other,
}

/// <summary>Places of documents, as corrections name them: <c>documents.certificate</c>.</summary>
public static class DocumentPath
{
    public const string All = "documents";

    public static string Of(DocumentKind kind) => $"{All}.{Name(kind)}";

    /// <summary>The kind as submissions name it, e.g. <c>privacyPolicy</c>.</summary>
    public static string Name(DocumentKind kind)
    {
        var name = kind.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name[1..]}";
    }

    /// <summary>The kind of a file that was filed.</summary>
    public static DocumentKind KindOf(FiledFile file) => Find($"{All}.{file.Kind}") ?? DocumentKind.Other;

    /// <summary>The kind that a path names; null when it names none.</summary>
    public static DocumentKind? Find(string path) =>
        Enum.GetValues<DocumentKind>().Cast<DocumentKind?>().FirstOrDefault(kind => Of(kind!.Value) == path);
}

/// <summary>検査の状態: whether the content was looked at for malware, and what was found.</summary>
public enum ScanState
{
    /// <summary>検査中: waits for the scanner, or for its answer.</summary>
    Waiting,

    /// <summary>問題なし</summary>
    Clean,

    /// <summary>検出</summary>
    Found,

    /// <summary>検査できず: the scanner did not answer; it is asked again.</summary>
    Failed,

    /// <summary>未検査: no scanner is configured.</summary>
    Unscanned,
}

/// <summary>What is known of a file once its content was received, inspected and stored.</summary>
/// <param name="Name">As <see cref="FileName.Clean"/> gives it.</param>
/// <param name="Digest">SHA-256 of the content, hexadecimal; the content is found by it.</param>
public sealed record StoredFile(string Name, FileType Type, long Size, string Digest);

/// <summary>非開示処理: who took a file out of everybody's reach, and why.</summary>
public sealed record Redaction(UserId By, string ByName, DateTime At, string Reason);

/// <summary>添付書類: one file of an application.</summary>
public sealed class Attachment
{
    Attachment() { }

    internal Attachment(DocumentKind kind, string? item, StoredFile file, Guid? replaces, Act act)
    {
        Id = Guid.CreateVersion7(act.At);
        Kind = kind;
        Item = item;
        Name = file.Name;
        Type = file.Type;
        Size = file.Size;
        Digest = file.Digest;
        Replaces = replaces;
        AddedBy = act.By;
        AddedByName = act.Name;
        AddedAt = act.At;
    }

    public Guid Id { get; private set; }
    public DocumentKind Kind { get; private set; }

    /// <summary>The check-sheet item that a file of <see cref="DocumentKind.Evidence"/> belongs to; null for none in particular.</summary>
    public string? Item { get; private set; }
    public string Name { get; private set; } = "";
    public FileType Type { get; private set; }

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }
    public string Digest { get; private set; } = "";

    /// <summary>The file in whose place this one was put.</summary>
    public Guid? Replaces { get; private set; }
    public UserId AddedBy { get; private set; }
    public string AddedByName { get; private set; } = "";
    public DateTime AddedAt { get; private set; }

    /// <summary>When it was taken out or replaced, after it had been filed; what was never filed is not kept.</summary>
    public DateTime? RemovedAt { get; internal set; }
    public Redaction? Redaction { get; internal set; }

    /// <summary>True while it belongs to what will be filed next.</summary>
    public bool IsCurrent => RemovedAt is null && Redaction is null;

    /// <summary>As it is kept with a submission.</summary>
    public FiledFile Filed => new(DocumentPath.Name(Kind), Name, Digest, Size, Id, Item);
}

/// <summary>An attachment with what the scan of its content said, as pages show it.</summary>
/// <param name="Found">The name of what was found; null when nothing was.</param>
/// <param name="Version">The last submission with which it was filed; null when it has not been.</param>
public sealed record AttachedFile(
    Guid Id,
    DocumentKind Kind,
    string? Item,
    string Name,
    FileType Type,
    long Size,
    string Digest,
    DateTime AddedAt,
    bool IsCurrent,
    bool IsRedacted,
    string? RedactedBecause,
    Guid? Replaces,
    ScanState Scan,
    string? Found,
    int? Version
);

/// <summary>One document that is not what it was in the submission before.</summary>
/// <param name="Before">The former file; null for a new one.</param>
/// <param name="After">The present file; null for one that was taken out.</param>
public sealed record DocumentChange(DocumentKind Kind, FiledFile? Before, FiledFile? After)
{
    public string Path => DocumentPath.Of(Kind);
}

/// <summary>What changed between the documents of two submissions, by name and digest.</summary>
public static class DocumentDiff
{
    /// <summary>
    /// One change for each file. What is the same in kind, name and content is the same file, however often it stands there; of the rest, one
    /// that has the same name has another content, and one that has the same content has another name.
    /// </summary>
    public static IReadOnlyList<DocumentChange> Between(IReadOnlyList<FiledFile> before, IReadOnlyList<FiledFile> after)
    {
        var (gone, came) = (before.ToList(), after.ToList());
        _ = Pairs(gone, came, file => (file.Kind, file.Item, file.Name, file.Sha256));
        var changed = Pairs(gone, came, file => (file.Kind, file.Item, file.Name));
        var renamed = Pairs(gone, came, file => (file.Kind, file.Item, file.Sha256));
        return
        [
            .. changed
                .Concat(renamed)
                .Concat(came.Select(file => new DocumentChange(DocumentPath.KindOf(file), null, file)))
                .Concat(gone.Select(file => new DocumentChange(DocumentPath.KindOf(file), file, null)))
                .OrderBy(change => change.Kind),
        ];
    }

    // Takes out of both what has a counterpart, each with one.
    static List<DocumentChange> Pairs<T>(List<FiledFile> before, List<FiledFile> after, Func<FiledFile, T> key)
        where T : notnull
    {
        List<DocumentChange> found = [];
        foreach (var file in after.ToList())
        {
            if (before.Find(other => key(other).Equals(key(file))) is { } was)
            {
                before.Remove(was);
                after.Remove(file);
                found.Add(new(DocumentPath.KindOf(file), was, file));
            }
        }

        return found;
    }
}
