using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>A correction that names two answers and one kind of document, from the request to what the case then shows. In a portal of its own.</summary>
public class A_correction(Stage stage)
{
    const string Summary = "service.summary";
    const string Purpose = "functions[0].recipients[0].purpose";
    const string OldFile = "デモ_登録証の写し.pdf";
    const string NewFile = "更新した登録証";

    static readonly string Certificate = DocumentPath.Of(DocumentKind.Certificate);
    static readonly string[] Named = [Summary, Purpose, Certificate];

    static Wording Words => Screen.Words;

    [Fact]
    public async Task Opens_exactly_what_it_names_and_the_case_shows_what_was_changed()
    {
        await using var portal = await PortalProcess.StartAsync();
        await stage.PlayAsync(
            async scene =>
            {
                var id = new ApplicationId(await Database.ApplicationAsync(portal.DataFolder, "デモ入会健診オンライン"));
                var reviewer = await scene.SignInAsync("reviewer-mic");
                await AsksAsync(reviewer, id);
                var rep = await scene.SignInAsync("rep");
                await OpensAsync(rep, id);
                await RefusesOtherDocumentsAsync(rep, id);
                await AnswersAsync(rep, id);
                await ShowsWhatChangedAsync(reviewer, Links.CaseCompare(id));
                await ShowsWhatChangedAsync(rep, Links.Compare(id));
                // Where it is judged, too.
                await reviewer.Page.GotoAsync(Links.Case(id, "corrections"));
                var filed = reviewer.Page.Locator(".correction-item").GetByRole(AriaRole.Listitem);
                await Expect(filed.Filter(new() { HasText = Words["compare.file-gone", OldFile] })).ToHaveCountAsync(1);
                await Expect(filed.Filter(new() { HasText = Words["compare.file-came", $"{NewFile}.pdf"] })).ToHaveCountAsync(1);
            },
            portal
        );
    }

    static async Task AsksAsync(Visitor reviewer, ApplicationId id)
    {
        await reviewer.Page.GotoAsync(Links.Case(id));
        await reviewer.Button("action.RequestCorrection").ClickAsync();
        foreach (var (path, i) in Named.Select((path, i) => (path, i + 1)))
        {
            if (i > 1)
            {
                await reviewer.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["correction.add"] }).ClickAsync();
            }

