using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Features.Account;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public class Rights(Stage stage)
{
    static Wording Words => Screen.Words;

    string Data => stage.Portal.DataFolder;

    [Fact]
    public Task Another_companys_application_is_not_there_just_as_one_that_never_was() =>
        stage.PlayAsync(async scene =>
        {
            var others = await Database.ApplicationAsync(Data, "デモ接種歴ノート");
            var rep2 = await scene.SignInAsync("rep2");
            rep2.Expects("404");

            foreach (var part in new[] { "", "/plan" })
            {
                Assert.Equal(await Seen($"/applications/{Guid.NewGuid()}{part}"), await Seen($"/applications/{others}{part}"));
                await Expect(rep2.Heading).ToHaveTextAsync(Words["not-found.title"]);
            }

            var letter = await rep2.Page.APIRequest.GetAsync($"/applications/{others}/letter.pdf");
            Assert.Equal(404, letter.Status);

            async Task<string> Seen(string address)
            {
                Assert.Equal(404, (await rep2.Page.GotoAsync(address))!.Status);
                await Expect(rep2.Heading).ToBeVisibleAsync();
                await Expect(rep2.Page.GetByText(Words["shell.waiting"])).ToHaveCountAsync(0);
                return await rep2.Page.TitleAsync() + await rep2.Page.Locator("main").InnerTextAsync();
            }
        });

    [Theory]
    [InlineData("reviewer-mic", "/applications/")]
    [InlineData("survey", "/cases/")]
    [InlineData("rep", "/cases/")]
    public Task Each_side_keeps_to_its_own_pages(string name, string address) =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(Data, "デモ接種歴ノート");
            var person = await scene.SignInAsync(name);
            person.Expects("403");

            await person.Page.GotoAsync($"{address}{id}");

            await Expect(person.Heading).ToHaveTextAsync(Words["denied.title"]);
            Assert.DoesNotContain("デモ接種歴ノート", await person.TextAsync(), StringComparison.Ordinal);
        });

    [Fact]
    public Task A_deep_link_leads_through_signing_in_to_where_it_points() =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(Data, "デモ入会健診オンライン");
            var visitor = await scene.VisitorAsync();

            await visitor.Page.GotoAsync($"/cases/{id}?tab=plan");
            await Expect(visitor.Heading).ToHaveTextAsync(Words["account.login"]);
            await visitor.SignInAsync("reviewer-mic@demo.example", DemoAccounts.Password);

            await Expect(visitor.Page).ToHaveURLAsync(new Regex($"/cases/{id}\\?tab=plan$"));
            await Expect(visitor.Heading).ToHaveTextAsync("デモ入会健診オンライン");
        });

    [Fact]
    public Task Signing_out_ends_the_other_tabs_of_the_browser_too() =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(Data, "デモ腎機能みらい");
            var lead = await scene.SignInAsync("lead");
            var other = await lead.Page.Context.NewPageAsync();
            await other.GotoAsync($"/cases/{id}");
            await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("デモ腎機能みらい");

            await lead.Page.Locator("details.person > summary").ClickAsync();
            await lead.Button("shell.sign-out").ClickAsync();

            await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(Words["account.login"]);
            await Expect(lead.Page).ToHaveURLAsync(new Regex("/$"));
        });

    [Fact]
    public Task A_role_that_was_taken_away_acts_no_more_on_a_page_that_is_still_open() =>
        stage.PlayAsync(async scene =>
        {
            var id = await Database.ApplicationAsync(Data, "デモ腎機能みらい");
            var decider = await scene.SignInAsync("decider");
            await decider.Page.GotoAsync($"/cases/{id}");
            await Expect(decider.Button("action.Decide")).ToBeVisibleAsync();

            await using var db = Database.Open(Data);
            var user = await db.Users.Include(u => u.Grants).SingleAsync(u => u.Email == "decider@demo.example");
            var grants = user.Grants.ToList();
            user.Grants.Clear();
            await db.SaveChangesAsync();
            try
            {
                await decider.Button("action.Decide").ClickAsync();
                await decider.ConfirmAsync("action.Decide");

                await Expect(decider.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words["problem.title"] })).ToBeVisibleAsync();
                var application = await db.Applications.AsNoTracking().SingleAsync(a => a.Id == new ApplicationId(id));
                Assert.Equal(ApplicationState.Recommended, application.State);
            }
            finally
            {
                user.Grants.AddRange(grants.Select(grant => new Data.RoleGrant { UserId = user.Id, Role = grant.Role }));
                await db.SaveChangesAsync();
            }
        });

    [Fact]
    public Task Looking_at_the_second_step_of_signing_in_ends_no_session() =>
        stage.PlayAsync(async scene =>
        {
            var before = await StampAsync();
            var survey = await scene.SignInAsync("survey");

            await survey.Page.GotoAsync(Links.TwoFactor());
            var key = survey.Page.Locator("code").First;
            var shown = await key.TextContentAsync();
            await survey.Page.ReloadAsync();

            await Expect(key).ToHaveTextAsync(shown!);
            // Every open window of the person compares its session with this stamp.
            Assert.Equal(before, await StampAsync());

            async Task<string?> StampAsync()
            {
                await using var db = Database.Open(Data);
                return (await db.Users.AsNoTracking().SingleAsync(u => u.Email == "survey@demo.example")).SecurityStamp;
            }
        });
}
