using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

/// <summary>What a mail is about. A new kind is one member here, one line in <c>MailKinds</c>, its words, and one line where it comes from.</summary>
public enum MailKind
{
    /// <summary>The receipt, to the person who filed.</summary>
    Submitted,
    CorrectionRequested,

    /// <summary>To those in charge: the plan was corrected.</summary>
    Resubmitted,

    /// <summary>To the person who filed the corrected plan: it has arrived.</summary>
    ResubmissionReceived,
    InquiryMade,
    InquiryAnswered,
    MessageToApplicant,
    MessageToOffice,

    /// <summary>To an official whom a note names.</summary>
    Mentioned,
    OpinionRequested,
    OpinionDueSoon,
    OpinionOverdue,

    /// <summary>To whoever has the case: an opinion that was asked for has come.</summary>
    OpinionGiven,

    /// <summary>To the official to whom somebody else gave the case.</summary>
    Assigned,

    Recommended,

    /// <summary>差戻し, to whoever has the case.</summary>
    Challenged,

    /// <summary>To whoever drafted it: somebody else has withdrawn the recommendation.</summary>
    RecommendationWithdrawn,
    Issued,
    Withdrawn,
    HandedOver,

    /// <summary>To a contact whom the plan names: it was filed.</summary>
    ContactFiled,

    /// <summary>To a contact whom the plan names: the notice went out.</summary>
    ContactIssued,
    DraftReminder,
    DraftDeletion,
    Invitation,

    /// <summary>To an expert from outside: the link that lets in once.</summary>
    ExpertInvited,

    /// <summary>To those in charge: the applicant asks for a later due day.</summary>
    ExtensionRequested,

    /// <summary>To the applicant: whether the due day was moved.</summary>
    ExtensionAnswered,

    /// <summary>To the applicant: a later end of the standard period is proposed.</summary>
    PeriodProposed,

    /// <summary>To the officials in charge: what the applicant says of it.</summary>
    PeriodAnswered,

    /// <summary>To the applicant: the proposal is taken back.</summary>
    PeriodWithdrawn,

    /// <summary>To the applicant: the correction is due soon, and was not filed again yet.</summary>
    CorrectionDueSoon,
    CorrectionOverdue,

    /// <summary>To the applicant: the answer to an inquiry is due soon.</summary>
    InquiryDueSoon,
    InquiryOverdue,
    PasswordReset,
    AddressChange,
    Digest,
}

public enum MailState
{
    /// <summary>To be sent when it is due.</summary>
    Waiting,
    Sent,

    /// <summary>Tried as often as is allowed; a person has to look.</summary>
    GaveUp,

    /// <summary>Waits for the person's daily digest.</summary>
    Collected,

    /// <summary>Went out as a line of a digest.</summary>
    InDigest,

    /// <summary>Not sent because the person may no longer know of it, or it no longer applies.</summary>
    Dropped,
}

/// <summary>How a person wants mails of one kind.</summary>
public enum MailChoice
{
    Each,
    Digest,
    Off,
}

/// <summary>The values that a mail names. Words and links are made when it is sent, in the person's language.</summary>
public sealed record MailData(
    string? Number = null,
    string? Service = null,
    DateOnly? Day = null,
    int? Count = null,
    Ministry? Ministry = null,
    string? Name = null,
    Role? Role = null,
    string? NewAddress = null
);

/// <summary>A mail to one person, saved together with what it tells of.</summary>
public sealed class OutgoingMail
{
    /// <summary>Also what its Message-ID is made of: the same however often it has to be sent.</summary>
    public Guid Id { get; init; }
    public MailKind Kind { get; init; }

    /// <summary>Unique: the same thing is told to the same person once.</summary>
    public string Key { get; init; } = "";

    /// <summary>The account; null for an address without one.</summary>
    public UserId? To { get; init; }

    /// <summary>Where to; null where the account's address at the time of sending counts.</summary>
    public string? Address { get; init; }
    public string Language { get; init; } = "ja";
    public ApplicationId? Application { get; init; }

    /// <summary>What else it belongs to: an invitation, or the digest in which it stood.</summary>
    public Guid? About { get; set; }
    public MailData Data { get; init; } = new();
    public MailState State { get; set; }
    public DateTime CreatedAt { get; init; }

    /// <summary>Not before this instant (UTC).</summary>
    public DateTime DueAt { get; set; }
    public int Tries { get; set; }

    /// <summary>Whose attempt it is, until <see cref="LeasedUntil"/>; another instance leaves it alone meanwhile.</summary>
    public Guid? Lease { get; set; }
    public DateTime? LeasedUntil { get; set; }
    public DateTime? SentAt { get; set; }

    /// <summary>Why the last attempt failed.</summary>
    public string? Fault { get; set; }

    /// <summary>True when the server itself could not be reached: it is tried again at once when the server is back.</summary>
    public bool Unreachable { get; set; }
}

/// <summary>A person's wish for one kind; without one, each mail is sent.</summary>
public sealed class MailPreference
{
    public Guid UserId { get; init; }
    public MailKind Kind { get; init; }
    public MailChoice Choice { get; set; }
}

/// <summary>Something that a clock does once, whoever's clock it is: the key is taken in the transaction that does it.</summary>
public sealed class DoneOnce
{
    public string Key { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>The trace of a secret that went out in a mail; the secret itself is nowhere.</summary>
public sealed class InvitationToken
{
    /// <summary>SHA-256, hexadecimal.</summary>
    public string Hash { get; init; } = "";
    public Guid Invitation { get; init; }
}
