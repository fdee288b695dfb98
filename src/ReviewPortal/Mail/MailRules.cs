using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Mail;

/// <summary>One row of the table: when this happens, that mail goes to those.</summary>
/// <param name="Event">The kind of event, as it is stored.</param>
/// <param name="Mail">What is sent.</param>
/// <param name="Who">Finds the receivers.</param>
/// <param name="Values">What the mail names besides number and service.</param>
public sealed record MailRule(
    string Event,
    MailKind Mail,
    Func<Receivers, Event, Task<IReadOnlyList<Receiver>>> Who,
    Func<Event, MailData, MailData> Values
);

/// <summary>Which event sends which mail to whom. Nothing else decides that; whoever records an event says nothing of mail.</summary>
public static class MailRules
{
    public static IReadOnlyList<MailRule> All { get; } =
    [
        //  when                        that                         to
        On<ApplicationSubmitted>(MailKind.Submitted, (to, _) => to.WhoActedAsync()),
        On<ApplicationSubmitted>(MailKind.ContactFiled, async (to, _) => await to.ContactsAsync(await to.WhoActedAsync())),
        On<CorrectionRequested>(
            MailKind.CorrectionRequested,
            (to, _) => to.WritersAsync(),
            (e, data) => data with { Day = e.DueOn, Count = e.Paths.Count }
        ),
        On<ApplicationResubmitted>(
            MailKind.Resubmitted,
            (to, _) => to.ThoseWhoCheckAgainAsync(),
            (e, data) => data with { Count = e.ChangedPaths.Count }
        ),
        On<ApplicationResubmitted>(
            MailKind.ResubmissionReceived,
            (to, _) => to.WhoActedAsync(),
            (e, data) => data with { Count = e.ChangedPaths.Count }
        ),
        On<InquiryMade>(MailKind.InquiryMade, (to, _) => to.WritersAsync(), (e, data) => data with { Day = e.DueOn }),
        On<InquiryAnswered>(MailKind.InquiryAnswered, (to, _) => to.InChargeAsync()),
        On<MessageSent>(MailKind.MessageToApplicant, (to, e) => e.From == Holder.Government ? to.WritersAsync() : Nobody),
        On<MessageSent>(MailKind.MessageToOffice, (to, e) => e.From == Holder.Applicant ? to.InChargeAsync() : Nobody),
        On<NoteWritten>(MailKind.Mentioned, (to, e) => to.PeopleAsync(e.Mentions)),
        On<ExtensionRequested>(MailKind.ExtensionRequested, (to, _) => to.InChargeAsync(), (e, data) => data with { Day = e.DueOn }),
        // Whether it was moved, and why not, is said on the page; the mail names the day that holds.
        On<ExtensionAgreed>(MailKind.ExtensionAnswered, (to, _) => to.WritersAsync(), (e, data) => data with { Day = e.DueOn }),
        On<ExtensionRefused>(MailKind.ExtensionAnswered, (to, _) => to.WritersAsync(), (e, data) => data with { Day = e.DueOn }),
        On<PeriodExtensionProposed>(MailKind.PeriodProposed, (to, _) => to.WritersAsync(), (e, data) => data with { Day = e.DueOn }),
        On<PeriodExtensionAgreed>(
            MailKind.PeriodAnswered,
            (to, _) => to.InChargeAndAsync(WhoProposed),
            (e, data) => data with { Day = e.DueOn }
        ),
        On<PeriodExtensionRefused>(
            MailKind.PeriodAnswered,
            (to, _) => to.InChargeAndAsync(WhoProposed),
            (e, data) => data with { Day = e.DueOn }
        ),
        On<PeriodExtensionWithdrawn>(MailKind.PeriodWithdrawn, (to, _) => to.WritersAsync(), (e, data) => data with { Day = e.DueOn }),
        // 督促: what an official reminds of by hand reads like what the clock reminds of.
        On<CorrectionReminded>(
            MailKind.CorrectionDueSoon,
            (to, e) => to.IsPast(e.DueOn) ? Nobody : to.WritersAsync(),
            (e, data) => data with { Day = e.DueOn }
        ),
        On<CorrectionReminded>(
            MailKind.CorrectionOverdue,
            (to, e) => to.IsPast(e.DueOn) ? to.WritersAsync() : Nobody,
            (e, data) => data with { Day = e.DueOn }
        ),
        On<InquiryReminded>(
            MailKind.InquiryDueSoon,
            (to, e) => to.IsPast(e.DueOn) ? Nobody : to.WritersAsync(),
            (e, data) => data with { Day = e.DueOn }
        ),
        On<InquiryReminded>(
            MailKind.InquiryOverdue,
            (to, e) => to.IsPast(e.DueOn) ? to.WritersAsync() : Nobody,
            (e, data) => data with { Day = e.DueOn }
        ),
        On<OpinionReminded>(
            MailKind.OpinionDueSoon,
            (to, e) => to.IsPast(e.DueOn) ? Nobody : to.ReviewersOfAsync(e.Ministry),
            (e, data) => data with { Day = e.DueOn, Ministry = e.Ministry }
        ),
        On<OpinionReminded>(
            MailKind.OpinionOverdue,
            (to, e) => to.IsPast(e.DueOn) ? to.ReviewersOfAsync(e.Ministry) : Nobody,
            (e, data) => data with { Day = e.DueOn, Ministry = e.Ministry }
        ),
        On<ExpertInvited>(
            MailKind.ExpertInvited,
            (to, e) => to.ExpertAsync(e.Invitation),
            (_, data) => data with { Count = ExpertInvitation.Life.Days }
        ),
        On<OpinionRequested>(
            MailKind.OpinionRequested,
            (to, e) => to.ReviewersOfAsync(e.Ministry),
            (e, data) => data with { Day = e.DueOn, Ministry = e.Ministry }
        ),
        On<OpinionGiven>(MailKind.OpinionGiven, (to, e) => to.InChargeAndAsync(application => WhoAsked(application, e.Ministry))),
        On<ExpertOpinionGiven>(MailKind.OpinionGiven, (to, _) => to.InChargeAsync()),
        On<ReviewerAssigned>(MailKind.Assigned, (to, e) => to.IsBy(e.To) ? Nobody : to.PersonAsync(e.To)),
        On<RecommendationChallenged>(MailKind.Challenged, (to, _) => to.DrafterAndInChargeAsync()),
        On<RecommendationWithdrawn>(MailKind.RecommendationWithdrawn, (to, _) => to.OtherDrafterAsync()),
        On<ApplicationRecommended>(MailKind.Recommended, (to, _) => to.OthersWithAsync(Role.Decider)),
        On<NoticeIssued>(MailKind.Issued, (to, _) => to.WritersAsync()),
        On<NoticeIssued>(MailKind.ContactIssued, async (to, _) => await to.ContactsAsync(await to.WritersAsync())),
        On<ApplicationWithdrawn>(MailKind.Withdrawn, (to, _) => to.InChargeAsync()),
        On<ApplicationHandedOver>(MailKind.HandedOver, (to, e) => to.PersonAsync(e.To)),
        On<PersonInvited>(MailKind.Invitation, (to, _) => to.InvitedAsync()),
        On<InvitationRenewed>(MailKind.Invitation, (to, _) => to.InvitedAsync()),
    ];

