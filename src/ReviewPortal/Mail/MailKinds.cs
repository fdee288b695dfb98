using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>What holds for every mail of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="IsOptional">True when a person may do without it, or have it in a digest.</param>
/// <param name="IsForApplicants">True when applicants get it; such a mail names no official.</param>
/// <param name="Link">The local address to which it leads; the secret is null where the kind carries none.</param>
/// <param name="Sample">Values for the sample that administrators look at.</param>
public sealed record MailKindInfo(
    MailKind Kind,
    bool IsOptional,
    bool IsForApplicants,
    Func<OutgoingMail, string?, string> Link,
    MailData Sample
);

/// <summary>Every kind of mail: one line each. Words are <c>mail.KIND.subject</c>, <c>.text</c> and <c>.button</c>.</summary>
public static class MailKinds
{
    static readonly MailData Case = new("R8-0001", "サンプル健康手帳");
    static readonly DateOnly Day = new(2026, 10, 15);

    public static IReadOnlyList<MailKindInfo> All { get; } =
    [
        //  kind                     optional applicants  leads to          sample
        new(MailKind.Submitted, false, true, Mine, Case),
        new(MailKind.CorrectionRequested, true, true, Plan, Case with { Day = Day, Count = 3 }),
        new(MailKind.Resubmitted, true, false, Theirs, Case with { Count = 2 }),
        new(MailKind.ResubmissionReceived, false, true, Mine, Case with { Count = 2 }),
        new(MailKind.InquiryMade, true, true, Mine, Case with { Day = Day }),
        new(MailKind.InquiryAnswered, true, false, Theirs, Case),
        new(MailKind.MessageToApplicant, true, true, (mail, _) => mail.Application is { } id ? Links.Messages(id) : Links.Home(), Case),
        new(MailKind.MessageToOffice, true, false, (mail, _) => mail.Application is { } id ? Links.CaseMessages(id) : Links.Home(), Case),
        new(MailKind.Mentioned, true, false, (mail, _) => mail.Application is { } id ? Links.CaseNotes(id) : Links.Home(), Case),
        new(MailKind.OpinionRequested, true, false, Theirs, Case with { Day = Day, Ministry = Domain.People.Ministry.Mhlw }),
        new(MailKind.OpinionDueSoon, true, false, Theirs, Case with { Day = Day, Ministry = Domain.People.Ministry.Mhlw }),
        new(MailKind.OpinionOverdue, true, false, Theirs, Case with { Day = Day, Ministry = Domain.People.Ministry.Mhlw }),
        new(MailKind.OpinionGiven, true, false, Theirs, Case),
        new(MailKind.Assigned, true, false, Theirs, Case),
        new(MailKind.Recommended, true, false, Theirs, Case),
        new(MailKind.Challenged, true, false, Theirs, Case),
        new(MailKind.RecommendationWithdrawn, true, false, Theirs, Case),
        new(MailKind.Issued, false, true, Mine, Case),
        new(MailKind.Withdrawn, true, false, Theirs, Case),
        new(MailKind.HandedOver, true, true, Mine, Case with { Name = "見本 花子" }),
        new(MailKind.ContactFiled, false, true, Start, Case),
        new(MailKind.ContactIssued, false, true, Start, Case),
        new(MailKind.DraftReminder, true, true, Plan, Case with { Number = null, Day = Day, Count = 60 }),
        new(MailKind.DraftDeletion, false, true, Plan, Case with { Number = null, Day = Day }),
        new(
            MailKind.Invitation,
            false,
            true,
            (_, secret) => Links.FromMail(Links.Invitation(), secret),
            new(Name: "見本 花子", Service: "サンプル株式会社", Role: Domain.People.Role.Contributor, Day: Day)
        ),
        new(
            MailKind.ExpertInvited,
            false,
            false,
            (_, secret) => Links.Expert(secret),
            Case with
            {
                Count = Domain.Applications.ExpertInvitation.Life.Days,
            }
        ),
        new(MailKind.ExtensionRequested, true, false, Theirs, Case with { Day = Day }),
        new(MailKind.ExtensionAnswered, true, true, Plan, Case with { Day = Day }),
        new(MailKind.PeriodProposed, true, true, Mine, Case with { Day = Day }),
        new(MailKind.PeriodAnswered, true, false, Theirs, Case with { Day = Day }),
        new(MailKind.PeriodWithdrawn, true, true, Mine, Case with { Day = Day }),
        new(MailKind.CorrectionDueSoon, true, true, Plan, Case with { Day = Day }),
        new(MailKind.CorrectionOverdue, true, true, Plan, Case with { Day = Day }),
        new(MailKind.InquiryDueSoon, true, true, Mine, Case with { Day = Day }),
        new(MailKind.InquiryOverdue, true, true, Mine, Case with { Day = Day }),
        new(MailKind.PasswordReset, false, true, (_, secret) => Links.FromMail(Links.ResetPassword(), secret), new()),
        new(
            MailKind.AddressChange,
            false,
            true,
            (_, secret) => Links.FromMail(Links.ConfirmAddress(), secret),
            new(NewAddress: "new@example.jp")
        ),
        new(MailKind.Digest, false, true, (_, _) => Links.Home(), new(Count: 4)),
    ];

    /// <summary>What everybody who has an account can get, on either side.</summary>
    public static IReadOnlySet<MailKind> ForAll { get; } =
        new HashSet<MailKind> { MailKind.Digest, MailKind.PasswordReset, MailKind.AddressChange };

    static readonly Dictionary<MailKind, MailKindInfo> ByKind = All.ToDictionary(kind => kind.Kind);

    public static MailKindInfo Of(MailKind kind) => ByKind[kind];

    static string Mine(OutgoingMail mail, string? secret) => mail.Application is { } id ? Links.Application(id) : Links.Home();

    static string Plan(OutgoingMail mail, string? secret) => mail.Application is { } id ? Links.Plan(id) : Links.Home();

    static string Theirs(OutgoingMail mail, string? secret) => mail.Application is { } id ? Links.Case(id) : Links.Home();

    static string Start(OutgoingMail mail, string? secret) => Links.Start();
}
