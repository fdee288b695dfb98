using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Letters;
using ReviewPortal.Features.Mails;

namespace ReviewPortal.Mail;

/// <summary>What happens is told by mail, whatever the mail server does meanwhile.</summary>
public class TheOutbox
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sends_the_receipt_to_whoever_filed()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.FiledAsync();

        Assert.Equal(1, await portal.SendAsync());

        var mail = Assert.Single(portal.Server.Messages);
        var row = Assert.Single(await portal.RowsAsync());
        Assert.Equal("rep@demo.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal($"{row.Id:N}@example.go.jp", mail.MessageId);
        Assert.Contains("R8-", mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"https://portal.example.go.jp{Links.Application(id)}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains($"https://portal.example.go.jp{Links.Application(id)}", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(MailState.Sent, row.State);
        Assert.Equal(0, await portal.SendAsync());
    }

    [Fact]
    public async Task Is_saved_with_the_state_or_not_at_all()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.DraftAsync();

        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<ApplyingService>(
                "rep",
                async service =>
                {
                    await service.EditAsync(id, "service.name", draft => draft.Set("service.name", ""), ct: Cancel);
                    await service.SubmitAsync(id, Cancel);
                }
            )
        );

        Assert.Empty(await portal.RowsAsync());
    }

    [Fact]
    public async Task Holds_one_mail_when_a_draft_is_submitted_fifty_times_at_once()
    {
        await using var portal = await MailPortal.OpenAsync();
        var id = await portal.DraftAsync();

        await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    Task.Run(
                        async () =>
                            await Record.ExceptionAsync(() =>
                                portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id, Cancel))
                            ),
                        Cancel
                    )
                )
        );

        Assert.Single(await portal.RowsAsync());
        await portal.SendAsync();
        Assert.Single(portal.Server.Taken);
    }

    [Fact]
    public async Task Sends_each_of_fifty_mails_once_when_two_instances_send()
    {
        await using var portal = await MailPortal.OpenAsync();
        for (var i = 0; i < 50; i++)
        {
            await portal.FiledAsync();
        }

        var second = ActivatorUtilities.CreateInstance<Outbox>(portal.Services);
        var sent = await Task.WhenAll(Task.Run(portal.SendAsync, Cancel), Task.Run(() => second.SendDueAsync(Cancel), Cancel));

        Assert.Equal(50, sent.Sum());
        Assert.Equal(50, portal.Server.Messages.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(50, portal.Server.Taken.Count);
    }

    [Theory]
    [InlineData(SmtpMood.IsClosed)]
    [InlineData(SmtpMood.RefusesForNow)]
    [InlineData(SmtpMood.Drops)]
    [InlineData(SmtpMood.Stalls)]
    public async Task Waits_for_a_server_in_a_bad_mood_while_the_case_goes_on(object mood)
    {
        await using var portal = await MailPortal.OpenAsync(mail => mail.TimeLimitSeconds = 1);
        portal.Server.Mood = (SmtpMood)mood;
        var id = await portal.FiledAsync();

        Assert.Equal(0, await portal.SendAsync());

        var failed = Assert.Single(await portal.RowsAsync());
        Assert.Equal((MailState.Waiting, 1), (failed.State, failed.Tries));
        Assert.False(string.IsNullOrEmpty(failed.Fault));
        Assert.True(failed.DueAt > portal.Clock.GetUtcNow().UtcDateTime);
        Assert.Null(failed.LeasedUntil);
        await portal.Portal.CheckFormAsync(id);

        portal.Server.Mood = SmtpMood.Takes;
        portal.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await portal.SendAsync());
        Assert.Single(portal.Server.Taken);
    }

    [Fact]
    public async Task Sends_all_that_waited_as_soon_as_the_server_is_back()
    {
        await using var portal = await MailPortal.OpenAsync();
        portal.Server.GoDown();
        for (var i = 0; i < 5; i++)
        {
            await portal.FiledAsync();
        }

        for (var round = 0; round < 12; round++)
        {
            await portal.SendAsync();
            portal.Clock.Move(TimeSpan.FromMinutes(10));
        }

        Assert.All(await portal.RowsAsync(), mail => Assert.Equal(MailState.Waiting, mail.State));
        portal.Server.ComeBack();
        portal.Clock.Move(TimeSpan.FromHours(4));

        Assert.Equal(5, await portal.SendAsync());
        Assert.Equal(5, portal.Server.Messages.Select(mail => mail.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task Gives_up_visibly_on_a_mail_that_is_refused_for_good_and_tries_again_when_asked()
    {
        await using var portal = await MailPortal.OpenAsync();
        portal.Server.Mood = SmtpMood.RefusesForGood;
        await portal.FiledAsync();
        for (var round = 0; round < 5; round++)
        {
            await portal.SendAsync();
            portal.Clock.Move(TimeSpan.FromHours(5));
        }

        var given = Assert.Single(await portal.RowsAsync());
        Assert.Equal((MailState.GaveUp, 3), (given.State, given.Tries));
        var row = Assert.Single(
            (await portal.Services.AsAsync<OutboxDesk, Page<OutboxRow>>("admin", d => d.ListAsync(MailState.GaveUp, 1, 50, Cancel))).Items
        );
        Assert.Equal("rep@demo.example", row.Address);
        Assert.Contains("550", row.Fault, StringComparison.Ordinal);

        portal.Server.Mood = SmtpMood.Takes;
        await portal.Services.AsAsync<OutboxDesk>("admin", desk => desk.RetryAsync(given.Id, Cancel));
        Assert.Equal(1, await portal.SendAsync());
        await Assert.ThrowsAsync<NotFound>(() => portal.Services.AsAsync<OutboxDesk>("admin", desk => desk.RetryAsync(given.Id, Cancel)));
    }

    [Fact]
    public async Task Can_be_recognised_when_the_server_took_it_and_died_before_it_said_so()
    {
        await using var portal = await MailPortal.OpenAsync();
        portal.Server.Mood = SmtpMood.TakesAndDies;
        await portal.FiledAsync();
        await portal.SendAsync();
        portal.Server.Mood = SmtpMood.Takes;
        portal.Clock.Move(TimeSpan.FromMinutes(1));
        await portal.SendAsync();

        // SMTP cannot say whether a mail whose answer was lost has arrived; sent again, it is the same by its Message-ID.
        Assert.Equal(2, portal.Server.Taken.Count);
        Assert.Single(portal.Server.Messages.Select(mail => mail.MessageId).Distinct());
    }

    [Fact]
    public async Task Takes_over_from_an_instance_that_died_once_its_lease_is_over()
    {
        await using var portal = await MailPortal.OpenAsync();
        await portal.FiledAsync();
        await using (var db = await portal.Services.NewDbAsync())
        {
            var dead = await db.Outbox.SingleAsync(Cancel);
            (dead.Lease, dead.LeasedUntil) = (Guid.NewGuid(), portal.Clock.GetUtcNow().UtcDateTime.AddMinutes(5));
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, await portal.SendAsync());
        portal.Clock.Move(TimeSpan.FromMinutes(6));
        Assert.Equal(1, await portal.SendAsync());
    }

    [Fact]
    public void Waits_longer_after_each_failure_up_to_four_hours()
    {
        foreach (var (tries, seconds) in new[] { (1, 30), (2, 60), (5, 480), (20, 14_400), (1000, 14_400) })
        {
            Assert.InRange(Outbox.Delay(tries).TotalSeconds, seconds * 0.8, seconds * 1.2);
        }

        Assert.True(Enumerable.Range(0, 50).Select(_ => Outbox.Delay(3)).Distinct().Count() > 1);
    }

    [Fact]
    public async Task Is_for_administrators_alone()
    {
        await using var portal = await MailPortal.OpenAsync();

        foreach (var person in new[] { "rep", "lead", "auditor", "rights" })
        {
            var refusal = await Assert.ThrowsAsync<RuleBroken>(() =>
                portal.Services.AsAsync<OutboxDesk, object>(person, async desk => await desk.ListAsync(null, 1, 50, Cancel))
            );
            Assert.Equal("not-allowed", refusal.Code);
        }
    }

    [Fact]
    public async Task Sends_the_receipt_as_a_file_too()
    {
        await using var portal = await MailPortal.OpenAsync(also: services => services.AddSingleton(ReceiptMail.Source));
        var id = await portal.FiledAsync();

        Assert.Equal(1, await portal.SendAsync());

        var file = Assert.Single(portal.Server.Messages[0].Attachments.OfType<MimeKit.MimePart>());
        Assert.EndsWith(".pdf", file.FileName, StringComparison.Ordinal);
        using MemoryStream content = new();
        await file.Content!.DecodeToAsync(content, Cancel);
        // It is the one that stands with the letters, to the last byte.
        await using var db = await portal.Services.NewDbAsync();
        var receipt = await db.IssuedLetters.SingleAsync(letter => letter.Application == id, Cancel);
        Assert.Equal((await db.LetterFiles.SingleAsync(one => one.Letter == receipt.Id, Cancel)).Content, content.ToArray());
    }

    [Fact]
    public async Task Attaches_what_the_owner_of_a_document_makes_when_it_is_sent()
    {
        var fails = true;
        await using var portal = await MailPortal.OpenAsync(also: services =>
            services.AddSingleton(
                new AttachmentSource(
                    MailKind.Submitted,
                    (_, mail, _) =>
                        fails
                            ? throw new InvalidOperationException("no printer")
                            : Task.FromResult<MailAttachment?>(new($"{mail.Data.Number}.pdf", "application/pdf", [1, 2, 3]))
                )
            )
        );
        await portal.FiledAsync();
        Assert.Equal(0, await portal.SendAsync());
        Assert.Contains("no printer", Assert.Single(await portal.RowsAsync()).Fault, StringComparison.Ordinal);

        fails = false;
        portal.Clock.Move(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await portal.SendAsync());
        var file = Assert.Single(portal.Server.Messages[0].Attachments.OfType<MimeKit.MimePart>());
        Assert.EndsWith(".pdf", file.FileName, StringComparison.Ordinal);
    }
}
