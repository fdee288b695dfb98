using Microsoft.Playwright;
using ReviewPortal.Features.Account;

namespace ReviewPortal;

/// <summary>The people of one test, each with a browser window of their own, and what their pages complained of.</summary>
public sealed class Scene(IBrowser browser, PortalProcess portal) : IAsyncDisposable
{
    /// <summary>How long a click, or what is expected of a page, waits (ms).</summary>
    public const float Patience = 15_000;

    readonly List<Visitor> visitors = [];
    readonly int errorsBefore = portal.Errors;

    public PortalProcess Portal => portal;

    /// <summary>The pages' complaints, for the message of a failure.</summary>
    public string Told => string.Join('\n', visitors.SelectMany(visitor => visitor.Complaints));

    /// <summary>A window that nobody has signed in to.</summary>
    /// <param name="javaScript">False: the browser runs no script.</param>
    /// <param name="width">CSS pixels.</param>
    /// <param name="at">Where the window reaches the portal; where it listens when null.</param>
    public async Task<Visitor> VisitorAsync(bool javaScript = true, int width = 1280, Uri? at = null)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = (at ?? portal.Address).ToString(),
                Locale = "en-US", // The portal speaks Japanese unless asked otherwise, whatever the browser prefers.
                TimezoneId = "America/New_York", // Times are Japan's, wherever the browser stands.
                JavaScriptEnabled = javaScript,
                ViewportSize = new() { Width = width, Height = 900 },
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(Patience);
        var visitor = new Visitor(await context.NewPageAsync());
        visitors.Add(visitor);
        return visitor;
    }

    /// <summary>A person of the demonstration, signed in.</summary>
    /// <param name="name">What stands before @demo.example.</param>
    /// <param name="width">CSS pixels.</param>
    /// <param name="at">Where the window reaches the portal; where it listens when null.</param>
    public async Task<Visitor> SignInAsync(string name, int width = 1280, Uri? at = null)
    {
        var visitor = await VisitorAsync(width: width, at: at);
        await visitor.Page.GotoAsync(Links.SignIn());
        await visitor.SignInAsync($"{name}@demo.example", DemoAccounts.Password);
        // The first page of a program that has just begun takes its time where other work goes on beside it.
        await Assertions.Expect(visitor.Heading).ToHaveTextAsync(Screen.Words["home.title"], new() { Timeout = 20_000 });
        return visitor;
    }

    /// <summary>No page wrote an error, broke the content security policy or failed to load something; the portal logged no error.</summary>
    public void ShouldHaveBeenQuiet()
    {
        Assert.Empty(visitors.SelectMany(visitor => visitor.Complaints));
        Assert.Equal(errorsBefore, portal.Errors);
    }

    /// <summary>Keeps pictures and the HTML of all pages.</summary>
    /// <returns>The files.</returns>
    public async Task<IReadOnlyList<string>> KeepAsync(string name)
    {
        List<string> kept = [];
        foreach (var (visitor, i) in visitors.Select((visitor, i) => (visitor, i + 1)))
        {
            var path = Path.Combine(Stage.Artifacts, $"{name}-{i}");
            try
            {
                await visitor.Page.ScreenshotAsync(
                    new()
                    {
                        Path = path + ".png",
                        FullPage = true,
                        Timeout = 5_000,
                    }
                );
                await File.WriteAllTextAsync(path + ".html", $"<!-- {visitor.Page.Url} -->\n{await visitor.Page.ContentAsync()}");
                kept.Add(path + ".png");
            }
            catch (Exception fault) when (fault is PlaywrightException or TimeoutException)
            {
                kept.Add($"{path}: {fault.Message}");
            }
        }

        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in visitors)
        {
            // Leaving the page ends its circuit at once; a window that merely vanishes leaves one that waits for it.
            await visitor.Page.GotoAsync("about:blank");
            await visitor.Page.Context.DisposeAsync();
        }
    }
}
