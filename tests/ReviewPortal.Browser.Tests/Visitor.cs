using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>One person's browser window.</summary>
public sealed class Visitor
{
    readonly ConcurrentQueue<string> complaints = new();
    readonly ConcurrentQueue<byte[]> received = new();
    readonly List<Regex> expected = [];

    public Visitor(IPage page)
    {
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        page.WebSocket += (_, socket) =>
        {
            Sockets++;
            socket.FrameReceived += (_, frame) => received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        };
    }

    public IPage Page { get; }

    /// <summary>How many web sockets this window has opened.</summary>
    public int Sockets { get; private set; }

    /// <summary>Errors in the console, except those that the test has announced.</summary>
    public IEnumerable<string> Complaints => complaints.Where(text => !expected.Exists(one => one.IsMatch(text)));

    /// <summary>The page's title on screen.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>Announces an error that belongs to the test, e.g. that an address answers 404.</summary>
    public void Expects(string pattern) => expected.Add(new(pattern));

    /// <summary>Whether the server has ever sent this text to the window over its circuit.</summary>
    public bool HasReceived(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return received.Any(frame => frame.AsSpan().IndexOf(bytes) >= 0);
    }

    /// <summary>How often the server has drawn something in this window over its circuit.</summary>
    public int Renders
    {
        get
        {
            var draw = "JS.RenderBatch"u8.ToArray();
            return received.Count(frame => frame.AsSpan().IndexOf(draw) >= 0);
        }
    }

    public async Task SignInAsync(string email, string password)
    {
        await Page.GetByRole(AriaRole.Textbox, new() { Name = Screen.Words["account.email"] }).FillAsync(email);
        await Page.GetByLabel(Screen.Words["account.password-now"]).FillAsync(password);
        await Page.Locator("#main").GetByRole(AriaRole.Button, new() { Name = Screen.Words["shell.sign-in"], Exact = true }).ClickAsync();
    }

    public ILocator Button(string key) => Page.GetByRole(AriaRole.Button, new() { Name = Screen.Words[key], Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>Presses the button of that name in the open dialog, and waits until the dialog has closed.</summary>
    public async Task ConfirmAsync(string key)
    {
        await Dialog.GetByRole(AriaRole.Button, new() { Name = Screen.Words[key], Exact = true }).ClickAsync();
        await Expect(Dialog).ToHaveCountAsync(0);
    }

    /// <summary>What was done is said to screen readers, too.</summary>
    public Task IsToldAsync(string key) =>
        Expect(Page.GetByRole(AriaRole.Status).Filter(new() { HasText = Screen.Words[key] }).First).ToBeAttachedAsync();

    /// <summary>An official reads a mail where the demonstration keeps it, as soon as it is there.</summary>
    /// <param name="address">To whom it went.</param>
    /// <param name="part">What the address of the wanted link contains.</param>
    public async Task<string> LinkInMailAsync(string address, string part)
    {
        for (var look = 0; ; look++)
        {
            await Page.GotoAsync(Links.MailFolder());
            var row = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = address });
            if (await row.CountAsync() > 0)
            {
                await row.GetByRole(AriaRole.Link).First.ClickAsync();
                return await Page.Locator($"#main a[href*='{part}']").First.GetAttributeAsync("href")
                    ?? throw new InvalidOperationException("The mail has no link.");
            }

            Assert.True(look < 100, "The mail did not come.");
            await Task.Delay(200);
        }
    }

    /// <summary>Everything written on the page, folded parts included.</summary>
    public async Task<string> TextAsync() => await Page.Locator("body").TextContentAsync() ?? "";
}
