using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Features.Files;

/// <summary>Files over HTTP, with the real program on a real socket.</summary>
public sealed class SendingFiles(FilesProgram program) : IClassFixture<FilesProgram>
{
    const string Draft = "デモ体重日記";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_a_file_and_gives_it_back_to_whom_it_may_and_to_nobody_else()
    {
        using var rep = await program.PersonAsync("rep");
        using var stranger = await program.PersonAsync("rep2");
        using var lead = await program.PersonAsync("lead");
        using var nobody = program.Visitor();
        var id = await program.ApplicationAsync(Draft);
        var pdf = AFile.Pdf("/Lang (given)");

        var (status, said) = await FilesProgram.SendAsync(rep, id, pdf, "認証 登録証.pdf", DocumentKind.Certificate);
        Assert.Equal((HttpStatusCode.Created, "認証 登録証.pdf"), (status, said!["name"]!.ToString()));
        var file = Guid.Parse(said["id"]!.ToString());

        // Nothing was scanned: a warning comes first, and going on is recorded.
        using var withheld = await rep.OpenAsync(Links.File(id, file));
        Assert.Equal(HttpStatusCode.Conflict, withheld.StatusCode);
        using var given = await rep.OpenAsync(Links.File(id, file, warned: true));
        Assert.Equal(pdf, await given.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal("application/pdf", given.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("認証 登録証.pdf", given.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(["nosniff"], given.Headers.GetValues("X-Content-Type-Options"));
        Assert.EndsWith("; sandbox", Assert.Single(given.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        using var shown = await rep.OpenAsync(Links.File(id, file, preview: true, warned: true));
        Assert.Equal("inline", shown.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(
            "frame-ancestors 'self'",
            Assert.Single(shown.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );

        foreach (var other in new[] { stranger, lead })
        {
            using var refused = await other.OpenAsync(Links.File(id, file, warned: true));
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }

        using var turnedAway = await nobody.OpenAsync(Links.File(id, file, warned: true));
        Assert.Equal(HttpStatusCode.Redirect, turnedAway.StatusCode);
        await using var db = await program.Services.NewDbAsync();
        var reads = await db.FileReads.Where(read => read.Attachment == file).OrderBy(read => read.At).ToListAsync(Cancel);
        Assert.Equal([(false, true), (true, true)], reads.Select(read => (read.IsPreview, read.WasWarned)));
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe.pdf")]
    public async Task Cleans_names_that_lead_elsewhere_or_deceive(string sent, string kept)
    {
        using var rep = await program.PersonAsync("rep");
        var id = await program.ApplicationAsync(Draft);

        var (status, said) = await FilesProgram.SendAsync(rep, id, AFile.Pdf($"/Lang ({kept})"), sent);

        Assert.Equal((HttpStatusCode.Created, kept), (status, said!["name"]!.ToString()));
    }

    [Fact]
    public async Task Shortens_a_name_of_three_hundred_letters()
    {
        using var rep = await program.PersonAsync("rep");
        var id = await program.ApplicationAsync(Draft);

        var (status, said) = await FilesProgram.SendAsync(rep, id, AFile.Pdf("/Lang (long)"), new string('長', 300) + ".pdf");

        Assert.Equal((HttpStatusCode.Created, FileName.MaxLength), (status, said!["name"]!.ToString().Length));
    }

    [Fact]
    public async Task Refuses_what_is_no_document_with_a_sentence()
    {
        using var rep = await program.PersonAsync("rep");
        var id = await program.ApplicationAsync(Draft);
        (byte[] File, string Name, HttpStatusCode Status, string Says)[] bad =
        [
            (AFile.Exe, "請求書.pdf", HttpStatusCode.UnprocessableEntity, "EXE"),
            (AFile.Docx(("word/vbaProject.bin", [1])), "書類.docx", HttpStatusCode.UnprocessableEntity, "マクロ"),
            (AFile.Docx(("word/document.xml", new byte[60 * 1024 * 1024])), "爆弾.docx", HttpStatusCode.UnprocessableEntity, "膨らむ"),
            (Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "絵.png", HttpStatusCode.UnprocessableEntity, "HTML"),
            ([], "空.pdf", HttpStatusCode.UnprocessableEntity, "0バイト"),
            (new byte[21 * 1024 * 1024], "大きい.pdf", HttpStatusCode.RequestEntityTooLarge, "20 MB"),
        ];

        foreach (var (file, name, expected, says) in bad)
        {
            var (status, said) = await FilesProgram.SendAsync(rep, id, file, name);
            Assert.Equal(expected, status);
            Assert.Contains(says, said!["message"]!.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Takes_nothing_from_other_pages_or_into_others_applications()
    {
        using var rep = await program.PersonAsync("rep");
        using var stranger = await program.PersonAsync("rep2");
        using var lead = await program.PersonAsync("lead");
        var id = await program.ApplicationAsync(Draft);
        await using var db = await program.Services.NewDbAsync();
        var before = await db.Attachments.CountAsync(Cancel);
        var theirs = await db.Applications.Where(one => one.State == ApplicationState.Correcting).Select(one => one.Id).FirstAsync(Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, (await FilesProgram.SendAsync(rep, id, AFile.Pdf(), "a.pdf", token: "")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await FilesProgram.SendAsync(rep, id, AFile.Pdf(), "a.pdf", token: "forged")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await FilesProgram.SendAsync(stranger, id, AFile.Pdf(), "a.pdf")).Status);
        // Theirs to correct, but no document is asked for.
        var closed = await FilesProgram.SendAsync(stranger, theirs, AFile.Pdf(), "a.pdf");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, closed.Status);
        using var official = await lead.PostAsync(Links.Upload(id, DocumentKind.Other));
        Assert.Equal(HttpStatusCode.Redirect, official.StatusCode);

        Assert.Equal(before, await db.Attachments.CountAsync(Cancel));
    }

    [Theory]
    [InlineData("files/talk?name=a.pdf")]
    [InlineData("files/talk?place=Nowhere&name=a.pdf")]
    [InlineData("files/talk?place=Inquiry&inquiry=none&name=a.pdf")]
    [InlineData("files?name=a.pdf")]
    [InlineData("files?kind=Nothing&name=a.pdf")]
    [InlineData("files?kind=Other&replaces=none&name=a.pdf")]
    public async Task Says_of_a_request_that_does_not_tell_what_the_file_is_that_it_is_a_bad_one(string address)
    {
        using var rep = await program.PersonAsync("rep");
        var id = await program.ApplicationAsync(Draft);
        using ByteArrayContent body = new(AFile.Pdf());
        using var request = await FilesProgram.RequestAsync(rep, id, body, "a.pdf");
        request.RequestUri = new($"/applications/{id.Value}/{address}", UriKind.Relative);

        using var answer = await rep.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Leaves_nothing_of_a_file_whose_sender_went_away()
    {
        using var rep = await program.PersonAsync("rep");
        var id = await program.ApplicationAsync(Draft);
        await using var db = await program.Services.NewDbAsync();
        var contents = await db.Contents.CountAsync(Cancel);
        var folder = Path.Combine(program.DataFolder, "uploads");
        using HalfAFile half = new();
        using HttpRequestMessage request = await FilesProgram.RequestAsync(rep, id, half, "半分.pdf");
        using var going = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var sending = rep.SendAsync(request, going.Token);
        // The first upload makes the folder.
        await UntilAsync(() => Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any());
        await going.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);

        await UntilAsync(() => !Directory.EnumerateFiles(folder).Any());
        Assert.Equal(contents, await db.Contents.CountAsync(Cancel));
    }

    [Fact]
    public async Task Prints_the_check_sheet_for_those_who_may_see_it()
    {
        using var rep = await program.PersonAsync("rep");
        using var stranger = await program.PersonAsync("rep2");
        using var nobody = program.Visitor();
        var id = await program.ApplicationAsync(Draft);

        using var refused = await stranger.OpenAsync(Links.CheckSheetPdf(id));
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        using var filled = await rep.OpenAsync(Links.CheckSheetPdf(id));
        using var blank = await nobody.OpenAsync(Links.CheckSheetPdf());
        foreach (var (answer, has, lacks) in new[] { (filled, Draft, "はい・いいえ・該当なし"), (blank, "はい・いいえ・該当なし", Draft) })
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var pdf = await answer.Content.ReadAsByteArrayAsync(Cancel);
            using var read = UglyToad.PdfPig.PdfDocument.Open(pdf);
            var text = string.Concat(read.GetPages().Select(page => page.Text));
            Assert.Contains("GL-203", text, StringComparison.Ordinal);
            Assert.Contains(has, text, StringComparison.Ordinal);
            Assert.DoesNotContain(lacks, text, StringComparison.Ordinal);
            Assert.Contains("/MarkInfo", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        }
    }

    // A condition that comes true in its own time; the test's own time limit ends a vain wait.
    static async Task UntilAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 600, "It did not come true within a minute.");
            await Task.Delay(100, Cancel);
        }
    }

    /// <summary>A body that begins and does not go on.</summary>
    sealed class HalfAFile : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(AFile.Pdf(), cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override bool TryComputeLength(out long length)
        {
            length = 1_000_000;
            return true;
        }
    }
}
