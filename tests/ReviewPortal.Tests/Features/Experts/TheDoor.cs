using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Time;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Files;
using ReviewPortal.Features.Messages;
using ReviewPortal.Features.Reviewing;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Experts;

public sealed class TheDoor : IAsyncLifetime
{
    TestPortal portal = null!;
    ApplicationId id;
    Guid invitation;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        portal = await TestPortal.OnAsync(Providers.Sqlite);
        id = await portal.DraftAsync();
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.SubmitAsync(id));
        await portal.CheckFormAsync(id, "lead");
        await portal.Services.AsAsync<OpinionService>("lead", s => s.InviteExpertAsync(id, "外部 識者", "expert@example.jp", "ご意見を"));
        invitation = await ReadAsync(expert => expert.Id);
    }

    public ValueTask DisposeAsync() => portal.DisposeAsync();

    [Fact]
    public async Task Lets_one_browser_in_once()
    {
        var secret = await LinkAsync();
        var browser = await EnterAsync(secret!);
        Assert.NotNull(browser);

        Assert.Null(await EnterAsync(secret!));
        Assert.Null(await EnterAsync(browser));
        Assert.Null(await FindAsync(secret));
        var shown = await FindAsync(browser);
        Assert.Equal("外部 識者", shown!.Name);
        // Neither secret is kept: what is kept opens nothing.
        var (link, kept) = await ReadAsync(expert => (expert.LinkHash, expert.BrowserHash));
        Assert.Null(link);
        Assert.NotEqual(browser, kept);
        Assert.Null(await FindAsync(kept));
    }

    [Fact]
    public async Task Is_told_of_by_one_mail_that_goes_to_the_expert_alone()
    {
        await using var db = await portal.Services.NewDbAsync();
        var mail = await db.Outbox.AsNoTracking().SingleAsync(one => one.Kind == MailKind.ExpertInvited, Cancel);

        Assert.Equal(("expert@example.jp", invitation, id), (mail.Address, mail.About, mail.Application));
        Assert.Null(mail.To);
    }

    [Fact]
    public async Task Opens_by_the_last_link_only()
    {
        var first = await LinkAsync();
        var second = await LinkAsync();
        Assert.Null(await EnterAsync(first!));
        Assert.NotNull(await EnterAsync(second!));
        Assert.Null(await LinkAsync());
    }

    [Fact]
    public async Task Takes_one_opinion_and_closes()
    {
        var browser = await EnterAsync((await LinkAsync())!);
        await Assert.ThrowsAsync<RuleBroken>(() => AnswerAsync(browser, " "));
        await AnswerAsync(browser, "医学的に妥当");
        await Assert.ThrowsAsync<NotFound>(() => AnswerAsync(browser, "もう一つ"));
        Assert.Null(await FindAsync(browser));
        Assert.Equal("医学的に妥当", await ReadAsync(expert => expert.Opinion));
    }

    [Fact]
    public async Task Shows_the_plan_without_what_is_kept_to_those_who_lead()
    {
        var browser = await EnterAsync((await LinkAsync())!);
        Assert.Contains("targetUsers", (await FindAsync(browser))!.Plan, StringComparison.Ordinal);
        Assert.Equal(["contacts"], (await FindAsync(browser))!.Hidden);
        await portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(id, "service.targetUsers", keep: true));
        Assert.DoesNotContain("targetUsers", (await FindAsync(browser))!.Plan, StringComparison.Ordinal);
        Assert.DoesNotContain("contacts", (await FindAsync(browser))!.Plan, StringComparison.Ordinal);
        Assert.Equal(["service.targetUsers", "contacts"], (await FindAsync(browser))!.Hidden);
    }

    [Fact]
    public async Task Shows_nothing_of_what_the_two_sides_write_to_each_other_and_no_file_of_it()
    {
        var sent = await portal.Services.AsAsync<UploadService, TakenFile>(
            "rep",
            s => s.ReceiveAsync(new TalkUpload(id, TalkPlace.Message, "やり取りの図.pdf"), new MemoryStream(AFile.Pdf()), null, Cancel)
        );
        await portal.Services.AsAsync<MessageService>("rep", s => s.SendAsync(id, "やり取りの本文", [sent.Id], Cancel));
        var browser = await EnterAsync((await LinkAsync())!);

        var shown = System.Text.Json.JsonSerializer.Serialize(await FindAsync(browser), JsonValue.Options);

        Assert.Contains("targetUsers", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("やり取りの", shown, StringComparison.Ordinal);
        // The address of a file asks for an account, and the expert has none.
        await using var scope = portal.Services.CreateAsyncScope();
        var answer = await scope
            .ServiceProvider.GetRequiredService<Reading>()
            .SendAsync(id, sent.Id, isPreview: false, wasWarned: true, Cancel);
        Assert.IsType<Microsoft.AspNetCore.Http.HttpResults.ForbidHttpResult>(answer);
    }

    [Fact]
    public async Task Is_shut_when_the_case_ends_or_the_invitation_is_taken_back()
    {
        var secret = await LinkAsync();
        await portal.Services.AsAsync<OpinionService>("lead", s => s.WithdrawExpertAsync(id, invitation, "不要"));
        Assert.Null(await EnterAsync(secret!));
        Assert.Null(await LinkAsync());

        await portal.Services.AsAsync<OpinionService>("lead", s => s.InviteExpertAsync(id, "二人目", "second@example.jp", "ご意見を"));
        invitation = await ReadAsync(expert => expert.Id, last: true);
        var browser = await EnterAsync((await LinkAsync())!);
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.WithdrawAsync(id, "計画の変更"));
        Assert.Null(await FindAsync(browser));
        await Assert.ThrowsAsync<NotFound>(() => AnswerAsync(browser, "遅れて"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("' OR 1=1 --")]
    public async Task Tells_nothing_of_a_secret_that_never_was_one(string secret)
    {
        Assert.Null(await EnterAsync(secret));
        Assert.Null(await FindAsync(secret));
    }

    [Fact]
    public async Task Tells_open_pages_of_the_officials_and_those_alone()
    {
        var signals = portal.Services.GetRequiredService<CaseSignals>();
        var (office, applicant) = (0, 0);
        using var here = signals.Listen(id, Holder.Government, () => Counted(ref office));
        using var there = signals.Listen(id, Holder.Applicant, () => Counted(ref applicant));

        var browser = await EnterAsync((await LinkAsync())!);
        Assert.Equal((1, 0), (office, applicant));
        await AnswerAsync(browser, "医学的に妥当");
        Assert.Equal((2, 0), (office, applicant));

        static Task Counted(ref int count)
        {
            count++;
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task Refuses_nothing_that_an_official_does_with_the_page_of_before_while_it_is_only_opened()
    {
        var seen = await portal.VersionAsync(id);
        var browser = await EnterAsync((await LinkAsync())!);
        Assert.NotEqual(seen, await portal.VersionAsync(id));

        await portal.Services.AsAsync<ReviewService>("reviewer-mic", s => s.TakeAsync(id, seen, Cancel));

        seen = await portal.VersionAsync(id);
        await AnswerAsync(browser, "医学的に妥当");
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(20);
        await Assert.ThrowsAsync<Stale>(() =>
            portal.Services.AsAsync<ReviewService>("lead", s => s.InquireAsync(id, seen, "期間は", due, ct: Cancel))
        );
    }

    // As the mail does when it goes out.
    async Task<string?> LinkAsync()
    {
        await using var db = await portal.Services.NewDbAsync();
        var mail = await db.Outbox.AsNoTracking().SingleAsync(one => one.About == invitation, Cancel);
        return await portal.Services.GetRequiredService<Secrets>().ForAsync(mail, Cancel);
    }

    Task<string?> EnterAsync(string secret) => WithAsync(door => door.EnterAsync(secret, Cancel));

    Task<ExpertCase?> FindAsync(string? browser) => WithAsync(door => door.FindAsync(browser, Cancel));

    Task AnswerAsync(string? browser, string text) =>
        WithAsync(async door =>
        {
            await door.AnswerAsync(browser, text, Cancel);
            return true;
        });

    // Nobody is signed in: the door asks for no account, and the person named here has nothing to do with it.
    Task<T> WithAsync<T>(Func<ExpertDoor, Task<T>> use) => portal.Services.AsAsync<ExpertDoor, T>("rep2", use);

    async Task<T> ReadAsync<T>(Func<ExpertInvitation, T> read, bool last = false)
    {
        await using var db = await portal.Services.NewDbAsync();
        var application = await db.Applications.AsNoTracking().Include(a => a.Experts).SingleAsync(a => a.Id == id, Cancel);
        var experts = application.Experts.OrderBy(expert => expert.InvitedAt);
        return read(last ? experts.Last() : experts.First());
    }
}
