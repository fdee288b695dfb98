using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Features.Reviewing;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class The_desk(Stage stage)
{
    static Wording Words => Screen.Words;

    [Fact]
    public Task From_the_list_to_many_cases_at_once_and_from_case_to_case() =>
        stage.PlayAsync(async scene =>
        {
            var lead = await scene.SignInAsync("lead");
            var page = lead.Page;
            await page.GotoAsync(Links.Labels());
            await page.GetByLabel(Words["labels.name"]).FillAsync("急ぎの案件");
            await page.GetByRole(AriaRole.Button, new() { Name = Words["labels.save"] }).ClickAsync();
            await Expect(page.Locator(".label-list")).ToContainTextAsync("急ぎの案件");

            // Two characters find, the address holds everything, the back button brings it back.
            await page.GotoAsync(Links.Cases());
            await page.GetByLabel(Words["cases.search"]).FillAsync("健診");
            await page.Keyboard.PressAsync("Enter");
            await Expect(page).ToHaveURLAsync(new Regex("q="));
            await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
            await page.Locator("summary").Filter(new() { HasText = Words["cases.columns"] }).ClickAsync();
            await page.GetByRole(AriaRole.Checkbox, new() { Name = Words.Of(CaseColumn.Changed) }).CheckAsync();
            await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = Words.Of(CaseColumn.Changed) })).ToBeVisibleAsync();
            await page.GoBackAsync();
            await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = Words.Of(CaseColumn.Changed) })).ToHaveCountAsync(0);

            await page.GotoAsync(Links.Cases(("open", "1"), ("sort", "Number")));
            var boxes = page.Locator("tbody .row-check");
            await boxes.Nth(0).CheckAsync();
            await boxes.Nth(1).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = Words["bulk.open"] }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel(Words["bulk.action"]).SelectOptionAsync(Words["BulkAction.PutLabel"]);
            await dialog.GetByLabel(Words["cases.label"]).SelectOptionAsync("急ぎの案件");
            await dialog.GetByRole(AriaRole.Button, new() { Name = Words["bulk.run"] }).ClickAsync();
            await Expect(dialog).ToContainTextAsync(Words["bulk.all-done", 2, 0]);
            await dialog.GetByRole(AriaRole.Button, new() { Name = Words["shell.close"] }).ClickAsync();
            await Expect(page.Locator("tbody").GetByText("急ぎの案件")).ToHaveCountAsync(2);

            // From case to case in the list's order, and a colleague sees who is there.
            await page.Locator("tbody a").First.ClickAsync();
            await Expect(lead.Heading).Not.ToHaveTextAsync(Words["cases.title"]);
            var first = await lead.Heading.TextContentAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = Words["beside.next"] }).ClickAsync();
            await Expect(lead.Heading).Not.ToHaveTextAsync(first!);
            await page.GetByRole(AriaRole.Link, new() { Name = Words["beside.previous"] }).ClickAsync();
            await Expect(lead.Heading).ToHaveTextAsync(first!);
            var intake = await scene.SignInAsync("intake");
            await intake.Page.GotoAsync(page.Url);
            await Expect(page.Locator(".presence")).ToContainTextAsync(Words["presence.here", "受付 太郎"]);
            await Expect(intake.Page.Locator(".presence")).ToContainTextAsync(Words["presence.here", "主査 公一"]);
            await intake.Page.GotoAsync(Links.Home());
            await Expect(page.Locator(".presence")).Not.ToContainTextAsync("受付 太郎");
        });
}
