using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class Unsaved_work(Stage stage)
{
    static Wording Words => Screen.Words;

    [Theory]
    [InlineData("/letters/accepted", null)]
    [InlineData("/text-blocks", null)]
    [InlineData("/conditions", "conditions.new")]
    [InlineData("/correction-texts", "correction-texts.edit")]
    public Task On_a_text_of_the_office_is_not_left_without_a_word(string address, string? opens) =>
        stage.PlayAsync(async scene =>
        {
            var lead = await scene.SignInAsync("lead");
            var page = lead.Page;
            await page.GotoAsync(address);
            if (opens is not null)
            {
                await page.Locator("#main button").Filter(new() { HasText = Words[opens] }).First.ClickAsync();
            }

            var field = page.Locator("#main textarea").First;
            await field.FillAsync("まだ保存していない文です。");
            await page.Locator("#main-menu, nav").GetByRole(AriaRole.Link, new() { Name = Words["cases.title"] }).First.ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await Expect(dialog).ToContainTextAsync(Words["unsaved.title"]);
            await dialog.GetByRole(AriaRole.Button, new() { Name = Words["shell.cancel"] }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(address + "$"));
            await Expect(field).ToHaveValueAsync("まだ保存していない文です。");

            // The browser's own question, also while the field has told nobody yet.
            await field.PressSequentiallyAsync("続き");
            var asked = "";
            page.Dialog += async (_, question) =>
            {
                asked = question.Type;
                await question.AcceptAsync();
            };
            await page.ReloadAsync();
            Assert.Equal("beforeunload", asked);
        });
}
