using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Mails;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Mail;

/// <summary>What a clock sends: each due thing once, with two clocks and after a time out of service.</summary>
public class TheReminders
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_an_opinion_come_once_before_and_once_after_its_due_day()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await AskedAsync(portal, new(2026, 9, 10));
        await RunTwiceAsync(portal);
        Assert.Equal((0, 0), await CountAsync(portal, id));

        portal.Clock.MoveDays(6); // Monday the 7th: three business days before.
        await RunTwiceAsync(portal);
        Assert.Equal((1, 0), await CountAsync(portal, id));
        portal.Clock.MoveDays(3); // The due day itself is not over.
        await RunTwiceAsync(portal);
        Assert.Equal((1, 0), await CountAsync(portal, id));
        portal.Clock.MoveDays(1);
        await RunTwiceAsync(portal);
        await RunTwiceAsync(portal);
        Assert.Equal((1, 1), await CountAsync(portal, id));
    }

    [Fact]
    public async Task Say_after_a_time_out_of_service_only_what_holds_now()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await AskedAsync(portal, new(2026, 9, 10));

        portal.Clock.MoveDays(30);
        await RunTwiceAsync(portal);

        Assert.Equal((0, 1), await CountAsync(portal, id));
    }

    [Fact]
    public async Task Are_not_sent_once_the_opinion_is_given()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await AskedAsync(portal, new(2026, 9, 10));
        await portal.SeenAsync("reviewer-mhlw", id, (service, _) => service.GiveOpinionAsync(id, Stance.NoObjection, "", [], Cancel));

        portal.Clock.MoveDays(30);
        await RunTwiceAsync(portal);

        Assert.Equal((0, 0), await CountAsync(portal, id));
    }

    [Fact]
    public async Task Of_a_correction_come_once_before_and_once_after_its_due_day()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await CorrectAsync(portal, id, new(2026, 9, 10));
        await RemindApplicantsAsync(portal);
        Assert.Equal((0, 0, 0), await RemindedAsync(portal, id));

        portal.Clock.MoveDays(6); // Monday the 7th: three business days before.
        await RemindApplicantsAsync(portal);
        await RemindApplicantsAsync(portal);
        Assert.Equal((1, 0, 0), await RemindedAsync(portal, id));
        portal.Clock.MoveDays(3); // The due day itself is not over.
        await RemindApplicantsAsync(portal);
        Assert.Equal((1, 0, 0), await RemindedAsync(portal, id));
        portal.Clock.MoveDays(1);
        await RemindApplicantsAsync(portal);
        await RemindApplicantsAsync(portal);
        Assert.Equal((1, 1, 0), await RemindedAsync(portal, id));

        // A later due day is another one, and who has filed is reminded no more.
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.RequestExtensionAsync(id, new(2026, 9, 30), "確認中", Cancel));
        await portal.SeenAsync("lead", id, (service, seen) => service.AnswerExtensionAsync(id, seen, true, "", Cancel));
        portal.Clock.MoveDays(18); // Tuesday the 29th.
        await RemindApplicantsAsync(portal);
        Assert.Equal((2, 1, 0), await RemindedAsync(portal, id));
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerCorrectionAsync(id, "service.summary", "直した", ct: Cancel));
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.ResubmitAsync(id));
        portal.Clock.MoveDays(30);
        await RemindApplicantsAsync(portal);
        Assert.Equal((2, 1, 0), await RemindedAsync(portal, id));
    }

    [Fact]
    public async Task Of_an_inquiry_come_once_before_its_due_day_and_so_many_days_before_as_is_set()
    {
        await using var portal = await MailPortal.OpenAsync(mail => mail.RemindApplicantDaysBefore = 1);
        var id = await portal.InReviewAsync();
        await portal.SeenAsync("lead", id, (service, seen) => service.InquireAsync(id, seen, "保存期間は", new(2026, 9, 10), ct: Cancel));

        portal.Clock.MoveDays(7);
        await RemindApplicantsAsync(portal);
        Assert.Equal((0, 0, 0), await RemindedAsync(portal, id));
        portal.Clock.MoveDays(1); // Wednesday the 9th.
        await RemindApplicantsAsync(portal);
        await RemindApplicantsAsync(portal);
        portal.Clock.MoveDays(5);
        await RemindApplicantsAsync(portal);

        Assert.Equal((0, 0, 1), await RemindedAsync(portal, id));
        var mail = Assert.Single(await portal.RowsAsync(MailKind.InquiryDueSoon));
        Assert.Equal((new DateOnly(2026, 9, 10), id), (mail.Data.Day, mail.Application));
    }

    [Fact]
    public async Task Of_a_short_time_do_not_come_on_the_day_on_which_it_is_asked()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await CorrectAsync(portal, id, new(2026, 9, 2));

        await RemindApplicantsAsync(portal);
        Assert.Equal((0, 0, 0), await RemindedAsync(portal, id));
        portal.Clock.MoveDays(1);
        await RemindApplicantsAsync(portal);
        Assert.Equal((1, 0, 0), await RemindedAsync(portal, id));
    }

    [Fact]
    public async Task By_an_officials_hand_reach_whom_they_remind()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        await CorrectAsync(portal, id, new(2026, 9, 10));

        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(id, Cancel));
        portal.Clock.MoveDays(20);
        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(id, Cancel));

        Assert.Equal((1, 1, 0), await RemindedAsync(portal, id));
        var inquired = await portal.InReviewAsync();
        var today = JapaneseDate.On(portal.Clock.GetUtcNow().UtcDateTime);
        await portal.SeenAsync("lead", inquired, (s, seen) => s.InquireAsync(inquired, seen, "保存期間は", today.AddDays(5), ct: Cancel));
        var planned = await portal.Services.AsAsync<DeskService, BulkReminder>("lead", s => s.RemindersAsync([id, inquired], Cancel));
        var before = (await portal.RowsAsync()).Count;
        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(inquired, Cancel));
        // Said before, and sent: of the first case the applicant was reminded today.
        Assert.Equal((1, (await portal.RowsAsync()).Count - before, 0), (planned.Cases, planned.ToApplicants, planned.ToMinistries));
        Assert.Equal((0, 0, 1), await RemindedAsync(portal, inquired));
        portal.Clock.MoveDays(10);
        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(inquired, Cancel));
        Assert.NotEmpty(await portal.RowsAsync(MailKind.InquiryOverdue));
        var asked = await AskedAsync(portal, new(2026, 10, 10));
        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(asked, Cancel));
        Assert.Equal((1, 0), await CountAsync(portal, asked));
    }

    [Fact]
    public async Task Of_an_opinion_have_no_ministry_that_cannot_answer_for_it_is_not_asked()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        DateOnly due = new(2026, 9, 10);
        Ministry[] asked = [Ministry.Mhlw, Ministry.ChildrenAndFamilies];

        foreach (
            var ask in new Func<Task>[]
            {
                () => portal.SeenAsync("lead", id, (s, seen) => s.RequestOpinionsAsync(id, seen, asked, "ご意見を", due, Cancel)),
                () => portal.Services.AsAsync<DeskService>("lead", s => s.AskAsync(id, asked, "ご意見を", due, Cancel)),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<RuleBroken>(ask);
            Assert.Equal(("opinion-unanswerable", Ministry.ChildrenAndFamilies), (refused.Code, refused.Details.Single()));
        }

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(0, (await db.CaseRows.SingleAsync(r => r.Application == id, Cancel)).Asked);
    }

    [Fact]
    public async Task By_an_officials_hand_are_counted_before_without_those_who_have_switched_the_mail_off()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.InReviewAsync();
        var today = JapaneseDate.On(portal.Clock.GetUtcNow().UtcDateTime);
        await portal.SeenAsync("lead", id, (s, seen) => s.RequestOpinionsAsync(id, seen, [Ministry.Mhlw], "意見を", today.AddDays(5)));
        await portal.SeenAsync("lead", id, (s, seen) => s.InquireAsync(id, seen, "保存期間は", today.AddDays(5), ct: Cancel));
        await SwitchAsync("rep", MailKind.InquiryDueSoon, MailChoice.Off);
        await SwitchAsync("reviewer-mhlw", MailKind.OpinionDueSoon, MailChoice.Off);
        await SwitchAsync("reviewer-mhlw", MailKind.OpinionOverdue, MailChoice.Digest);
        var before = (await portal.RowsAsync()).Count;

        var planned = await PlannedAsync();
        await portal.Services.AsAsync<DeskService>("lead", s => s.RemindAsync(id, Cancel));

        Assert.Equal((await portal.RowsAsync()).Count - before, planned.ToApplicants + planned.ToMinistries);
        Assert.Equal((1, 0), (planned.Cases, planned.ToMinistries));
        // Once the day is over it is another mail, which the one has not switched off and the other wants in a digest.
        portal.Clock.MoveDays(20);
        var later = await PlannedAsync();
        Assert.Equal((planned.ToApplicants + 1, 1), (later.ToApplicants, later.ToMinistries));

        Task<BulkReminder> PlannedAsync() =>
            portal.Services.AsAsync<DeskService, BulkReminder>("lead", s => s.RemindersAsync([id], Cancel));

        Task SwitchAsync(string person, MailKind kind, MailChoice choice) =>
            portal.Services.AsAsync<MailWishes>(
                person,
                s => s.SaveAsync(new("ja", new Dictionary<MailKind, MailChoice> { [kind] = choice }), Cancel)
            );
    }

    [Fact]
    public async Task Of_an_idle_draft_come_once_and_the_draft_goes_only_after_its_warning()
    {
        List<ApplicationId> removed = [];
        await using var portal = await MailPortal.OpenAsync(also: services =>
            services.AddSingleton(
                new DraftRemoval(
                    (_, id, _) =>
                    {
                        removed.Add(id);
                        return Task.CompletedTask;
                    }
                )
            )
        );
        var id = await portal.DraftAsync();
        portal.Clock.MoveDays(59);
        await IdleAsync(portal);
        Assert.Empty(await KindsAsync(portal, id));
        portal.Clock.MoveDays(2);
        await IdleAsync(portal);
        await IdleAsync(portal);
        Assert.Equal([MailKind.DraftReminder], await KindsAsync(portal, id));

        // Out of service for a long time: first the warning, and only fourteen days later the end.
        portal.Clock.MoveDays(300);
        await IdleAsync(portal);
        portal.Clock.MoveDays(13);
        await IdleAsync(portal);
        Assert.Equal([MailKind.DraftReminder, MailKind.DraftDeletion], await KindsAsync(portal, id));
        Assert.Empty(removed);
        portal.Clock.MoveDays(1.1);
        await IdleAsync(portal);
        await IdleAsync(portal);

        Assert.Contains(id, removed);
        await using var db = await portal.Services.NewDbAsync();
        Assert.False(await db.Applications.AnyAsync(a => a.Id == id, Cancel));
        var last = await db.Events.Where(e => e.Stream == id.Value).OrderBy(e => e.Sequence).LastAsync(Cancel);
        Assert.Equal(nameof(DraftExpired), last.Kind);
    }

    [Fact]
    public async Task Begin_anew_with_a_draft_that_is_edited()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.DraftAsync();
        portal.Clock.MoveDays(170);
        await IdleAsync(portal);
        Assert.Equal([MailKind.DraftDeletion], await KindsAsync(portal, id));

        await portal.Services.AsAsync<ApplyingService>(
            "rep",
            s => s.EditAsync(id, "service.url", draft => draft.Set("service.url", "https://example.jp/"), ct: Cancel)
        );
        portal.Clock.MoveDays(59);
        await IdleAsync(portal);
        Assert.Equal([MailKind.DraftDeletion], await KindsAsync(portal, id));
        portal.Clock.MoveDays(2);
        await IdleAsync(portal);
        Assert.Equal([MailKind.DraftDeletion, MailKind.DraftReminder], await KindsAsync(portal, id));
    }

    [Fact]
    public async Task Never_take_a_filed_application_for_an_idle_draft()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.FiledAsync();

        portal.Clock.MoveDays(400);
        await IdleAsync(portal);

        Assert.Equal([MailKind.Submitted], await KindsAsync(portal, id));
    }

    static async Task<ApplicationId> AskedAsync(MailPortal portal, DateOnly due)
    {
        var id = await portal.InReviewAsync();
        await portal.SeenAsync(
            "lead",
            id,
            (service, seen) => service.RequestOpinionsAsync(id, seen, [Ministry.Mhlw], "ご意見を", due, Cancel)
        );
        return id;
    }

    static Task CorrectAsync(MailPortal portal, ApplicationId id, DateOnly due) =>
        portal.SeenAsync(
            "lead",
            id,
            (service, seen) => service.RequestCorrectionAsync(id, seen, [new("service.summary", "具体的に")], due, Cancel)
        );

    static Task RemindApplicantsAsync(MailPortal portal) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() => ActivatorUtilities.CreateInstance<ApplicantReminders>(portal.Services).RunAsync(Cancel), Cancel)
                )
        );

    // By what the representative gets: everybody who writes gets the same.
    static async Task<(int Soon, int Over, int Inquiry)> RemindedAsync(MailPortal portal, ApplicationId id)
    {
        await using var db = await portal.Services.NewDbAsync();
        var rep = await db.Users.Where(user => user.Email == "rep@demo.example").Select(user => new UserId(user.Id)).SingleAsync(Cancel);
        var kinds = (await portal.RowsAsync()).Where(mail => mail.Application == id && mail.To == rep).Select(mail => mail.Kind).ToList();
        return (
            kinds.Count(kind => kind == MailKind.CorrectionDueSoon),
            kinds.Count(kind => kind == MailKind.CorrectionOverdue),
            kinds.Count(kind => kind == MailKind.InquiryDueSoon)
        );
    }

    /// <summary>Two instances, at the same time.</summary>
    static Task RunTwiceAsync(MailPortal portal) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<OpinionReminders>(portal.Services).RunAsync(Cancel), Cancel))
        );

    static Task IdleAsync(MailPortal portal) =>
        Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<IdleDrafts>(portal.Services).RunAsync(Cancel), Cancel))
        );

    static async Task<(int Before, int After)> CountAsync(MailPortal portal, ApplicationId id)
    {
        var kinds = await KindsAsync(portal, id);
        return (kinds.Count(kind => kind == MailKind.OpinionDueSoon), kinds.Count(kind => kind == MailKind.OpinionOverdue));
    }

    static async Task<List<MailKind>> KindsAsync(MailPortal portal, ApplicationId id) =>
        [.. (await portal.RowsAsync()).Where(mail => mail.Application == id).Select(mail => mail.Kind)];
}
