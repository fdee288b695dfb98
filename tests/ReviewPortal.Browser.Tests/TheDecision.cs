using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A refusal, from the reasons that findings give to the letter that anybody can verify. In a portal of its own.</summary>
public class The_decision(Stage stage)
{
    const string Why = "購入の画面に直接つながっており、勧誘に当たる。";

    static Wording Words => Screen.Words;

    [Fact]
    public async Task From_assembled_reasons_to_a_letter_that_is_verified()
    {
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var id = new ApplicationId(await Database.ApplicationAsync(portal.DataFolder, "デモからだ便り"));
                var lead = await scene.SignInAsync("lead");
                await ReviewsAsync(lead, id);
                await AssemblesAsync(lead, id);

                var decider = await scene.SignInAsync("decider");
                await decider.Page.GotoAsync(Links.Case(id, "decision"));
                await Expect(decider.Page.GetByText(Why, new() { Exact = true })).ToBeVisibleAsync();
                await AsksAsync(decider, "action.Challenge", "根拠の条項を確かめてください。");
                await RecommendsAgainAsync(lead, id);

                await decider.Page.GotoAsync(Links.Case(id, "decision"));
                await ConfirmsAsync(decider, "action.Decide");
                await AsksAsync(decider, "action.UndoDecision", "日付を確かめるため。");
                await ConfirmsAsync(decider, "action.Decide");
                await ConfirmsAsync(decider, "action.Issue");
                await VerifiesAsync(scene, decider);
            },
            portal
        );
    }

    static async Task ReviewsAsync(Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.Case(id, "form"));
        await JudgeAllAsync(lead, ReviewItems.OfForm.Count);
        await ConfirmsAsync(lead, "action.AcceptFormCheck");
        await lead.Page.GotoAsync(Links.Case(id, "review"));
        await JudgeAllAsync(lead, 11);
        await ConfirmsAsync(lead, "action.SignSubstance");
    }

    static async Task AssemblesAsync(Visitor lead, ApplicationId id)
    {
        var page = lead.Page;
        await page.GotoAsync(Links.Case(id));
        await lead.Button("action.Recommend").ClickAsync();
        await Expect(lead.Heading).ToHaveTextAsync(Words["recommend.title"]);
        await page.GetByRole(AriaRole.Radio, new() { Name = Words.Of(DecisionOutcome.Refused), Exact = true }).CheckAsync();
        var why = page.Locator("#case-reasons-0-why");
        await Expect(why).ToBeVisibleAsync();
        await Expect(page.Locator("#case-reasons-0-criterion")).ToHaveValueAsync(new Regex("CO-01"));
        await Expect(page.Locator("#case-reasons-0-facts")).Not.ToHaveValueAsync("");
        await page.GetByRole(AriaRole.Button, new() { Name = Words["recommend.summary-assemble"] }).ClickAsync();
        await Expect(page.Locator("#case-summary")).Not.ToHaveValueAsync("");

        // Typed, the field not left, and the page read anew: nothing is lost.
        await why.ClickAsync();
        await why.FillAsync("");
        await why.PressSequentiallyAsync(Why);
        await Expect(page.GetByText(new Regex("下書きを保存しました"))).ToBeVisibleAsync();
        await KeptAsync(page, Why);
        await page.ReloadAsync();
        await Expect(page.Locator("#case-reasons-0-why")).ToHaveValueAsync(Why);
        await lead.Button("recommend.send").ClickAsync();
        await Expect(lead.Button("action.Recommend")).ToHaveCountAsync(0);
        await Expect(page.GetByText(Why, new() { Exact = true })).ToBeVisibleAsync();
    }

    // The pause of typing is the script's; the database says when it was over.
    static async Task KeptAsync(IPage page, string text)
    {
        var other = await page.Context.NewPageAsync();
        try
        {
            for (var tries = 0; tries < 20; tries++)
            {
                await other.GotoAsync(page.Url);
                var field = other.Locator("#case-reasons-0-why");
                await Expect(field).ToBeVisibleAsync();
                if (await field.InputValueAsync() == text)
                {
                    return;
                }
            }

            Assert.Fail("What was typed was not kept.");
        }
        finally
        {
            await other.CloseAsync();
        }
    }

    static async Task RecommendsAgainAsync(Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.Recommendation(id));
        await Expect(lead.Page.GetByText("根拠の条項を確かめてください。")).ToBeVisibleAsync();
        // The challenged recommendation is there to be worked over.
        await Expect(lead.Page.Locator("#case-reasons-0-why")).ToHaveValueAsync(Why);
        await lead.Button("recommend.send").ClickAsync();
        // What was sent back says the same and is folded.
        await Expect(lead.Page.GetByText(Why, new() { Exact = true }).Filter(new() { Visible = true })).ToHaveCountAsync(1);
    }

    static async Task VerifiesAsync(Scene scene, Visitor decider)
    {
        var page = decider.Page;
        var letter = page.Locator(".proposal-list > li").Filter(new() { HasText = Words.Of(LetterKind.Refused) });
        await Expect(letter).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() =>
            letter.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("PDF") }).ClickAsync()
        );
        var file = Path.Combine(Stage.Artifacts, "decision.pdf");
        await download.SaveAsAsync(file);
        var address = await letter.GetByRole(AriaRole.Link, new() { Name = Words["letters.verify"] }).GetAttributeAsync("href");

        var anybody = await scene.VisitorAsync();
        await anybody.Page.GotoAsync(address!);
        await Expect(anybody.Page.GetByText(Words["verify.stands"])).ToBeVisibleAsync();
        Assert.DoesNotContain("デモ健康ノート", await anybody.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("デモからだ便り", await anybody.TextAsync(), StringComparison.Ordinal);
        await anybody.Page.Locator("#verify-file").SetInputFilesAsync(file);
        await Expect(anybody.Page.Locator("#verify-result")).ToContainTextAsync(Words["verify.same"]);
        var other = Path.Combine(Stage.Artifacts, "another.pdf");
        await File.WriteAllBytesAsync(other, [.. await File.ReadAllBytesAsync(file), (byte)' ']);
        await anybody.Page.Locator("#verify-file").SetInputFilesAsync(other);
        await Expect(anybody.Page.Locator("#verify-result")).ToContainTextAsync(Words["verify.other"]);
    }

    static async Task JudgeAllAsync(Visitor lead, int count)
    {
        var items = lead.Page.Locator(".judgements > li");
        await Expect(items).ToHaveCountAsync(count);
        if (count > ReviewItems.OfForm.Count)
        {
            await lead.Page.GetByRole(AriaRole.Button, new() { Name = Words["note.adopt-all", count], Exact = true }).ClickAsync();
            await Expect(lead.Page.GetByRole(AriaRole.Button, new() { Name = Words["note.adopt"], Exact = true })).ToHaveCountAsync(0);
        }

        for (var i = 0; i < count; i++)
        {
            await items.Nth(i).GetByRole(AriaRole.Radio, new() { Name = Words.Of(Verdict.Met), Exact = true }).CheckAsync();
            await Expect(items.Nth(i).GetByText(Words["judge.kept"], new() { Exact = true })).ToBeVisibleAsync();
        }
    }

    static async Task ConfirmsAsync(Visitor visitor, string action)
    {
        await visitor.Button(action).ClickAsync();
        await visitor.ConfirmAsync(action);
        await Expect(visitor.Button(action)).ToHaveCountAsync(0);
    }

    static async Task AsksAsync(Visitor visitor, string action, string reason)
    {
        await visitor.Button(action).ClickAsync();
        await visitor.Dialog.GetByRole(AriaRole.Textbox).FillAsync(reason);
        await visitor.ConfirmAsync(action);
        await Expect(visitor.Button(action)).ToHaveCountAsync(0);
    }
}
