using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A colleague is invited by mail, joins, writes, and is removed while a page is open.</summary>
public class Teams(Stage stage)
{
    const string Password = "a long pass phrase";

    static Wording Words => Screen.Words;

    [Fact]
    public Task An_invited_colleague_joins_and_writes_until_the_moment_of_being_removed() =>
        stage.PlayAsync(async scene =>
        {
            var address = $"hanako-{Guid.NewGuid():N}@example.jp";
            var id = await Database.ApplicationAsync(stage.Portal.DataFolder, "デモ体重日記");
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync(Links.Team());
            await rep.Button("team.invite").ClickAsync();
            await rep.Dialog.GetByRole(AriaRole.Textbox, new() { Name = Words["account.email"] }).FillAsync(address);
            await rep.ConfirmAsync("team.invite-send");
            await Expect(rep.Page.GetByRole(AriaRole.Rowheader, new() { Name = address })).ToBeVisibleAsync();

            var hanako = await scene.VisitorAsync();
            var office = await scene.SignInAsync("lead");
            await hanako.Page.GotoAsync(await office.LinkInMailAsync(address, "/from-mail"));
            await Expect(hanako.Page).ToHaveURLAsync(new Regex(Links.Invitation() + "$"));
            await hanako.Page.GetByLabel(Words["join.name"]).First.FillAsync("見本 花子");
            await hanako.Page.Locator("#new").FillAsync(Password);
            await hanako.Page.Locator("#again").FillAsync(Password);
            await hanako.Button("join.create").ClickAsync();
            await Expect(hanako.Heading).ToHaveTextAsync(Words["home.title"]);

            await hanako.Page.GotoAsync($"/applications/{id}/plan");
            var form = hanako.Page.Locator("#main");
            await form.AnswerAsync("service.url", "https://hanako.example.jp/");
            await Expect(hanako.Page.Locator("[data-path='service.url']")).ToHaveAttributeAsync("data-base", "https://hanako.example.jp/");

            await rep.Page.ReloadAsync();
            await rep.Page.GetByRole(AriaRole.Button, new() { Name = Words["team.remove-of", "見本 花子"], Exact = true }).ClickAsync();
            await rep.ConfirmAsync("team.remove");
            await Expect(rep.Page.GetByRole(AriaRole.Rowheader, new() { Name = "見本 花子" })).ToHaveCountAsync(0);

            // The page is still open; what is done there next is refused, and nothing of it is stored.
            await form.AnswerAsync("service.url", "https://too-late.example.jp/");
            await Expect(hanako.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = Words["apply.not-saved"] })).ToBeVisibleAsync();
            await using var db = Database.Open(stage.Portal.DataFolder);
            var application = db.Applications.Single(a => a.Id == new ApplicationId(id));
            Assert.Contains("hanako.example.jp", application.Draft, StringComparison.Ordinal);
            Assert.DoesNotContain("too-late", application.Draft, StringComparison.Ordinal);
        });
}
