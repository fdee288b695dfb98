using ReviewPortal.Domain.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class LongTexts(Stage stage)
{
    static Wording Words => Screen.Words;

    [Theory]
    [InlineData(9_000)]
    [InlineData(60_000)]
    public Task Are_kept_or_refused_at_their_field_but_never_lost(int letters) =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(stage.Portal.DataFolder, "デモ体重日記");
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync($"/applications/{id}/plan");
            var summary = Screen.Control(rep.Page.Locator("main"), "service.summary");
            var before = await summary.InputValueAsync();
            var text = new string('あ', letters);

            await summary.FillAsync(text);
            await summary.BlurAsync();

            if (letters < 10_000)
            {
                await rep.Page.ReloadAsync();
                await Expect(summary).ToHaveValueAsync(text);
                await summary.FillAsync(before);
                await summary.BlurAsync();
                await rep.Page.ReloadAsync();
                await Expect(summary).ToHaveValueAsync(before);
            }
            else
            {
                await Expect(rep.Page.GetByText(Words["plan.fault.TooLong", PlanJson.LongestAnswer])).ToBeVisibleAsync();
                await Expect(summary).ToHaveValueAsync(text);
                await summary.FillAsync(before);
                await summary.BlurAsync();
                await Expect(rep.Page.GetByText(Words["plan.fault.TooLong", PlanJson.LongestAnswer])).ToHaveCountAsync(0);
            }
        });
}
