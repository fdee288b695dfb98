using Microsoft.Playwright;
using ReviewPortal.Domain.Register;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>The public register, as a browser shows it that runs no scripts.</summary>
public class The_register(Stage stage)
{
    static Wording Words => Screen.Words;

    static ILocator Rows(Visitor visitor) => visitor.Page.Locator("tbody").GetByRole(AriaRole.Row);

    [Theory]
    [InlineData("2026-02-28", 47, 43, 4, 49)]
    [InlineData("2026-04-01", 46, 42, 4, 48)]
    [InlineData("2026-07-01", 45, 41, 4, 47)]
    [InlineData("令和８年２月２８日", 47, 43, 4, 49)]
    public Task Counts_who_operates_on_a_day(string day, int organizations, int businesses, int municipalities, int services) =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync(Links.With("/register", ("asOf", day), ("size", "200")));

            await Expect(Rows(visitor)).ToHaveCountAsync(services);
            var counts = visitor.Page.Locator("dl").GetByRole(AriaRole.Definition);
            await Expect(counts).ToHaveTextAsync(new[] { organizations, businesses, municipalities, services }.Select(count => $"{count}"));
        });

    [Fact]
    public Task Shows_what_is_not_confirmed_as_such() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync("/register?asOf=2026-02-28&size=200");

            await Expect(visitor.Page.GetByText(Words["register.suggestion"], new() { Exact = true })).ToHaveCountAsync(15);
            await Expect(visitor.Page.GetByText(Words["register.spelling"], new() { Exact = true })).ToHaveCountAsync(4);
            foreach (var service in new[] { "スマイルみやこんじよ", "ヘルスケアサポート", "マイナパレット" })
            {
                await Expect(Rows(visitor).Filter(new() { HasText = service })).ToContainTextAsync(Words["register.spelling"]);
            }

            await Expect(Rows(visitor).Filter(new() { HasText = "RECOELL" })).ToContainTextAsync(Words["register.ends", "令和8年3月31日"]);
        });

    [Fact]
    public Task Of_a_day_before_the_first_record_says_so() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync("/register?asOf=2026-01-01");

            await Expect(visitor.Page.GetByText(Words["register.no-record", "令和8年1月1日"])).ToBeVisibleAsync();
            await Expect(Rows(visitor)).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Of_a_day_that_is_none_says_so_at_the_field() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync("/register?asOf=2026-02-30");

            var field = visitor.Page.GetByLabel(Words["register.as-of"]);
            await Expect(field).ToHaveValueAsync("2026-02-30");
            await Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(field).ToHaveAccessibleDescriptionAsync(new System.Text.RegularExpressions.Regex(Words["form.no-date"]));
        });

    [Fact]
    public Task Is_filtered_sorted_and_paged_without_scripts() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync("/register?asOf=2026-02-28&size=25");
            await Expect(Rows(visitor)).ToHaveCountAsync(25);
            await visitor.Link(Words["pager.next"]).ClickAsync();
            await Expect(Rows(visitor)).ToHaveCountAsync(24);
            await Expect(Rows(visitor).Last).ToContainTextAsync("宮崎県都城市");

            await visitor.Link("100").ClickAsync();
            await visitor
                .Page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new($"^{Words["list.service"]}( ▲)?$") })
                .GetByRole(AriaRole.Link)
                .ClickAsync();
            await Expect(visitor.Page.GetByRole(AriaRole.Columnheader, new() { NameRegex = new($"^{Words["list.service"]}( ▲)?$") }))
                .ToHaveAttributeAsync("aria-sort", "ascending");
            await Expect(Rows(visitor).First).ToContainTextAsync("ASTER II for LINE");
            await Expect(Rows(visitor)).ToHaveCountAsync(49);

            await visitor
                .Page.GetByLabel(Words["register.kind"], new() { Exact = true })
                .SelectOptionAsync(new SelectOptionValue { Label = Words.Of(OrganizationKind.Municipality) });
            await visitor.Button("register.show").ClickAsync();
            await Expect(Rows(visitor)).ToHaveCountAsync(4);
            await Expect(visitor.Page.GetByLabel(Words["register.as-of"])).ToHaveValueAsync("2026-02-28");

            await visitor.Link(Words["list.clear"]).ClickAsync();
            await visitor.Page.GetByLabel(Words["register.search"]).FillAsync("ｵｸｽﾘ");
            await visitor.Button("register.show").ClickAsync();
            await Expect(Rows(visitor)).ToHaveCountAsync(3);
        });

    [Fact]
    public Task Like_every_public_page_opens_no_circuit_and_runs_no_script() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync();
            foreach (var page in new[] { Links.Start(), Links.Register(), Links.Criteria(), Links.SignIn() })
            {
                await visitor.Page.GotoAsync(page, new() { WaitUntil = WaitUntilState.NetworkIdle });
                await Expect(visitor.Heading).ToBeVisibleAsync();
                await Expect(visitor.Page.Locator("script")).ToHaveCountAsync(0);
            }

            Assert.Equal(0, visitor.Sockets);
            // The counter does count: a signed-in page has a circuit.
            var rep = await scene.SignInAsync("rep");
            Assert.Equal(1, rep.Sockets);
        });

    [Fact]
    public Task Is_printed_as_it_is_shown() =>
        stage.PlayAsync(async scene =>
        {
            var visitor = await scene.VisitorAsync(javaScript: false);
            await visitor.Page.GotoAsync("/register?asOf=2026-02-28&size=200");
            var services = await visitor.Page.Locator("tbody").GetByRole(AriaRole.Rowheader).AllTextContentsAsync();
            Assert.Equal(49, services.Count);

            var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Link(Words["register.pdf"]).ClickAsync());
            Assert.Equal("運用中事業者内訳_20260228.pdf", download.SuggestedFilename);
            var path = Path.Combine(Stage.Artifacts, "breakdown.pdf");
            await download.SaveAsAsync(path);
            using var paper = Paper.Open(path);

            paper.HoldsInOrder(["運用中事業者内訳", "令和8年2月28日現在", "47者43者4者49件", .. services]);
            paper.ShouldBeAccessible("運用中事業者内訳（令和8年2月28日現在）");
            paper.ShouldCarryItsFonts();
            Assert.All(paper.Pages, (page, i) => Assert.Contains($"{i + 1}/{paper.Pages.Count}", page, StringComparison.Ordinal));
        });
}
