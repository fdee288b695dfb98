using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Features.Applying;

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
