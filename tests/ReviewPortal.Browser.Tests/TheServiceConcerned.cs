using Microsoft.Playwright;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A change or an end is filed for a service of the own ones, or for one that officials have to identify.</summary>
public class TheServiceConcerned(Stage stage)
{
    static Wording Words => Screen.Words;

    [Fact]
    public Task Is_chosen_from_the_own_ones_or_written_with_a_warning_before_filing() =>
        stage.PlayAsync(async scene =>
        {
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync("/applications");
            await rep.Button("mine.new").ClickAsync();
            await Expect(rep.Heading).ToHaveTextAsync(Words["apply.title"]);
            var form = rep.Page.Locator("#main");
            await form.AnswerAsync("filing.kind", Words.Of(FilingKind.EndNotice));
            var field = rep.Page.Locator($"[data-path='{PlanForm.Concerns}']");
            var list = field.GetByRole(AriaRole.Combobox, new() { Name = Words["plan.concerns-pick"], Exact = true });
            var text = field.GetByRole(AriaRole.Textbox);
            var accepted = await list.Locator("option").Nth(1).InnerTextAsync();
            Assert.StartsWith("R8-", accepted, StringComparison.Ordinal);
            await list.SelectOptionAsync(new SelectOptionValue { Label = accepted });
            await Expect(text).ToHaveValueAsync(accepted);
            await Expect(field).ToHaveAttributeAsync("data-base", accepted);
            await rep.Page.ToStepAsync(PlanStep.Summary);
            await Expect(rep.Page.GetByText(Words["plan.concerns-unknown"])).ToHaveCountAsync(0);

            await form.AnswerAsync(PlanForm.Concerns, "よその名称");
            await Expect(list).ToHaveValueAsync("");
            await Expect(field).ToContainTextAsync(Words["plan.concerns-unlisted"]);
            await rep.Page.ToStepAsync(PlanStep.Summary);
            await Expect(form).ToContainTextAsync(Words["summary.concerns-unlisted", "よその名称"]);

            // The number alone is as good as the list.
            await form.AnswerAsync(PlanForm.Concerns, accepted.Split(' ')[0]);
            await Expect(text).ToHaveValueAsync(accepted);
            await Expect(list).ToHaveValueAsync(accepted);
        });
}
