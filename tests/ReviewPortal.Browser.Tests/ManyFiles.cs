using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;
using static Microsoft.Playwright.Assertions;
using static ReviewPortal.Screen;

namespace ReviewPortal;

public class ManyFiles(Stage stage)
{
    const string Draft = "デモ体重日記";
    const int Large = 20 * 1024 * 1024;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_attached_ten_at_once_by_choosing_and_by_dropping()
    {
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var id = await Database.ApplicationAsync(portal.DataFolder, Draft);
                var rep = await scene.SignInAsync("rep");
                await rep.Page.GotoAsync(Links.Plan(new(id), PlanStep.Documents));
                var certificates = rep.Page.GetByRole(AriaRole.Region, new() { Name = Words.Of(DocumentKind.Certificate), Exact = true });
                var others = rep.Page.GetByRole(AriaRole.Region, new() { Name = Words.Of(DocumentKind.Other), Exact = true });

                await others.Locator("input[type=file]").SetInputFilesAsync(Enumerable.Range(1, 10).Select(i => Pdf($"書類{i}")));
                await Expect(others.Locator(".file-row")).ToHaveCountAsync(10);
                await Expect(others.Locator(".upload-list")).ToHaveCountAsync(0);

                await DropAsync(
                    certificates.Locator(".drop-zone"),
                    ("登録証.pdf", "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"),
                    ("偽物.pdf", "MZ program")
                );
                await Expect(certificates.Locator(".file-row")).ToHaveCountAsync(1);
                await Expect(certificates.Locator(".upload-failed")).ToContainTextAsync("EXE");
                await Expect(certificates.Locator(".file-row").GetByText("登録証.pdf", new() { Exact = true })).ToBeVisibleAsync();

                // What the answers asked for is there now, and can be taken out again.
                await certificates.GetByRole(AriaRole.Button, new() { Name = Words["file.remove-file", "登録証.pdf"] }).ClickAsync();
                await rep.ConfirmAsync("file.remove");
                await Expect(certificates.Locator(".file-row")).ToHaveCountAsync(0);
                // The refused file answers 422, which the browser writes to its console.
                rep.Expects("422");
                await rep.Page.ScreenshotAsync(new() { Path = Path.Combine(Stage.Artifacts, "documents.png"), FullPage = true });
            },
            portal
        );
    }

    [Fact]
    public async Task Of_twenty_megabytes_fifty_at_once_take_little_memory()
    {
        await using var portal = await PortalProcess.StartAsync();
        await using var scene = new Scene(stage.Browser, portal);
        var rep = await scene.SignInAsync("rep");
        var applications = await DraftsAsync(portal, 11);
        var page = await rep.Page.APIRequest.GetAsync(Links.Plan(applications[0]));
        var token = WebUtility.HtmlDecode((await page.TextAsync()).Split("name=\"antiforgery\" content=\"")[1].Split('"')[0]);
        var cookies = string.Join("; ", (await rep.Page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}"));
        using HttpClient client = new(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = portal.Address,
            Timeout = TimeSpan.FromMinutes(10),
        };
        async Task SendAsync(ApplicationId id, int number)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, $"{Links.Upload(id, DocumentKind.Other)}&name={number}.pdf");
            request.Headers.Add("Cookie", cookies);
            request.Headers.Add("RequestVerificationToken", token);
            request.Content = new StreamContent(new LargePdf(number));
            request.Content.Headers.ContentLength = Large;
            using var answer = await client.SendAsync(request, Cancel);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(Cancel));
        }

        await SendAsync(applications[10], -1); // Everything is loaded and compiled after the first.
        var before = Resident(portal);
        var highest = before;
        var uploads = Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => SendAsync(applications[i / 5], i), Cancel)));
        var watch = Stopwatch.StartNew();
        while (await Task.WhenAny(uploads, Task.Delay(50, Cancel)) != uploads)
        {
            highest = Math.Max(highest, Resident(portal));
        }

        await uploads;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"before {before >> 20} MB, highest {highest >> 20} MB, {watch.Elapsed.TotalSeconds:0} s"
        );
        Assert.True(highest - before < 300L * 1024 * 1024, $"It took {(highest - before) >> 20} MB more.");
        await using var db = Database.Open(portal.DataFolder);
        Assert.Equal(51, await db.Contents.CountAsync(content => content.Size == Large, Cancel));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(portal.DataFolder, "uploads")));
    }

    static async Task<List<ApplicationId>> DraftsAsync(PortalProcess portal, int count)
    {
        await using var db = Database.Open(portal.DataFolder);
        var user = await db.Users.Include(one => one.Grants).SingleAsync(one => one.Email == "rep@demo.example", Cancel);
        var roles = user.Grants.Select(grant => grant.Role).ToHashSet();
        Act act = new(user.Key, user.DisplayName, roles, TimeProvider.System.GetUtcNow().UtcDateTime, user.OrganizationId);
        List<Application> drafts = [.. Enumerable.Range(0, count).Select(_ => Application.Open(ApplicationId.New(), "{}", true, act))];
        db.Applications.AddRange(drafts);
        await db.SaveChangesAsync(Cancel);
        return [.. drafts.Select(draft => draft.Id)];
    }

    static long Resident(PortalProcess portal)
    {
        var line = File.ReadLines($"/proc/{portal.Id}/status").Single(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line["VmRSS:".Length..^"kB".Length], System.Globalization.CultureInfo.InvariantCulture) * 1024;
    }

    // As a person lets files go over the zone.
    static Task DropAsync(ILocator zone, params (string Name, string Text)[] files) =>
        zone.EvaluateAsync(
            "(zone, files) => { const data = new DataTransfer(); for (const [name, text] of files) data.items.add(new File([text], name)); "
                + "zone.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })); }",
            files.Select(file => new[] { file.Name, file.Text }).ToArray()
        );

    /// <summary>A picture of noise inside of a PDF, made while it is sent.</summary>
    sealed class LargePdf(int number) : Stream
    {
        static readonly byte[] Noise = RandomNumberGenerator.GetBytes(1024 * 1024);

        static readonly byte[] End = "\nendstream\nendobj\n%%EOF\n"u8.ToArray();

        readonly byte[] start = Encoding.ASCII.GetBytes($"%PDF-1.7\n{number + 10} 0 obj\n<< /Subtype /Image >>\nstream\n");
        int at;

        public override int Read(byte[] buffer, int offset, int count)
        {
            count = Math.Min(count, Large - at);
            for (var i = 0; i < count; i++, at++)
            {
                buffer[offset + i] =
                    at < start.Length ? start[at]
                    : at >= Large - End.Length ? End[at - (Large - End.Length)]
                    : Noise[(at + number) % Noise.Length];
            }

            return count;
        }

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => Large;

        public override long Position
        {
            get => at;
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
