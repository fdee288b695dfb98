using System.Security.Cryptography;
using System.Text;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

public readonly record struct ApplicationId(Guid Value)
{
    public static ApplicationId New() => new(Guid.CreateVersion7());
}

/// <summary>A frozen submission: the answers as they were filed and what the rules said of them then.</summary>
public sealed class PlanVersion
{
    PlanVersion() { }

    internal PlanVersion(int number, FiledPlan filed, Act act)
    {
        Number = number;
        Plan = filed.Plan;
        Digest = filed.Digest;
        RuleSetId = filed.RuleSetId;
        RuleSetRevision = filed.RuleSetRevision;
        UseType = filed.UseType;
        Route = filed.Route;
        SubmittedBy = act.By;
        SubmittedByName = act.Name;
        SubmittedAt = act.At;
        Terms = filed.Terms;
        Filing = filed.Filing;
        Files = filed.Files ?? [];
        Seal = FilingSeal.Of(Number, Digest, Terms, Files);
    }

    /// <summary>1 for the first submission.</summary>
    public int Number { get; private set; }

    /// <summary>The answers as canonical JSON.</summary>
    public string Plan { get; private set; } = "";

    /// <summary>SHA-256 of <see cref="Plan"/>, hexadecimal.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>What was filed beside the answers.</summary>
    public IReadOnlyList<FiledFile> Files { get; private set; } = [];

    /// <summary>The terms that the person who filed accepted; null where none were asked for.</summary>
    public string? Terms { get; private set; }

    /// <summary>The attempt that filed it: repeating the same attempt files nothing more.</summary>
    public Guid Filing { get; private set; }

    /// <summary>SHA-256 over everything that was filed, hexadecimal; see <see cref="FilingSeal"/>.</summary>
    public string Seal { get; private set; } = "";
    public string RuleSetId { get; private set; } = "";
    public int RuleSetRevision { get; private set; }
    public UseType UseType { get; private set; }
    public Route Route { get; private set; }
    public UserId SubmittedBy { get; private set; }
    public string SubmittedByName { get; private set; } = "";
    public DateTime SubmittedAt { get; private set; }
}

/// <summary>What is frozen when a plan is filed.</summary>
/// <param name="ServiceName">The service's name as the plan gives it.</param>
/// <param name="Plan">The answers as canonical JSON.</param>
/// <param name="Digest">SHA-256 of the answers, hexadecimal.</param>
/// <param name="UseType">The type that the rules propose.</param>
/// <param name="Route">The route that the rules propose.</param>
/// <param name="RuleSetId">The rules that proposed them.</param>
/// <param name="RuleSetRevision">Their revision.</param>
/// <param name="Terms">The terms that the person accepts by filing; null where none are asked for.</param>
/// <param name="Filing">The attempt, named by whoever makes it.</param>
/// <param name="Files">What is filed beside the answers.</param>
public sealed record FiledPlan(
    string ServiceName,
    string Plan,
    string Digest,
    UseType UseType,
    Route Route,
    string RuleSetId,
    int RuleSetRevision,
    string? Terms = null,
    Guid Filing = default,
    IReadOnlyList<FiledFile>? Files = null
);

/// <summary>A file as it was filed.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">Of its content, as 64 lower-case hexadecimal digits.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Id">The attachment that it is.</param>
/// <param name="Item">The check-sheet item that it proves; null for none.</param>
public sealed record FiledFile(string Kind, string Name, string Sha256, long Size, Guid Id = default, string? Item = null);

