using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Features.Applying;
using ReviewPortal.Features.Reviewing;

namespace ReviewPortal.Features.Files;

/// <summary>Contents in the database and what the scanner says of them; real services, a real socket.</summary>
public class KeepingFiles
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Without the documents of the demonstration: here it is counted what is there.
    static async Task<TestPortal> PortalAsync(string clamd = "", TimeProvider? clock = null)
    {
        var portal = await TestPortal.OnAsync(
            Providers.Sqlite,
            services =>
            {
                services.PostConfigure<FileSettings>(files => (files.Clamd, files.ScanSeconds) = (clamd, 5));
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }
            }
        );
        await using var db = await portal.Services.NewDbAsync();
        await db.Attachments.ExecuteDeleteAsync(Cancel);
        await db.Contents.ExecuteDeleteAsync(Cancel);
        return portal;
    }

    static Task<TakenFile> SendAsync(
        TestPortal portal,
        ApplicationId id,
        byte[] file,
        string name = "登録証.pdf",
        DocumentKind kind = DocumentKind.Certificate
    ) =>
        portal.Services.AsAsync<UploadService, TakenFile>(
            "rep",
            service => service.ReceiveAsync(new DocumentUpload(id, kind, name), new MemoryStream(file), file.Length, Cancel)
        );

    static async Task<Content> ContentAsync(TestPortal portal, string digest)
    {
        await using var db = await portal.Services.NewDbAsync();
        return await db.Contents.AsNoTracking().SingleAsync(content => content.Digest == digest, Cancel);
    }

    static string Uploads(TestPortal portal) => Path.Combine(Path.GetDirectoryName(DatabaseFile(portal))!, "uploads");

    static string DatabaseFile(TestPortal portal)
    {
        using var db = portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContext();
        return new System.Data.Common.DbConnectionStringBuilder { ConnectionString = db.Database.GetConnectionString() }["Data Source"]
            .ToString()!;
    }

    [Fact]
    public async Task Stores_a_content_once_and_gives_it_back_as_it_was()
    {
        await using var portal = await PortalAsync();
        var (one, two) = (await portal.DraftAsync(documents: false), await portal.DraftAsync(documents: false));
        // Larger than some pieces, and not a whole number of them.
        var file = AFile.Pdf(after: $"9 0 obj\n({new string('x', 700_000)})\nendobj");

        var first = await SendAsync(portal, one, file);
        var second = await SendAsync(portal, two, file, "写し.pdf");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), first.Digest);
        Assert.Equal(first.Digest, second.Digest);
        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal(1, await db.Contents.CountAsync(Cancel));
        Assert.Equal((file.Length + ContentChunk.Size - 1) / ContentChunk.Size, await db.ContentChunks.CountAsync(Cancel));
        using MemoryStream back = new();
        await portal.Services.GetRequiredService<IDbContextFactory<PortalDb>>().CopyAsync(first.Digest, back, Cancel);
        Assert.Equal(file, back.ToArray());
        Assert.Empty(Directory.EnumerateFiles(Uploads(portal)));
    }

    [Fact]
    public async Task Leaves_nothing_behind_of_what_is_refused_or_interrupted()
    {
        await using var portal = await PortalAsync();
        var id = await portal.DraftAsync(documents: false);

        Assert.Equal("file-type", (await Assert.ThrowsAsync<RuleBroken>(() => SendAsync(portal, id, AFile.Exe, "請求書.pdf"))).Code);
        await Assert.ThrowsAsync<IOException>(() =>
            portal.Services.AsAsync<UploadService>(
                "rep",
                service =>
                    service.ReceiveAsync(new DocumentUpload(id, DocumentKind.Other, "a.pdf"), new Interrupted(AFile.Pdf()), null, Cancel)
            )
        );

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal((0, 0), (await db.Contents.CountAsync(Cancel), await db.Attachments.CountAsync(Cancel)));
        Assert.Empty(Directory.EnumerateFiles(Uploads(portal)));
    }

    [Fact]
    public async Task Clears_what_a_program_that_was_killed_has_left()
    {
        var folder = Directory.CreateTempSubdirectory("portal-").FullName;
        var left = Path.Combine(folder, "uploads", "left");
        _ = new UploadFolder(folder);
        await System.IO.File.WriteAllTextAsync(left, "half a file", Cancel);

        _ = new UploadFolder(folder);

        Assert.False(System.IO.File.Exists(left));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Removes_contents_to_which_nobody_points_but_not_those_that_have_just_come()
    {
        TheClock clock = new() { Now = DateTimeOffset.UtcNow };
        await using var portal = await PortalAsync(clock: clock);
        var id = await portal.DraftAsync(documents: false);
        var kept = await SendAsync(portal, id, AFile.Pdf());
        var gone = await SendAsync(portal, id, AFile.Png, "図.png", DocumentKind.Screens);
        await portal.Services.AsAsync<ApplyingService>("rep", service => service.RemoveFileAsync(id, gone.Id, Cancel));
        var worker = portal.Services.GetRequiredService<ScanWorker>();

        await worker.SweepAsync(Cancel);
        await ContentAsync(portal, gone.Digest);
        clock.Now += TimeSpan.FromHours(2);
        await worker.SweepAsync(Cancel);

        await using var db = await portal.Services.NewDbAsync();
        Assert.Equal([kept.Digest], await db.Contents.Select(content => content.Digest).ToListAsync(Cancel));
        Assert.Equal([kept.Digest], await db.ContentChunks.Select(chunk => chunk.Digest).Distinct().ToListAsync(Cancel));
    }

    [Fact]
    public async Task Takes_many_files_for_one_application_at_once()
    {
        await using var portal = await PortalAsync();
        var id = await portal.DraftAsync(documents: false);

        await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => Task.Run(() => SendAsync(portal, id, AFile.Pdf($"/Number {i}"), $"{i}.pdf")))
        );

        var files = await portal.Services.AsAsync<ApplicationFiles, FilesOfApplication>("rep", queries => queries.FindAsync(id, Cancel));
        Assert.Equal(20, files.Files.DistinctBy(file => file.Digest).Count());
    }

    [Fact]
    public async Task Has_every_content_scanned_and_says_what_was_found()
    {
        await using FakeClamd clamd = new();
        await using var portal = await PortalAsync(clamd.Address);
        var id = await portal.DraftAsync(documents: false);
        var clean = await SendAsync(portal, id, AFile.Pdf());
        var bad = await SendAsync(portal, id, AFile.Png, "図.png", DocumentKind.Screens);
        Assert.Equal(ScanState.Waiting, (await ContentAsync(portal, clean.Digest)).Scan);
        clamd.Answer = content => content.SequenceEqual(AFile.Png) ? "stream: Eicar-Test-Signature FOUND" : "stream: OK";

        await portal.Services.GetRequiredService<ScanWorker>().ScanDueAsync(Cancel);

        Assert.Equal([clean.Digest, bad.Digest], clamd.Heard);
        Assert.Equal(ScanState.Clean, (await ContentAsync(portal, clean.Digest)).Scan);
        var found = await ContentAsync(portal, bad.Digest);
        Assert.Equal((ScanState.Found, "Eicar-Test-Signature"), (found.Scan, found.Found));
    }

    [Theory]
    [InlineData("INSTREAM size limit exceeded. ERROR")]
    [InlineData("stream: lstat() failed. ERROR")]
    [InlineData("stream:  FOUND")]
    [InlineData("OK")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Takes_no_answer_for_clean_but_the_one_that_says_so_and_asks_again(string? answer)
    {
        TheClock clock = new() { Now = DateTimeOffset.UtcNow };
        await using FakeClamd clamd = new() { Answer = _ => answer };
        await using var portal = await PortalAsync(clamd.Address, clock);
        var file = await SendAsync(portal, await portal.DraftAsync(documents: false), AFile.Pdf());
        var worker = portal.Services.GetRequiredService<ScanWorker>();

        Assert.Equal(1, await worker.ScanDueAsync(Cancel));
        Assert.Equal(ScanState.Waiting, (await ContentAsync(portal, file.Digest)).Scan);
        Assert.Equal(0, await worker.ScanDueAsync(Cancel));
        for (var i = 0; i < 2; i++)
        {
            clock.Now += TimeSpan.FromMinutes(20);
            Assert.Equal(1, await worker.ScanDueAsync(Cancel));
        }

        Assert.Equal(ScanState.Failed, (await ContentAsync(portal, file.Digest)).Scan);
        clamd.Answer = _ => "stream: OK";
        clock.Now += TimeSpan.FromMinutes(20);
        await worker.ScanDueAsync(Cancel);
        Assert.Equal(ScanState.Clean, (await ContentAsync(portal, file.Digest)).Scan);
    }

    [Fact]
    public async Task Is_not_brought_down_by_a_scanner_that_is_away_or_stops_listening()
    {
        TheClock clock = new() { Now = DateTimeOffset.UtcNow };
        await using FakeClamd clamd = new() { Limit = 1000 };
        var file = AFile.Pdf(after: $"9 0 obj\n({new string('x', 900_000)})\nendobj");
        await using var portal = await PortalAsync(clamd.Address, clock);
        var sent = await SendAsync(portal, await portal.DraftAsync(documents: false), file);
        var worker = portal.Services.GetRequiredService<ScanWorker>();

        await worker.ScanDueAsync(Cancel);
        Assert.Equal(
            (ScanState.Waiting, 1),
            ((await ContentAsync(portal, sent.Digest)).Scan, (await ContentAsync(portal, sent.Digest)).ScanTries)
        );
        portal.Services.GetRequiredService<IOptions<FileSettings>>().Value.Clamd = "unix:/nowhere/clamd.ctl";
        clock.Now += TimeSpan.FromMinutes(1);
        await worker.ScanDueAsync(Cancel);

        Assert.Equal(2, (await ContentAsync(portal, sent.Digest)).ScanTries);
    }

    [Fact]
    public async Task Fits_the_states_to_the_settings_when_the_program_starts()
    {
        await using var portal = await PortalAsync();
        var file = await SendAsync(portal, await portal.DraftAsync(documents: false), AFile.Pdf());
        var settings = portal.Services.GetRequiredService<IOptions<FileSettings>>().Value;
        var worker = portal.Services.GetRequiredService<ScanWorker>();
        Assert.Equal(ScanState.Unscanned, (await ContentAsync(portal, file.Digest)).Scan);

        settings.Clamd = "127.0.0.1:1";
        await worker.PrepareAsync(Cancel);
        Assert.Equal(ScanState.Waiting, (await ContentAsync(portal, file.Digest)).Scan);
        settings.Clamd = "";
        await worker.PrepareAsync(Cancel);
        Assert.Equal(ScanState.Unscanned, (await ContentAsync(portal, file.Digest)).Scan);
    }

    [Fact]
    public async Task Loses_a_content_with_its_redaction_and_tells_who_and_why()
    {
        await using var portal = await PortalAsync();
        var id = await portal.DraftAsync();
        var file = await SendAsync(portal, id, AFile.Pdf(), "写し.pdf", DocumentKind.Other);
        await portal.Services.AsAsync<ApplyingService>("rep", service => service.SubmitAsync(id, Cancel));
        var seen = await portal.VersionAsync(id);

        await portal.Services.AsAsync<TalkFiles>("lead", service => service.RedactAsync(id, seen, file.Id, "健診結果が含まれる", Cancel));

        await using var db = await portal.Services.NewDbAsync();
        Assert.False(await db.Contents.AnyAsync(content => content.Digest == file.Digest, Cancel));
        Assert.False(await db.ContentChunks.AnyAsync(chunk => chunk.Digest == file.Digest, Cancel));
        var mine = await portal.Services.AsAsync<ApplyingQueries, MyApplication>("rep", queries => queries.FindAsync(id, Cancel));
        var told = mine.Timeline[^1];
        Assert.Null(told.By);
        Assert.Equal(new FileRedacted(file.Id, DocumentKind.Other, "健診結果が含まれる"), told.What);
        var shown = await portal.Services.AsAsync<ApplicationFiles, FilesOfApplication>(
            "reviewer-mic",
            queries => queries.FindAsync(id, Cancel)
        );
        Assert.Equal([(true, "")], shown.Files.Where(one => one.Id == file.Id).Select(one => (one.IsRedacted, one.Name)));
        var again = await portal.VersionAsync(id);
        await Assert.ThrowsAsync<RuleBroken>(() =>
            portal.Services.AsAsync<TalkFiles>("lead", service => service.RedactAsync(id, again, file.Id, "もう一度", Cancel))
        );
    }

    /// <summary>Breaks off in the middle.</summary>
    sealed class Interrupted(byte[] begun) : MemoryStream(begun)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < Length ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The connection was reset.");
    }
}
