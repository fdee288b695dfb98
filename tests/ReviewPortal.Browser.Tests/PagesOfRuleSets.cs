using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Data;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>The pages of rule sets for everybody's eyes: wide in light, narrow in dark.</summary>
public class Pages_of_rule_sets(Stage stage)
{
    // A form with conditions, one with a test, a new entry, and what concerns the set as a whole.
    static readonly string[] Forms = ["", "/rules/11", "/types/0", "/flags/new", "/set/0"];

    static Wording Words => Screen.Words;

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Are_accessible_and_fit(ColorScheme colours, int width)
    {
        // A draft of its own on a portal of its own: nobody else looks at what is copied here.
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                Accessibility.Faults found = new();
                var legal = await scene.SignInAsync("legal", width);
                await legal.Page.EmulateMediaAsync(new() { ColorScheme = colours });
                await LookAsync(found, legal, Links.RuleSets());
                await legal.Page.GetByRole(AriaRole.Button, new() { NameRegex = new(Regex.Escape("PHR-GL-2025-04")) }).ClickAsync();
                await Expect(legal.Page).ToHaveURLAsync(new Regex("/rule-sets/[0-9a-f-]{36}$"));
                var draft = new Uri(legal.Page.Url).AbsolutePath;
                await Expect(legal.Link(Words["rule-sets.tab.difference"])).ToBeVisibleAsync();
                foreach (var form in Forms)
                {
                    await LookAsync(found, legal, draft + form);
                }

                await legal.Page.GotoAsync($"{draft}?tab=impact");
                await legal.Button("run.start").ClickAsync();
                await Expect(legal.Page.GetByText(Words.Of(RunState.Done), new() { Exact = true }))
                    .ToBeVisibleAsync(new() { Timeout = 60_000 });
                foreach (var tab in new[] { "difference", "examples", "impact", "history" })
                {
                    await LookAsync(found, legal, $"{draft}?tab={tab}");
                }

                await LookAsync(found, legal, Links.Agreement(("by", "Rule")));
                var lead = await scene.SignInAsync("lead", width);
                await lead.Page.EmulateMediaAsync(new() { ColorScheme = colours });
                await lead.Page.GotoAsync(draft);
                await lead.Button("rule-sets.publish").ClickAsync();
                await found.LookAtDialogAsync(lead);
                found.ShouldBeNone();
            },
            portal
        );
    }

    static async Task LookAsync(Accessibility.Faults found, Visitor person, string address)
    {
        await found.LookAsync(person, address);
        await Accessibility.ShouldFitAsync(person);
    }
}
