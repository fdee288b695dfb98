using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Files;

/// <summary>With what of the two sides' talk a file goes.</summary>
public enum TalkPlace
{
    /// <summary>A message between applicant and office.</summary>
    Message,

    /// <summary>照会: an official's question.</summary>
    Inquiry,

    /// <summary>The applicant's answer to one.</summary>
    Answer,
}

/// <summary>
/// やり取りのファイル: goes with a message, an inquiry or its answer. It stands beside the application as those do: it is no document of the plan, is
/// not filed, and no copy takes it along. Until what it goes with is sent, it is its sender's alone; after that whoever reads the one reads the other.
/// </summary>
public sealed class TalkFile
{
    TalkFile() { }

    public Guid Id { get; private init; }
    public ApplicationId Application { get; private init; }
    public TalkPlace Place { get; private init; }

    /// <summary>The message or inquiry that it belongs to; null while a message or inquiry that is not sent yet will be that.</summary>
    public Guid? About { get; private set; }
    public string Name { get; private init; } = "";
    public FileType Type { get; private init; }

    /// <summary>Bytes.</summary>
    public long Size { get; private init; }
    public string Digest { get; private init; } = "";
    public UserId AddedBy { get; private init; }
    public string AddedByName { get; private init; } = "";
    public DateTime AddedAt { get; private init; }

    /// <summary>Null until it is sent; what is never sent is not kept.</summary>
    public DateTime? SentAt { get; private set; }
    public Redaction? Redaction { get; internal set; }

    /// <summary>Takes a file for what the person is writing.</summary>
    /// <param name="application">Where it is written.</param>
    /// <param name="place">What is being written.</param>
    /// <param name="inquiry">The inquiry that is being answered; null elsewhere.</param>
    /// <param name="file">The file.</param>
    /// <param name="others">Every file of the application's talk, sent or not.</param>
    /// <param name="act">Who and when.</param>
    /// <exception cref="RuleBroken">
    /// As <see cref="Permit"/> refuses. <c>file-double</c>: the person has taken the same content for it already. <c>file-large</c>,
    /// <c>talk-large</c>, <c>talk-many</c>: the limits.
    /// </exception>
    public static TalkFile Take(
        Application application,
        TalkPlace place,
        Guid? inquiry,
        StoredFile file,
        IReadOnlyCollection<TalkFile> others,
        Act act
    )
    {
        Permit(application, place, inquiry, act);
        Require(file.Size <= FileLimits.One, "file-large", file.Name);
        var same = others.FirstOrDefault(one => one.WaitsFor(place, inquiry, act) && one.Digest == file.Digest);
        Require(same is null, "file-double", file.Name, same?.Name ?? "");
        TalkFile[] kept = [.. others.Where(one => one.Redaction is null)];
        Require(kept.Sum(one => one.Size) + file.Size <= FileLimits.Together, "talk-large", file.Name);
        Require(kept.Length < FileLimits.Count, "talk-many", FileLimits.Count);
        return new()
        {
            Id = Guid.CreateVersion7(act.At),
            Application = application.Id,
            Place = place,
            About = inquiry,
            Name = file.Name,
            Type = file.Type,
            Size = file.Size,
            Digest = file.Digest,
            AddedBy = act.By,
            AddedByName = act.Name,
            AddedAt = act.At,
        };
    }

    /// <summary>Refuses unless the person may write it now: who may not write sends no files.</summary>
    /// <exception cref="RuleBroken">As the table of moves refuses; <c>inquiry-answered</c>.</exception>
    public static void Permit(Application application, TalkPlace place, Guid? inquiry, Act act)
    {
        application.Allow(
            place switch
            {
                TalkPlace.Message => ApplicationAction.SendMessage,
                TalkPlace.Inquiry => ApplicationAction.Inquire,
                _ => ApplicationAction.AnswerInquiry,
            },
            act
        );
        var isAsked = application.Inquiries.Any(one => one.Id == inquiry && one.IsOpen);
        Require(place == TalkPlace.Answer ? isAsked : inquiry is null, "inquiry-answered");
    }

    /// <summary>True for its sender alone until it is sent, for everybody who reads the talk after that.</summary>
    public bool IsShownTo(Act act) => SentAt is not null || AddedBy == act.By;

    /// <summary>Sends files together with what they go with.</summary>
    /// <exception cref="RuleBroken"><c>file-gone</c>: one of them is not the person's, was meant for something else, or was sent already.</exception>
    internal static void Send(IReadOnlyCollection<TalkFile> files, ApplicationId application, TalkPlace place, Guid about, Act act)
    {
        Guid? inquiry = place == TalkPlace.Answer ? about : null;
        Require(files.All(file => file.Application == application && file.WaitsFor(place, inquiry, act)), "file-gone");
        foreach (var file in files)
        {
            (file.About, file.SentAt) = (about, act.At);
        }
    }

    bool WaitsFor(TalkPlace place, Guid? inquiry, Act act) =>
        SentAt is null && Redaction is null && Place == place && About == inquiry && AddedBy == act.By;

    static void Require(bool holds, string code, params object[] details)
    {
        if (!holds)
        {
            throw new RuleBroken(code, details);
        }
    }
}
