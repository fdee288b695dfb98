using Microsoft.Playwright;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class The_self_check(Stage stage)
{
    const string InScope = """{"filing":{"kind":"New"},"handling":{"dataKinds":["CheckupAndCare"],"researchOnly":false}}""";

    static Wording Words => Screen.Words;

    [Fact]
    public Task Asks_for_the_check_sheet_because_the_route_depends_on_it() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await OpenAsync(scene, InScope);
            await Step(visitor, "checkSheet").ClickAsync();
            var item = visitor.Page.Locator(".sheet-item").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Radio) }).First;
            await item.GetByRole(AriaRole.Radio, new() { Name = Words.Of(CheckSheetAnswer.No), Exact = true }).CheckAsync();

            // It is judged at once, and the link holds it.
            await Expect(item.Locator(".sheet-marks .chip").Last).Not.ToHaveTextAsync(Words.Of(Domain.Guidelines.Outcome.Undetermined));
            var link = await visitor.Page.GetByLabel(Words["self-check.link"]).InputValueAsync();
            Assert.Contains(
                "\"answer\":\"No\"",
                PlanLink.Decode(link[(link.IndexOf("#a=", StringComparison.Ordinal) + 3)..]),
                StringComparison.Ordinal
            );
        });

    [Fact]
    public Task Leads_only_to_groups_in_which_something_still_matters() =>
        stage.PlayAsync(async scene =>
        {
            // These answers came without a kind of filing, and on it nothing rests while nobody says that it is a change.
            var visitor = await OpenAsync(
                scene,
                """{"handling":{"dataKinds":["SelfMeasured"],"onlyTheseKinds":true,"forIndividualHealthManagement":true,"researchOnly":false,"provision":"Direct"}}"""
            );
            await Expect(Step(visitor, "handling")).ToHaveAttributeAsync("aria-current", "step");
            await Expect(Step(visitor, "filing")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Shows_the_way_by_file_where_a_link_would_be_too_long() =>
        stage.PlayAsync(async scene =>
        {
            var functions = string.Join(',', Enumerable.Range(0, 190).Select(i => $$"""{"name":"{{Guid.NewGuid()}}{{Guid.NewGuid()}}"}"""));
            var visitor = await OpenAsync(scene, $$"""{"functions":[{{functions}}]}""");

            await Expect(visitor.Link(Words["self-check.draft"])).ToHaveCountAsync(0);
            await Expect(visitor.Link(Words["self-check.import"])).ToHaveAttributeAsync("href", Links.Import());
        });

    [Fact]
    public Task Says_that_the_answers_of_a_mangled_link_cannot_be_read() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            await visitor.Page.GotoAsync($"{Links.SelfCheck()}#a=%%%{PlanLink.Encode(InScope)[..20]}");
            await Expect(visitor.Page.GetByText(Words["self-check.unreadable"])).ToBeVisibleAsync(new() { Timeout = 30_000 });

            await visitor.Page.Locator("#main").AnswerAsync("handling.researchOnly", Words["plan.no"]);
            await Expect(visitor.Page.GetByText(Words["self-check.unreadable"])).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Takes_a_narrow_screen_along_to_what_was_pressed() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await OpenAsync(scene, InScope, 390);
            await visitor.Button("self-check.next").ClickAsync();
            var title = visitor.Page.Locator("#step-title");
            await Expect(title).ToHaveTextAsync(Words.Question("apis"));
            await Expect(title).ToBeFocusedAsync();
            await Expect(title).ToBeInViewportAsync();

            // What the rules say so far stays in sight, and leads to its reasons.
            var bar = visitor.Page.Locator(".verdict-bar");
            await Expect(bar).ToBeInViewportAsync();
            await bar.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(visitor.Page.Locator("#assessment-title")).ToBeFocusedAsync();

            // An open question leads to the group in which it is asked.
            await visitor
                .Page.Locator(".assessment ol")
                .GetByRole(AriaRole.Button, new() { Name = Words.Place("functions"), Exact = true })
                .ClickAsync();
            await Expect(title).ToHaveTextAsync(Words.Question("functions"));
            await Expect(title).ToBeFocusedAsync();
        });

    static ILocator Step(Visitor visitor, string group) =>
        visitor
            .Page.GetByRole(AriaRole.Navigation, new() { Name = Words["self-check.steps"] })
            .GetByRole(AriaRole.Button)
            .Filter(new() { HasText = Words.Question(group) });

    static async Task<Visitor> OpenAsync(Scene scene, string answers, int width = 1280)
    {
        var visitor = await scene.VisitorAsync(width: width);
        await visitor.Page.GotoAsync($"{Links.SelfCheck()}#a={PlanLink.Encode(answers)}");
        // The page is there when its circuit is; on a busy machine the first one takes a while.
        await Expect(visitor.Heading).ToBeVisibleAsync(new() { Timeout = 30_000 });
        return visitor;
    }
}
