using System.Text.Json;
using Microsoft.AspNetCore.Http;
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
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Messages;

/// <summary>Files that go with messages, inquiries and answers: whose they are, who has them, and when they go.</summary>
public class FilesOfMessages
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    [Fact]
    public async Task Are_their_senders_alone_until_they_are_sent_and_then_everybodys_who_reads_the_message()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        var taken = await TakeAsync(portal, "rep", id, "構成図.pdf");

        Assert.Equal(["構成図.pdf"], (await ListAsync(portal, "rep", id)).TakenFor(TalkPlace.Message).Select(file => file.Name));
        Assert.Empty((await ListAsync(portal, "lead", id)).Files);
        Assert.Equal(StatusCodes.Status404NotFound, await HadAsync(portal, "lead", id, taken));

        await SendAsync(portal, "rep", id, taken);

        var message = (await portal.Services.AsAsync<MessageQueries, Talk>("rep", q => q.MessagesAsync(id))).Lines.Single();
        foreach (var reader in new[] { "rep", "reviewer-mic", "lead", "auditor" })
        {
            Assert.Equal(["構成図.pdf"], (await ListAsync(portal, reader, id)).SentWith(TalkPlace.Message, message.Id).Select(f => f.Name));
            Assert.Equal(StatusCodes.Status200OK, await HadAsync(portal, reader, id, taken));
        }

        // It is no document of the plan, and officials' looking at it is recorded like at one.
        var documents = await portal.Services.AsAsync<ApplicationFiles, FilesOfApplication>("lead", f => f.FindAsync(id));
        Assert.DoesNotContain(documents.Files, file => file.Id == taken);
        var reads = await portal.Services.AsAsync<ApplicationFiles, IReadOnlyList<ReadOfFile>>("lead", f => f.ReadsAsync(id));
        Assert.Equal(3, reads.Count(read => read is { Name: "構成図.pdf", WasWarned: true }));
    }

    [Fact]
    public async Task Are_neither_sent_nor_had_by_whom_the_message_is_not_for()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        var taken = await TakeAsync(portal, "rep", id);
        await SendAsync(portal, "rep", id, taken);

        // Another organisation, survey staff and who runs the program: it is not there for them.
        foreach (var stranger in new[] { "rep2", "survey", "admin" })
        {
            await Assert.ThrowsAsync<NotFound>(() => ListAsync(portal, stranger, id));
            await Assert.ThrowsAsync<NotFound>(() => TakeAsync(portal, stranger, id));
            Assert.Equal(StatusCodes.Status404NotFound, await HadAsync(portal, stranger, id, taken));
        }

        // Who may read but not write, because of the role or because the case is another's.
        Assert.Equal("not-allowed", await RefusedAsync(() => TakeAsync(portal, "auditor", id)));
        Assert.Equal("not-assigned", await RefusedAsync(() => TakeAsync(portal, "reviewer-meti", id)));
        Assert.Equal("not-allowed", await RefusedAsync(() => TakeAsync(portal, "rep", id, place: TalkPlace.Inquiry)));
        Assert.Equal("not-now", await RefusedAsync(async () => await TakeAsync(portal, "rep", await portal.DraftAsync())));

        // Whoever audits reads who tried it, strangers too.
        await using (var db = await portal.Services.NewDbAsync())
        {
            var kept = await db.Refusals.Where(r => r.Application == id.Value).Select(r => new { r.Action, r.Code }).ToListAsync(Cancel);
            Assert.Contains(new { Action = (string?)"SendMessage", Code = "not-assigned" }, kept);
            Assert.Contains(new { Action = (string?)"Inquire", Code = "not-allowed" }, kept);
            Assert.True(kept.Count(refusal => refusal.Code == "not-found") >= 3);
        }

        // Somebody else's file, and one for something else, goes with no message.
        var theirs = await TakeAsync(portal, "lead", id, "別.pdf", AFile.Pdf("/Lang (b)"));
        Assert.Equal("file-gone", await RefusedAsync(() => SendAsync(portal, "rep", id, theirs)));
        Assert.Equal("file-gone", await RefusedAsync(() => SendAsync(portal, "rep", id, taken)));
        Assert.Equal("file-gone", await RefusedAsync(() => DiscardAsync(portal, "rep", id, theirs)));
        Assert.Equal("file-gone", await RefusedAsync(() => DiscardAsync(portal, "rep", id, taken)));
        Assert.Equal("file-double", await RefusedAsync(() => TakeAsync(portal, "lead", id, "同じ.pdf", AFile.Pdf("/Lang (b)"))));
    }

    [Fact]
    public async Task Go_with_an_inquiry_and_with_its_answer()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        var asked = await TakeAsync(portal, "reviewer-mic", id, "様式.pdf", place: TalkPlace.Inquiry);
        await portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            async s => await s.InquireAsync(id, await portal.VersionAsync(id), "様式に書いてください", Due, [asked])
        );
        var inquiry = (await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id)))
            .OpenInquiries.Single()
            .Id;
        Assert.Equal(["様式.pdf"], (await ListAsync(portal, "rep", id)).SentWith(TalkPlace.Inquiry, inquiry).Select(file => file.Name));
        Assert.Equal(StatusCodes.Status200OK, await HadAsync(portal, "rep", id, asked));

        var written = AFile.Pdf("/Lang (written)");
        var answer = await TakeAsync(portal, "rep", id, "記入済.pdf", written, TalkPlace.Answer, inquiry);
        await portal.Services.AsAsync<ApplyingService>("rep", s => s.AnswerInquiryAsync(id, inquiry, "記入しました", [answer]));

        Assert.Equal(["記入済.pdf"], (await ListAsync(portal, "lead", id)).SentWith(TalkPlace.Answer, inquiry).Select(file => file.Name));
        Assert.Equal(
            "inquiry-not-open",
            await RefusedAsync(() => TakeAsync(portal, "rep", id, "遅い.pdf", place: TalkPlace.Answer, about: inquiry))
        );

        // Not even by the name of the sender: the applicant is told which office, never which official.
        var told = JsonSerializer.Serialize(await ListAsync(portal, "rep", id), JsonValue.Options);
        Assert.DoesNotContain("総子", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_which_something_was_found_are_not_sent_and_had_by_nobody()
    {
        await using FakeClamd clamd = new() { Answer = _ => "stream: Eicar-Test-Signature FOUND" };
        await using var portal = await PortalAsync(clamd.Address);
        var id = await Talking.InReviewAsync(portal);
        var early = await TakeAsync(portal, "rep", id, "先.pdf");
        await SendAsync(portal, "rep", id, early);
        var late = await TakeAsync(portal, "rep", id, "後.pdf", AFile.Pdf("/Lang (late)"));
        Assert.True((await ListAsync(portal, "rep", id)).Waits);

        // While it is being scanned nobody has it, and after the finding nobody ever.
        Assert.Equal(StatusCodes.Status409Conflict, await HadAsync(portal, "lead", id, early));
        await portal.Services.GetRequiredService<ScanWorker>().ScanDueAsync(Cancel);

        Assert.Equal("talk-found", await RefusedAsync(() => SendAsync(portal, "rep", id, late)));
        foreach (var reader in new[] { "rep", "lead" })
        {
            Assert.Equal(StatusCodes.Status409Conflict, await HadAsync(portal, reader, id, early));
        }

        var shown = (await ListAsync(portal, "lead", id)).Files.Single().File;
        Assert.Equal((ScanState.Found, "Eicar-Test-Signature"), (shown.Scan, shown.Found));
    }

    [Fact]
    public async Task That_are_never_sent_go_after_two_days_and_those_that_were_sent_stay()
    {
        TheClock clock = new() { Now = DateTimeOffset.UtcNow };
        await using var portal = await PortalAsync(clock: clock);
        var id = await Talking.InReviewAsync(portal);
        var sent = await TakeAsync(portal, "rep", id, "送る.pdf");
        await SendAsync(portal, "rep", id, sent);
        var left = await TakeAsync(portal, "rep", id, "送らない.pdf", AFile.Pdf("/Lang (left)"));
        var digests = (await ListAsync(portal, "rep", id)).Files.ToDictionary(file => file.File.Id, file => file.File.Digest);
        var worker = portal.Services.GetRequiredService<ScanWorker>();

        clock.Now += TimeSpan.FromHours(47);
        await worker.SweepAsync(Cancel);
        Assert.Contains((await ListAsync(portal, "rep", id)).Files, file => file.File.Id == left);
        clock.Now += TimeSpan.FromHours(2);
        await worker.SweepAsync(Cancel);

        Assert.Equal([sent], (await ListAsync(portal, "rep", id)).Files.Select(file => file.File.Id));
        await using var db = await portal.Services.NewDbAsync();
        Assert.True(await db.Contents.AnyAsync(content => content.Digest == digests[sent], Cancel));
        Assert.False(await db.Contents.AnyAsync(content => content.Digest == digests[left], Cancel));
        Assert.Equal("file-gone", await RefusedAsync(() => SendAsync(portal, "rep", id, left)));
    }

    [Fact]
    public async Task Stay_behind_when_an_application_is_copied()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        await SendAsync(portal, "rep", id, await TakeAsync(portal, "rep", id));

        var copy = await portal.Services.AsAsync<ApplyingService, ApplicationId>("rep", s => s.CopyAsync(id));

        Assert.Empty((await ListAsync(portal, "rep", copy)).Files);
        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal([id], await db.TalkFiles.Select(file => file.Application).ToListAsync(Cancel));
    }

    [Fact]
    public async Task Keep_their_content_when_a_document_with_the_same_is_removed_with_an_idle_draft()
    {
        TheClock clock = new() { Now = DateTimeOffset.UtcNow };
        await using var portal = await PortalAsync(clock: clock);
        var id = await Talking.InReviewAsync(portal);
        var (shared, alone) = (AFile.Pdf("/Lang (shared)"), AFile.Pdf("/Lang (alone)"));
        await SendAsync(portal, "rep", id, await TakeAsync(portal, "rep", id, "共通.pdf", shared));
        var draft = await portal.DraftAsync(documents: false);
        var (kept, gone) = (await AttachAsync(portal, draft, shared), await AttachAsync(portal, draft, alone));

        clock.Now += TimeSpan.FromDays(200);
        await portal.Services.GetRequiredService<IdleDrafts>().RunAsync(Cancel);
        clock.Now += TimeSpan.FromDays(15);
        await portal.Services.GetRequiredService<IdleDrafts>().RunAsync(Cancel);
        await portal.Services.GetRequiredService<ScanWorker>().SweepAsync(Cancel);

        await using var db = await portal.Services.NewDbAsync();
        Assert.False(await db.Applications.AnyAsync(a => a.Id == draft, Cancel));
        Assert.True(await db.Contents.AnyAsync(content => content.Digest == kept, Cancel));
        Assert.False(await db.Contents.AnyAsync(content => content.Digest == gone, Cancel));
    }

    [Fact]
    public async Task Are_redacted_wherever_the_same_content_stands()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        var taken = await TakeAsync(portal, "rep", id, "誤送.pdf");
        await SendAsync(portal, "rep", id, taken);
        var digest = (await ListAsync(portal, "rep", id)).Files.Single().File.Digest;

        Assert.Equal("not-allowed", await RefusedAsync(() => RedactAsync("reviewer-mic")));
        await RedactAsync("lead");

        var shown = (await ListAsync(portal, "rep", id)).Files.Single().File;
        Assert.Equal((true, "", "健診結果が含まれる"), (shown.IsRedacted, shown.Name, shown.RedactedBecause));
        Assert.Equal(StatusCodes.Status404NotFound, await HadAsync(portal, "lead", id, taken));
        await using var db = await portal.Services.NewDbAsync();
        Assert.False(await db.Contents.AnyAsync(content => content.Digest == digest, Cancel));
        var told = (await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", q => q.FindAsync(id))).Timeline[^1];
        Assert.Equal((null, new TalkFileRedacted(taken, "健診結果が含まれる")), (told.By, told.What));

        Task RedactAsync(string person) =>
            portal.Services.AsAsync<TalkFiles>(person, s => s.RedactAsync(id, null, taken, "健診結果が含まれる", Cancel));
    }

    [Fact]
    public async Task Are_sent_once_by_two_windows_that_send_at_once()
    {
        await using var portal = await PortalAsync();
        var id = await Talking.InReviewAsync(portal);
        var taken = await TakeAsync(portal, "rep", id);

        var sent = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            try
                            {
                                await SendAsync(portal, "rep", id, taken);
                                return "";
                            }
                            catch (RuleBroken refusal)
                            {
                                return refusal.Code;
                            }
                        },
                        Cancel
                    )
                )
        );

        Assert.Equal(["", "file-gone"], sent.Order(StringComparer.Ordinal));
        Assert.Single((await portal.Services.AsAsync<MessageQueries, Talk>("lead", q => q.MessagesAsync(id))).Lines);
    }

    static async Task<TestPortal> PortalAsync(string clamd = "", TimeProvider? clock = null) =>
        await TestPortal.OnAsync(
            Providers.Sqlite,
            services =>
            {
                services.PostConfigure<FileSettings>(files => (files.Clamd, files.ScanSeconds, files.AllowUnscanned) = (clamd, 5, true));
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }
            }
        );

    static async Task<Guid> TakeAsync(
        TestPortal portal,
        string person,
        ApplicationId id,
        string name = "資料.pdf",
        byte[]? content = null,
        TalkPlace place = TalkPlace.Message,
        Guid? about = null
    ) =>
        (
            await portal.Services.AsAsync<UploadService, TakenFile>(
                person,
                s => s.ReceiveAsync(new TalkUpload(id, place, name, about), new MemoryStream(content ?? AFile.Pdf()), null, Cancel)
            )
        ).Id;

    static async Task<string> AttachAsync(TestPortal portal, ApplicationId id, byte[] content) =>
        (
            await portal.Services.AsAsync<UploadService, TakenFile>(
                "rep",
                s =>
                    s.ReceiveAsync(
                        new DocumentUpload(id, DocumentKind.Other, $"{Guid.NewGuid()}.pdf"),
                        new MemoryStream(content),
                        null,
                        Cancel
                    )
            )
        ).Digest;

    static Task SendAsync(TestPortal portal, string person, ApplicationId id, params Guid[] files) =>
        portal.Services.AsAsync<MessageService>(person, s => s.SendAsync(id, "添付のとおりです", files, Cancel));

    static Task DiscardAsync(TestPortal portal, string person, ApplicationId id, Guid file) =>
        portal.Services.AsAsync<TalkFiles>(person, s => s.DiscardAsync(id, file, Cancel));

    static Task<TalkFileList> ListAsync(TestPortal portal, string person, ApplicationId id) =>
        portal.Services.AsAsync<TalkFiles, TalkFileList>(person, files => files.FindAsync(id, Cancel));

    // As the address answers, where the warning was shown.
    static async Task<int> HadAsync(TestPortal portal, string person, ApplicationId id, Guid file)
    {
        portal.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext();
        var answer = await portal.Services.AsAsync<Reading, IResult>(
            person,
            reading => reading.SendAsync(id, file, isPreview: false, wasWarned: true, Cancel)
        );
        portal.Services.GetRequiredService<IHttpContextAccessor>().HttpContext = null;
        return answer is IStatusCodeHttpResult { StatusCode: { } status } ? status : StatusCodes.Status200OK;
    }

    static async Task<string> RefusedAsync(Func<Task> use) => (await Assert.ThrowsAsync<RuleBroken>(use)).Code;
}
