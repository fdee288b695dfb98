using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class An_expert(Stage stage)
{
    const string Opinion = "医学的な観点から支障はありません。";

    static Wording Words => Screen.Words;

    [Fact]
    public Task Comes_in_by_a_link_once_reads_the_plan_and_writes_one_opinion() =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(stage.Portal.DataFolder, "デモ入会健診オンライン");
            var lead = await scene.SignInAsync("lead");
            await lead.Page.GotoAsync($"/cases/{id}?tab=opinions");
            await lead.Button("action.InviteExpert").ClickAsync();
            await lead.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["expert.invite"] }).ClickAsync();
            await Expect(lead.Dialog.GetByRole(AriaRole.Alert).First).ToContainTextAsync(Words["refusal.expert-name"]);
            await FillAsync(lead, "expert.name", "外部 識子");
            await FillAsync(lead, "expert.email", "expert@example.jp");
            await FillAsync(lead, "opinion.question", "医学的な観点からのご意見をお願いします。");
            await lead.ConfirmAsync("expert.invite");
            await Expect(lead.Page.GetByText(Words["expert.state.invited"], new() { Exact = true })).ToBeVisibleAsync();

            var expert = await scene.VisitorAsync();
            var link = await lead.LinkInMailAsync("expert@example.jp", "/expert#");
            var secret = link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..];
            await expert.Page.GotoAsync($"/expert#{secret}");
            await Expect(expert.Page.Locator("#expert-code")).ToHaveValueAsync(secret);
            // The address no longer holds it.
            Assert.DoesNotContain(secret, expert.Page.Url, StringComparison.Ordinal);
            await expert.Button("expert.enter").ClickAsync();
            await Expect(expert.Heading).ToHaveTextAsync("デモ入会健診オンライン");
            await Expect(expert.Page.GetByText("医学的な観点からのご意見をお願いします。")).ToBeVisibleAsync();
            // Nothing of what officials wrote among themselves.
            await Expect(expert.Page.GetByText("提出先での取扱いを画面で明示すること。")).ToHaveCountAsync(0);

            var another = await scene.VisitorAsync();
            await another.Page.GotoAsync($"/expert#{secret}");
            await another.Button("expert.enter").ClickAsync();
            await Expect(another.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(Words["expert.no-entry"]);
            await another.Page.GotoAsync("/expert/case");
            await Expect(another.Page.GetByText(Words["expert.no-entry"])).ToBeVisibleAsync();

            await expert.Button("opinion.give").ClickAsync();
            await Expect(expert.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync(Words["refusal.opinion-text"]);
            await expert.Page.GetByRole(AriaRole.Textbox).FillAsync(Opinion);
            await expert.Button("opinion.give").ClickAsync();
            await Expect(expert.Heading).ToHaveTextAsync(Words["expert.thanks"]);
            await expert.Page.GotoAsync("/expert/case");
            await Expect(expert.Page.GetByText(Words["expert.no-entry"])).ToBeVisibleAsync();

            await lead.Page.GotoAsync($"/cases/{id}?tab=opinions");
            await Expect(lead.Page.GetByText(Opinion)).ToBeVisibleAsync();
            Assert.DoesNotContain(secret, await lead.Page.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, stage.Portal.Log, StringComparison.Ordinal);
        });

    static Task FillAsync(Visitor lead, string label, string text) =>
        lead.Dialog.GetByRole(AriaRole.Textbox, new() { Name = Words[label] }).FillAsync(text);
}
