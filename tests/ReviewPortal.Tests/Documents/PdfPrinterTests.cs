using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using UglyToad.PdfPig;

namespace ReviewPortal.Documents;

public class The_printer
{
    const string Page = "<!DOCTYPE html><html lang=\"ja\"><title>x</title><body><h1>見出し</h1><p>本文</p></body></html>";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Runs_no_script()
    {
        await using var printer = Printing.NewPrinter();

        var text = Text(
            await printer.PrintAsync(
                "<!DOCTYPE html><html lang=\"ja\"><body onload=\"document.body.append('loaded')\"><p id=\"p\">plain</p>"
                    + "<script>document.getElementById('p').textContent = 'scripted'</script></body></html>",
                "文書",
                Cancel
            )
        );

        Assert.Contains("plain", text, StringComparison.Ordinal);
        Assert.DoesNotContain("scripted", text, StringComparison.Ordinal);
        Assert.DoesNotContain("loaded", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reaches_no_network()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await using var printer = Printing.NewPrinter();

        var text = Text(
            await printer.PrintAsync(
                $$"""
                <!DOCTYPE html><html lang="ja"><head><link rel="preconnect" href="{{address}}"><link rel="stylesheet" href="{{address}}/a.css">
                <style>@import url("{{address}}/b.css"); @font-face { font-family: far; src: url("{{address}}/f.woff2"); }
                body { font-family: far, sans-serif; background: url("{{address}}/c.png"); }</style></head>
                <body><p>end reached</p><img src="{{address}}/d.png"><iframe src="{{address}}/e"></iframe><object data="{{address}}/g"></object>
                <video src="{{address}}/v.mp4" autoplay></video></body></html>
                """,
                "文書",
                Cancel
            )
        );

        Assert.Contains("end reached", text, StringComparison.Ordinal);
        Assert.False(listener.Pending());
        // The listener would have noticed: one real visit is seen.
        using TcpClient visitor = new();
        await visitor.ConnectAsync((IPEndPoint)listener.LocalEndpoint, Cancel);
        Assert.True(listener.Pending());
    }

    [Fact]
    public async Task Shows_a_picture_that_is_inside_the_document()
    {
        const string pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
        await using var printer = Printing.NewPrinter();

        using var pdf = PdfDocument.Open(
            await printer.PrintAsync(
                $"<!DOCTYPE html><html lang=\"ja\"><body><img alt=\"印\" src=\"data:image/png;base64,{pixel}\"></body></html>",
                "文書",
                Cancel
            )
        );

        Assert.Single(pdf.GetPage(1).GetImages());
    }

    [Fact]
    public async Task Gives_the_document_the_title_it_was_told()
    {
        await using var printer = Printing.NewPrinter();

        using var pdf = PdfDocument.Open(await printer.PrintAsync(Page, "題名 <\"&\\> 𠮷", Cancel));

        Assert.Equal("題名 <\"&\\> 𠮷", pdf.Information.Title);
    }

    [Fact]
    public async Task Prints_more_than_it_may_at_once_one_after_the_other()
    {
        await using var printer = Printing.NewPrinter(atOnce: 2);

        var printed = await Task.WhenAll(
            Enumerable.Range(1, 3).Select(n => printer.PrintAsync(Page.Replace("本文", $"第{n}号"), $"{n}", Cancel))
        );

        Assert.Equal(["1", "2", "3"], printed.Select(bytes => PdfDocument.Open(bytes).Information.Title));
        Assert.All(printed.Index(), entry => Assert.Contains($"第{entry.Index + 1}号", Text(entry.Item), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Starts_a_killed_browser_again()
    {
        await using var printer = Printing.NewPrinter();
        await printer.PrintAsync(Page, "一", Cancel);
        var first = printer.ProcessId!.Value;
        await KillAsync(first);

        var pdf = await printer.PrintAsync(Page, "二", Cancel);

        Assert.Contains("本文", Text(pdf), StringComparison.Ordinal);
        Assert.NotEqual(first, printer.ProcessId);
    }

    [Fact]
    public async Task Tries_once_more_when_the_browser_dies_in_the_middle()
    {
        await using var printer = Printing.NewPrinter();
        await printer.PrintAsync(Page, "一", Cancel);
        var first = printer.ProcessId!.Value;
        await SignalAsync("STOP", first);
        var underWay = printer.PrintAsync(Page, "二", Cancel);
        Assert.False(underWay.IsCompleted);

        await KillAsync(first);

        Assert.Contains("本文", Text(await underWay), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gives_up_at_the_time_limit_and_prints_the_next_document()
    {
        await using var printer = Printing.NewPrinter(atOnce: 1, seconds: 2);
        await printer.PrintAsync(Page, "一", Cancel);
        await SignalAsync("STOP", printer.ProcessId!.Value);

        var fault = await Assert.ThrowsAsync<PdfFailed>(() => printer.PrintAsync(Page, "止まる文書", Cancel));

        Assert.Contains("止まる文書", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Pdf:TimeLimitSeconds", fault.Message, StringComparison.Ordinal);
        Assert.Contains("本文", Text(await printer.PrintAsync(Page, "三", Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_when_it_is_cancelled_at_work_or_while_waiting()
    {
        await using var printer = Printing.NewPrinter(atOnce: 1);
        await printer.PrintAsync(Page, "一", Cancel);
        await SignalAsync("STOP", printer.ProcessId!.Value);
        using CancellationTokenSource working = new();
        using CancellationTokenSource waiting = new();
        var atWork = printer.PrintAsync(Page, "二", working.Token);
        var inLine = printer.PrintAsync(Page, "三", waiting.Token);

        await waiting.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => inLine);
        Assert.False(atWork.IsCompleted);
        await working.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => atWork);

        Assert.Contains("本文", Text(await printer.PrintAsync(Page, "四", Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_browser_names_the_setting_and_what_to_install()
    {
        await using var printer = Printing.NewPrinter(browser: "/nowhere/browser");

        var set = await Assert.ThrowsAsync<PdfUnavailable>(() => printer.PrintAsync(Page, "一", Cancel));
        var none = Assert.Throws<PdfUnavailable>(() => BrowserPath.Find(null, searchPath: "/nowhere"));

        Assert.Contains("/nowhere/browser", set.Message, StringComparison.Ordinal);
        Assert.All([set, none], fault => Assert.Contains("Pdf:Browser", fault.Message, StringComparison.Ordinal));
        Assert.All([set, none], fault => Assert.Contains("chromium-headless-shell", fault.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(2, 0)]
    public void With_settings_out_of_range_says_which(int atOnce, int seconds) =>
        Assert.Contains(
            "Pdf:AtOnce",
            Assert.Throws<SettingsFault>(() => Printing.NewPrinter(atOnce, seconds)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task With_a_program_that_is_no_browser_says_that_it_could_not_be_started()
    {
        await using var printer = Printing.NewPrinter(browser: "/bin/false");

        var fault = await Assert.ThrowsAsync<PdfFailed>(() => printer.PrintAsync(Page, "一", Cancel));

        Assert.Contains("before it was ready", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prefers_the_headless_shell_and_takes_another_where_there_is_none()
    {
        using TemporaryFolder both = new("chromium", "chromium-headless-shell");
        using TemporaryFolder one = new("google-chrome");

        Assert.EndsWith("chromium-headless-shell", BrowserPath.Find(null, both.Path), StringComparison.Ordinal);
        Assert.EndsWith("google-chrome", BrowserPath.Find(null, one.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_no_browser_and_no_folder_behind()
    {
        var printer = Printing.NewPrinter();
        await printer.PrintAsync(Page, "一", Cancel);
        var browser = Process.GetProcessById(printer.ProcessId!.Value);
        var folder = (await File.ReadAllTextAsync($"/proc/{browser.Id}/cmdline", Cancel))
            .Split('\0')
            .Single(part => part.StartsWith("--user-data-dir=", StringComparison.Ordinal))["--user-data-dir=".Length..];
        Assert.True(Directory.Exists(folder));

        await printer.DisposeAsync();

        Assert.True(browser.HasExited);
        Assert.False(Directory.Exists(folder));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => printer.PrintAsync(Page, "二", Cancel));
    }

    static string Text(byte[] bytes)
    {
        using var pdf = PdfDocument.Open(bytes);
        return string.Join('\n', pdf.GetPages().Select(page => page.Text));
    }

    static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(Cancel);
    }

    static async Task SignalAsync(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{id}"]);
        await kill.WaitForExitAsync(Cancel);
        Assert.Equal(0, kill.ExitCode);
    }

    sealed class TemporaryFolder : IDisposable
    {
        public TemporaryFolder(params string[] programs)
        {
            foreach (var program in programs)
            {
                File.WriteAllText(System.IO.Path.Combine(Path, program), "");
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("portal-test-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
