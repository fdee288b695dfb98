using System.Globalization;
using System.Reflection;
using Microsoft.Playwright;
using ReviewPortal.Documents;

namespace ReviewPortal;

/// <summary>The running portal with its demonstration, and a browser, for all tests together. Each test gets a <see cref="Scene"/>.</summary>
public sealed class Stage : IAsyncLifetime
{
    /// <summary>Pages, pictures and documents that tests leave behind.</summary>
    public static string Artifacts { get; } = FindArtifacts();

    IPlaywright playwright = default!;

    public PortalProcess Portal { get; private set; } = default!;
    public IBrowser Browser { get; private set; } = default!;

    public async ValueTask InitializeAsync()
    {
        // The words of the screens are read as the portal's own Japanese pages show them.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja-JP");
        var program = FindBrowser();
        if (Environment.GetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH") is null)
        {
            var package = typeof(Stage)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "PlaywrightPackage")
                .Value;
            Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", package);
        }

        // What a busy machine shows late is shown; as long as a click waits, so does what is expected of it.
        Assertions.SetDefaultExpectTimeout(Scene.Patience);
        var starting = PortalProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = program,
                Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update", "--disable-sync"],
            }
        );
        Portal = await starting;
    }

    /// <summary>Runs a test with people of its own. Whatever fails is told with pictures of all open pages and the portal's log.</summary>
    /// <param name="play">The test.</param>
    /// <param name="portal">Another portal than the common one.</param>
    public async Task PlayAsync(Func<Scene, Task> play, PortalProcess? portal = null)
    {
        await using var scene = new Scene(Browser, portal ?? Portal);
        try
        {
            await play(scene);
            scene.ShouldHaveBeenQuiet();
        }
        catch (Exception fault)
        {
            var name = TestContext.Current.TestMethod?.MethodName ?? "test";
            var kept = await scene.KeepAsync(name);
            throw new InvalidOperationException(
                $"{fault.Message}\n\nPages as they were: {string.Join(", ", kept)}\n{scene.Told}\nThe portal wrote:\n{scene.Portal.Log}",
                fault
            );
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (Portal is not null)
        {
            await Portal.DisposeAsync();
        }
    }

    static string FindBrowser()
    {
        try
        {
            return BrowserPath.Find(Environment.GetEnvironmentVariable("Pdf__Browser"), Environment.GetEnvironmentVariable("PATH"));
        }
        catch (PdfUnavailable fault)
        {
            throw new InvalidOperationException(
                "The browser tests need Chromium, Chrome or Edge on this machine, or the path of one in the variable Pdf__Browser.",
                fault
            );
        }
    }

    static string FindArtifacts()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent;
        }

        return Directory.CreateDirectory(Path.Combine(folder?.FullName ?? AppContext.BaseDirectory, "artifacts", "browser")).FullName;
    }
}