    /// <summary>The mail of a reminder by hand, as it would be sent on that day.</summary>
    public static MailKind ReminderOf(Event reminder, DateOnly today) =>
        reminder switch
        {
            CorrectionReminded e => today > e.DueOn ? MailKind.CorrectionOverdue : MailKind.CorrectionDueSoon,
            InquiryReminded e => today > e.DueOn ? MailKind.InquiryOverdue : MailKind.InquiryDueSoon,
            OpinionReminded e => today > e.DueOn ? MailKind.OpinionOverdue : MailKind.OpinionDueSoon,
            _ => throw new ArgumentOutOfRangeException(nameof(reminder)),
        };

    static Task<IReadOnlyList<Receiver>> Nobody => Task.FromResult<IReadOnlyList<Receiver>>([]);

    static readonly ILookup<string, MailRule> ByEvent = All.ToLookup(rule => rule.Event);

    public static IEnumerable<MailRule> Of(string kind) => ByEvent[kind];

    static UserId? WhoProposed(Application application) =>
        application.PeriodExtensions.LastOrDefault(one => one.AnsweredAt is not null)?.By;

    static UserId? WhoAsked(Application application, Ministry ministry) =>
        application.Consultations.Where(one => one.Ministry == ministry && one.Stance is not null).MaxBy(one => one.AskedAt)?.AskedBy;

    static MailRule On<TEvent>(
        MailKind mail,
        Func<Receivers, TEvent, Task<IReadOnlyList<Receiver>>> who,
        Func<TEvent, MailData, MailData>? values = null
    )
        where TEvent : Event =>
        new(
            typeof(TEvent).Name,
            mail,
            (to, what) => who(to, (TEvent)what),
            (what, data) => values is null ? data : values((TEvent)what, data)
        );
}