            var item = reviewer.Dialog.GetByRole(AriaRole.Group, new() { Name = Words["correction.item", i], Exact = true });
            await item.GetByRole(AriaRole.Combobox, new() { Name = Words["correction.field"] }).SelectOptionAsync(path);
            await item.GetByRole(AriaRole.Textbox, new() { Name = Words["correction.text"] }).FillAsync($"直してください（{i}）。");
        }

        await reviewer.ConfirmAsync("correction.send");
        await Expect(reviewer.Page.GetByText(Words.Of(ApplicationState.Correcting), new() { Exact = true }).First).ToBeVisibleAsync();
    }

    static async Task OpensAsync(Visitor rep, ApplicationId id)
    {
        await rep.Page.GotoAsync(Links.Application(id));
        await Expect(rep.Page.Locator(".todo > li")).ToHaveCountAsync(3);
        var main = rep.Page.Locator("#main");
        string[] open = [Summary, Purpose, .. Named.Select(path => PlanForm.Remark + path)];
        // Whatever step of the form the address names.
        foreach (var step in new PlanStep?[] { PlanStep.Contacts, PlanStep.Documents, null })
        {
            await rep.Page.GotoAsync(Links.Plan(id, step));
            await Expect(rep.Heading).ToHaveTextAsync(Words["apply.correct-title"]);
            await Expect(main.Locator("[data-path]")).ToHaveCountAsync(open.Length);
            var paths = await main.Locator("[data-path]").EvaluateAllAsync<string[]>("all => all.map(one => one.dataset.path)");
            Assert.Equal(open.Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
            await Expect(main.Locator("input:not([type=file]), select, textarea")).ToHaveCountAsync(open.Length);
            // Files can be put into the named kind alone.
            await Expect(main.Locator(".document-kind")).ToHaveCountAsync(1);
            Assert.NotEqual(0, await Files(rep).Locator("input[type=file]").CountAsync());
            await Expect(main.Locator("input[type=file]")).ToHaveCountAsync(await Files(rep).Locator("input[type=file]").CountAsync());
        }
    }

    static async Task RefusesOtherDocumentsAsync(Visitor rep, ApplicationId id)
    {
        var token = await rep.Page.Locator("meta[name=antiforgery]").GetAttributeAsync("content");
        foreach (var kind in Enum.GetValues<DocumentKind>().Where(kind => kind != DocumentKind.Certificate))
        {
            var answer = await rep.Page.APIRequest.PostAsync(
                $"{Links.Upload(id, kind)}&name=other.pdf",
                new() { Headers = [new("RequestVerificationToken", token!)], DataByte = Screen.Pdf("other").Buffer }
            );
            Assert.Equal(422, answer.Status);
            Assert.Contains(
                Words["refusal.documents-closed"],
                System.Text.Json.JsonDocument.Parse(await answer.TextAsync()).RootElement.GetProperty("message").GetString()!,
                StringComparison.Ordinal
            );
        }
    }

    static async Task AnswersAsync(Visitor rep, ApplicationId id)
    {
        var main = rep.Page.Locator("#main");
        await Screen.Control(main, Summary).FillAsync("スポーツクラブに入会する人が、健診票を電子で提出する、架空のサービスです。");
        await Screen.Control(main, Purpose).FillAsync("入会時の体調の確認");
        await Files(rep).GetByRole(AriaRole.Button, new() { Name = Words["file.remove-file", OldFile] }).ClickAsync();
        await rep.ConfirmAsync("file.remove");
        await Expect(Files(rep).Locator(".file-row")).ToHaveCountAsync(0);
        await Files(rep).Locator("input[type=file]").First.SetInputFilesAsync(Screen.Pdf(NewFile));
        await Expect(Files(rep).Locator(".file-row")).ToContainTextAsync(NewFile);
        foreach (var path in Named)
        {
            await main.Locator($"[data-path='{PlanForm.Remark}{path}'] textarea").FillAsync("直しました。");
        }

        await rep.Button("apply.resubmit").ClickAsync();
        await rep.ConfirmAsync("apply.resubmit");
        await Expect(rep.Page).ToHaveURLAsync(new Regex($"{Links.Application(id)}$"));
        await Expect(rep.Page.GetByText(Words["mine.state.InReview"])).ToBeVisibleAsync();
    }

    static async Task ShowsWhatChangedAsync(Visitor visitor, string address)
    {
        await visitor.Page.GotoAsync(address);
        var changes = visitor.Page.Locator(".change");
        await Expect(changes).ToHaveCountAsync(2);
        foreach (var (path, after) in new[] { (Summary, "電子で提出する"), (Purpose, "体調の確認") })
        {
            var change = changes.Filter(new() { HasText = Words.Place(path) });
            await Expect(change).ToHaveCountAsync(1);
            await Expect(change.Locator(".change-sides > div").Last).ToContainTextAsync(after);
        }

        var files = visitor.Page.GetByRole(AriaRole.Region, new() { Name = Words["compare.files"] }).GetByRole(AriaRole.Listitem);
        await Expect(files).ToHaveCountAsync(2);
        await Expect(files.Filter(new() { HasText = Words["compare.file-gone", OldFile] })).ToHaveCountAsync(1);
        await Expect(files.Filter(new() { HasText = Words["compare.file-came", $"{NewFile}.pdf"] })).ToHaveCountAsync(1);
    }

    static ILocator Files(Visitor rep) => rep.Page.Locator($"#{PlanWords.FieldId(Certificate)}");
}
