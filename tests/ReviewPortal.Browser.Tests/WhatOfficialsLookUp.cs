using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>Templates of letters, a later end of the period, precedents and figures: one walk of three people.</summary>
public class What_officials_look_up(Stage stage)
{
    const string Subject = "利用申請の審査期間の延長について（通知）見直し";

    static Wording Words => Screen.Words;

    [Fact]
    public async Task From_the_wording_of_a_letter_to_the_figures()
    {
        // The wording that is published here would stand in the letters of other tests.
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var reviewed = await Database.ApplicationAsync(portal.DataFolder, "デモ入会健診オンライン");
                await WritesAWording(await scene.SignInAsync("legal"));
                var lead = await scene.SignInAsync("lead");
                await PublishesIt(lead);
                await ProposesALaterEnd(lead, new(reviewed));
                await AgreesAndReadsTheLetter(await scene.SignInAsync("rep"), new(reviewed));
                await SeesTheLaterEndAndThePrecedents(lead, new(reviewed));
                await ReadsTheFigures(lead);
            },
            portal
        );
    }

    static async Task WritesAWording(Visitor legal)
    {
        await legal.Page.GotoAsync(Links.Letters());
        await legal.Link(Words.Of(LetterKind.Extension)).ClickAsync();
        var subject = legal.Page.Locator("#letter-subject");
        await Expect(subject).Not.ToHaveValueAsync("");
        // A name that no letter of this kind knows is told at its field.
        await subject.FillAsync("{天気}について");
        await legal.Button("letters.keep").ClickAsync();
        await Expect(legal.Page.Locator(".error-summary")).ToContainTextAsync("天気");
        await subject.FillAsync(Subject);
        await legal.Button("letters.keep").ClickAsync();
        await legal.IsToldAsync("letters.kept");
        await Expect(legal.Page.GetByText(Words["letters.other-publishes"])).ToBeVisibleAsync();
        await Expect(legal.Button("letters.publish")).ToHaveCountAsync(0);
    }

    static async Task PublishesIt(Visitor lead)
    {
        await lead.Page.GotoAsync(Links.LetterTemplate(LetterKind.Extension));
        await Expect(lead.Page.Locator("#letter-subject")).ToHaveValueAsync(Subject);
        await Expect(lead.Page.Locator("#main").GetByText(Subject)).ToBeVisibleAsync();
        await lead.Button("letters.publish").ClickAsync();
        await lead.IsToldAsync("letters.published");
        await Expect(lead.Button("letters.publish")).ToHaveCountAsync(0);
    }

    static async Task ProposesALaterEnd(Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.Case(id));
        await lead.Page.Locator("summary").Filter(new() { HasText = Words["period.propose"] }).ClickAsync();
        await lead.Page.Locator("#period-due").FillAsync("2020-01-01");
        await lead.Page.Locator("#period-reason").FillAsync("関係省庁との協議に時間を要するため。");
        await lead.Button("period.send").ClickAsync();
        await Expect(lead.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await lead.Page.Locator("#period-due").FillAsync(Later.ToString("yyyy-MM-dd"));
        await lead.Button("period.send").ClickAsync();
        await lead.IsToldAsync("period.sent");
        await Expect(lead.Page.GetByText(Words["extension.open"]).First).ToBeVisibleAsync();
    }

    static async Task AgreesAndReadsTheLetter(Visitor representative, ApplicationId id)
    {
        await representative.Page.GotoAsync(Links.Application(id));
        await Expect(representative.Page.GetByText(Words["period.asked", Words.Date(Later)])).ToBeVisibleAsync();
        await representative.Button("period.agree").ClickAsync();
        await representative.IsToldAsync("period.answered");
        var letter = representative
            .Page.GetByRole(AriaRole.Listitem)
            .Filter(new() { HasText = Words.Of(LetterKind.Extension) })
            .Filter(new() { Has = representative.Page.GetByRole(AriaRole.Link, new() { Name = "PDF" }) });
        var download = await representative.Page.RunAndWaitForDownloadAsync(() => letter.Locator("a[download]").First.ClickAsync());
        using var paper = Paper.Open(await download.PathAsync());
        paper.HoldsInOrder(Subject, JapaneseDate.Format(Later));
    }

    static async Task SeesTheLaterEndAndThePrecedents(Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.Case(id, "precedents"));
        await Expect(lead.Page.GetByText(Words["extension.agreed"]).First).ToBeVisibleAsync();
        // The one decided case of the demonstration, with why it is said to be like this one.
        var precedent = lead.Page.GetByRole(AriaRole.Article);
        await Expect(precedent).ToHaveCountAsync(1);
        await Expect(precedent).ToContainTextAsync(Words.Of(DecisionOutcome.Accepted));
        await Expect(precedent).ToContainTextAsync(Words["precedents.shared"]);
        await lead.Page.Locator("summary").Filter(new() { HasText = Words["precedents.weights"] }).ClickAsync();
        await Expect(lead.Page.GetByText(Words["precedents.formula"])).ToBeVisibleAsync();
        await precedent.GetByRole(AriaRole.Heading).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(lead.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("tab=decision"));
    }

    static async Task ReadsTheFigures(Visitor lead)
    {
        await lead.Page.GotoAsync(Links.Statistics());
        var all = lead.Page.Locator("#main tbody tr").First;
        await Expect(all.GetByRole(AriaRole.Cell).First).ToHaveTextAsync("1");
        await Expect(all).Not.ToContainTextAsync(Words["statistics.no-figure"]);
        await lead.Page.Locator("#statistics-type").SelectOptionAsync(nameof(UseType.OutsideTypes));
        await lead.Button("register.show").ClickAsync();
        // Of nothing there is no figure, and none is made up.
        await Expect(all).ToContainTextAsync(Words["statistics.no-figure"]);
        var download = await lead.Page.RunAndWaitForDownloadAsync(() => lead.Link(Words["impact.csv"]).ClickAsync());
        Assert.Contains(Words["statistics.median"], await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }

    // Far enough behind any end of the period, and no holiday.
    static DateOnly Later => JapaneseDate.On(DateTime.UtcNow).AddDays(200);
}
