using Microsoft.Playwright;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A long sheet leads through what is open, and folds away what is not being read.</summary>
public class TheCheckSheet(Stage stage)
{
    static Wording Words => Screen.Words;

    [Fact]
    public Task Leads_from_one_open_item_to_the_next_and_shows_only_those_on_request() =>
        stage.PlayAsync(async scene =>
        {
            var sheet = CheckSheets.InForce(Domain.Time.JapaneseDate.On(DateTime.UtcNow));
            var (first, second) = (sheet.Groups[0].Items[0], sheet.Groups[0].Items[1]);
            var last = sheet.Groups[1].Items[0];
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync("/applications");
            await rep.Button("mine.new").ClickAsync();
            await Expect(rep.Heading).ToHaveTextAsync(Words["apply.title"]);
            await rep.Page.ToStepAsync(PlanStep.Compliance);
            var (count, inFirst) = (sheet.Items.Count(), sheet.Groups[0].Items.Count);
            ILocator Item(CheckSheetItem item) => rep.Page.GetByRole(AriaRole.Group, new() { Name = item.Id, Exact = true });
            ILocator Yes(CheckSheetItem item) =>
                Item(item).GetByRole(AriaRole.Radio, new() { Name = Words.Of(CheckSheetAnswer.Yes), Exact = true });
            ILocator Next(int left) => rep.Page.GetByRole(AriaRole.Button, new() { Name = Words["sheet.next", left], Exact = true });
            ILocator Group(int index) =>
                rep.Page.Locator(".sheet-group > summary").Filter(new() { HasText = sheet.Groups[index].Title.Ja });

            await Expect(Group(0)).ToContainTextAsync(Words["sheet.group-open", inFirst, inFirst]);
            await Next(count).PressAsync("Enter");
            await Expect(Yes(first)).ToBeFocusedAsync();
            await rep.Page.Keyboard.PressAsync("Space");
            await Expect(Group(0)).ToContainTextAsync(Words["sheet.group-open", inFirst - 1, inFirst]);

            await Next(count - 1).PressAsync("Enter");
            await Expect(Yes(second)).ToBeFocusedAsync();

            // An answered item stays where it is being answered, and is gone when the open ones are asked for anew.
            await rep.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["sheet.only-open"], Exact = true }).CheckAsync();
            await Expect(Item(first)).ToHaveCountAsync(0);
            await Yes(second).PressAsync("Space");
            await Expect(Group(0)).ToContainTextAsync(Words["sheet.group-done"]);
            await Expect(Yes(second)).ToBeFocusedAsync();
            await rep.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["sheet.only-open"], Exact = true }).UncheckAsync();
            await rep.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["sheet.only-open"], Exact = true }).CheckAsync();
            await Expect(Group(0)).ToHaveCountAsync(0);

            // What is folded away opens when the focus is led into it.
            await rep.Button("sheet.fold").ClickAsync();
            await Expect(Item(last)).ToBeHiddenAsync();
            await Next(count - 2).PressAsync("Enter");
            await Expect(Yes(last)).ToBeFocusedAsync();
            await rep.Button("sheet.unfold").ClickAsync();
            await Expect(Item(sheet.Groups[^1].Items[^1])).ToBeVisibleAsync();
        });
}