/// <summary>One digest over everything that a filing freezes: answers with the check sheet, files, and the terms accepted.</summary>
public static class FilingSeal
{
    /// <summary>SHA-256 of a short text, line by line: version, digest of the answers, terms, and each file by kind, digest and name.</summary>
    public static string Of(int version, string digest, string? terms, IReadOnlyList<FiledFile> files)
    {
        string[] lines =
        [
            $"version {version}",
            $"plan {digest}",
            $"terms {terms}",
            .. files
                .OrderBy(file => file.Kind, StringComparer.Ordinal)
                .ThenBy(file => file.Sha256, StringComparer.Ordinal)
                .ThenBy(file => file.Name, StringComparer.Ordinal)
                .Select(file => $"file {file.Kind} {file.Sha256} {file.Name}"),
        ];
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}

/// <summary>Who gave an answer of the draft last, and when.</summary>
/// <param name="Removal">Of a list: which of the draft's removals was the last to take an entry out of it; 0 where none did.</param>
public sealed record AnswerEdit(string Path, UserId By, string ByName, DateTime At, int Removal = 0);

/// <summary>補正事項: one field that has to be put right, what was asked, and what the applicant answered.</summary>
/// <param name="Follows">The request in which the same was asked before and whose answer was not enough.</param>
/// <param name="IsAskedAgain">The answer was not enough: a later request asks again.</param>
public sealed record CorrectionItem(
    string Path,
    string Text,
    string? Rule = null,
    string? Answer = null,
    bool IsAccepted = false,
    Guid? Follows = null,
    bool IsAskedAgain = false
)
{
    /// <summary>Nothing is left to say of the answer: it was accepted, or a later request takes its place.</summary>
    public bool IsSettled => IsAccepted || IsAskedAgain;
}

/// <summary>補正依頼: a list of items tied to fields. One is open at a time.</summary>
public sealed class CorrectionRequest
{
    CorrectionRequest() { }

    internal CorrectionRequest(IReadOnlyList<CorrectionItem> items, DateOnly dueOn, ApplicationState leaves, int planVersion, Act act)
    {
        Id = Guid.CreateVersion7(act.At);
        Items = items;
        DueOn = dueOn;
        Leaves = leaves;
        PlanVersion = planVersion;
        RequestedBy = act.By;
        RequestedByName = act.Name;
        RequestedAt = act.At;
    }

    public Guid Id { get; private set; }
    public IReadOnlyList<CorrectionItem> Items { get; internal set; } = [];
    public DateOnly DueOn { get; internal set; }

    /// <summary>Every later due day that the applicant asked for, oldest first. One is open at a time.</summary>
    public IReadOnlyList<DueExtension> Extensions { get; internal set; } = [];
    public DueExtension? OpenExtension => IsOpen ? Extensions.SingleOrDefault(extension => extension.IsOpen) : null;

    /// <summary>The state that the correction left; resubmission returns to it.</summary>
    public ApplicationState Leaves { get; private set; }

    /// <summary>The plan version that the request is about.</summary>
    public int PlanVersion { get; private set; }
    public UserId RequestedBy { get; private set; }
    public string RequestedByName { get; private set; } = "";
    public DateTime RequestedAt { get; private set; }
    public DateTime? ClosedAt { get; internal set; }
    public bool IsOpen => ClosedAt is null;

    /// <summary>True when the answer at the path may be changed under this request.</summary>
    public bool Opens(string path) => IsOpen && Items.Any(item => Plans.PlanPath.IsWithin(path, item.Path));
}

/// <summary>意見: what a ministry says.</summary>
public enum Stance
{
    /// <summary>異議なし</summary>
    NoObjection,

    /// <summary>条件付</summary>
    Conditional,

    /// <summary>異議あり</summary>
    Objection,

    /// <summary>該当なし</summary>
    NotConcerned,
}

/// <summary>意見照会: one ministry is asked; it answers once.</summary>
public sealed class Consultation
{
    Consultation() { }

    internal Consultation(Ministry ministry, string question, DateOnly dueOn, Act act)
    {
        Id = Guid.CreateVersion7(act.At);
        Ministry = ministry;
        Question = question;
        DueOn = dueOn;
        AskedBy = act.By;
        AskedByName = act.Name;
        AskedAt = act.At;
    }

    public Guid Id { get; private set; }
    public Ministry Ministry { get; private set; }
    public string Question { get; private set; } = "";
    public DateOnly DueOn { get; private set; }
    public UserId AskedBy { get; private set; }
    public string AskedByName { get; private set; } = "";
    public DateTime AskedAt { get; private set; }
    public Stance? Stance { get; internal set; }
    public string? Opinion { get; internal set; }

    /// <summary>Conditions that the ministry asks for; each is one text.</summary>
    public IReadOnlyList<string> Conditions { get; internal set; } = [];

    /// <summary>What the ministry asks in turn, for whoever leads the case to follow up.</summary>
    public string? Questions { get; internal set; }
    public string? AnsweredByName { get; internal set; }

    /// <summary>When it was answered or the request was withdrawn; null while it is open.</summary>
    public DateTime? ClosedAt { get; internal set; }
    public string? WithdrawnBecause { get; internal set; }
    public bool IsOpen => ClosedAt is null;
}
