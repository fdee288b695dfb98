using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class Rule_sets(Stage stage)
{
    static readonly int Revision = RuleSets.Find("PHR-GL-2025-04")!.Revision;
    static readonly string Shipped = $"PHR-GL-2025-04@{Revision}";

    const string NewTitle = "購買を促さないこと（見直し）";

    static Wording Words => Screen.Words;

    [Fact]
    public async Task Are_copied_changed_tried_and_published_by_another_person()
    {
        // What is published here would be what other tests are judged by: it has a portal of its own.
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var legal = await scene.SignInAsync("legal");
                await Copies(legal);
                await LosesNothingThatCannotBeRead(legal);
                await ChangesTheTitleOfARule(legal);
                await SeesTheDifferenceAndTheImpact(legal);
                // Whoever drafted it cannot publish it.
                await Expect(legal.Button("rule-sets.publish")).ToHaveCountAsync(0);

                var lead = await scene.SignInAsync("lead");
                await Publishes(lead, legal.Page.Url);
                await EverybodyReadsIt(await scene.VisitorAsync());
            },
            portal
        );
    }

    static async Task Copies(Visitor legal)
    {
        await legal.Page.GotoAsync(Links.RuleSets());
        await legal.Page.GetByRole(AriaRole.Button, new() { Name = Words["rule-sets.copy-of", Shipped] }).ClickAsync();
        await Expect(legal.Page).ToHaveURLAsync(new Regex("/rule-sets/[0-9a-f-]{36}$"));
        await Expect(legal.Link(Words["rule-sets.tab.difference"])).ToBeVisibleAsync();
        await Expect(legal.Page.GetByText(Words.Of(RuleSetState.Draft), new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task LosesNothingThatCannotBeRead(Visitor legal)
    {
        var draft = legal.Page.Url;
        await legal.Page.GotoAsync($"{draft}/conditions/0");
        await legal.Button("condition.as-json").First.ClickAsync();
        var json = legal.Page.Locator(".condition-json");
        await json.FillAsync("""{"all":[""");
        await json.PressAsync("Tab");
        await legal.Button("rule-sets.save").ClickAsync();
        await Expect(legal.Page.Locator(".error-summary")).ToContainTextAsync(Words["condition.json-at", 1, 9]);
        await Expect(json).ToHaveValueAsync("""{"all":[""");
        // Where the letters are right, what to do is said instead of a place.
        foreach (
            var (typed, why) in new[]
            {
                ("""{"all":[],"all":[]}""", Words["condition.json-double"]),
                (new string('[', 200) + new string(']', 200), Words["condition.json-deep", 128]),
            }
        )
        {
            await json.FillAsync(typed);
            await json.PressAsync("Tab");
            await legal.Button("rule-sets.save").ClickAsync();
            await Expect(legal.Page.Locator(".error-summary")).ToContainTextAsync(why);
            await Expect(json).ToHaveValueAsync(typed);
        }

        await legal.Page.GotoAsync(draft);
    }

    static async Task ChangesTheTitleOfARule(Visitor legal)
    {
        await legal
            .Page.GetByRole(
                AriaRole.Link,
                new() { Name = Words["rule-sets.edit-part", Words["rule-sets.part.rules"], "CO-01"], Exact = true }
            )
            .ClickAsync();
        var title = legal.Page.GetByRole(AriaRole.Group, new() { Name = Words["guide.member.title"] });
        var japanese = title.GetByLabel(Words["guide.in.ja"]);
        // Without words in Japanese it could not be kept, and the form says so at the field.
        await japanese.FillAsync("");
        await japanese.PressAsync("Tab");
        await Expect(title).ToContainTextAsync("title");
        await japanese.FillAsync(NewTitle);
        await legal.Button("rule-sets.save").ClickAsync();
        await legal.IsToldAsync("done.rule-set-edited");
        await Expect(legal.Page.GetByRole(AriaRole.Rowheader, new() { Name = NewTitle })).ToBeVisibleAsync();
    }

    static async Task SeesTheDifferenceAndTheImpact(Visitor legal)
    {
        await legal.Link(Words["rule-sets.tab.difference"]).ClickAsync();
        await Expect(legal.Page.GetByText(NewTitle).First).ToBeVisibleAsync();
        // The rule, and the revision that a copy gets.
        await Expect(legal.Page.Locator("#main").GetByRole(AriaRole.Heading, new() { Level = 2 })).ToHaveCountAsync(2);
        await Expect(
                legal.Page.GetByRole(
                    AriaRole.Heading,
                    new() { Name = $"{Words["rule-sets.part.set"]} {Words["guide.member.revision"]} {Words.Of(DifferenceKind.Changed)}" }
                )
            )
            .ToBeVisibleAsync();

        await legal.Link(Words["rule-sets.tab.impact"]).ClickAsync();
        await legal.Button("run.start").ClickAsync();
        await Expect(legal.Page.GetByText(Words.Of(RunState.Done), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(legal.Page.GetByText(Words["impact.nothing"])).ToBeVisibleAsync();
        await legal.Link(Words["rule-sets.tab.contents"]).ClickAsync();
    }

    static async Task Publishes(Visitor lead, string address)
    {
        await lead.Page.GotoAsync(address);
        await lead.Button("rule-sets.publish").ClickAsync();
        await lead.Dialog.GetByRole(AriaRole.Textbox).FillAsync(JapaneseDate.On(DateTime.UtcNow).ToString("yyyy-MM-dd"));
        await lead.ConfirmAsync("rule-sets.publish");
        await lead.IsToldAsync("done.rule-set-published");
        await Expect(lead.Page.GetByText(Words.Of(RuleSetState.Published), new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task EverybodyReadsIt(Visitor visitor)
    {
        await visitor.Page.GotoAsync(Links.Criteria());
        await Expect(visitor.Page.GetByText(NewTitle)).ToBeVisibleAsync();
        await visitor.Page.GotoAsync(Links.Criteria("CO-01", Shipped));
        await Expect(visitor.Page.GetByText(NewTitle)).ToHaveCountAsync(0);
        await Expect(visitor.Page.GetByText(Words["criteria.not-present"])).ToBeVisibleAsync();

        await visitor.Page.GotoAsync(Links.SelfCheck());
        await visitor.Page.Locator("#main").AnswerAsync("handling.researchOnly", Words["plan.no"]);
        await Expect(visitor.Page.GetByText(Words["assessment.proposal", "PHR-GL-2025-04", Revision + 1])).ToBeVisibleAsync();
    }
}
