using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

/// <summary>Messages both ways, an inquiry and its answer, and notes of which the applicant's window receives nothing.</summary>
public class Talks(Stage stage)
{
    const string Canary = "内部メモカナリアＤ４";
    const string LeadName = "主査 公一";

    static Wording Words => Screen.Words;

    [Fact]
    public Task Reach_the_other_side_at_once_and_notes_never() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var rep = await scene.SignInAsync("rep");
            var lead = await scene.SignInAsync("lead");
            await rep.Page.GotoAsync(Links.Application(id));
            await Expect(rep.Page.Locator(".where")).ToBeVisibleAsync();

            await Messages(rep, lead, id);
            await Notes(rep, lead, id);
            await Inquiry(rep, lead, id);
            await ReceivesNothingInternal(rep, lead, id);
        });

    [Fact]
    public Task Refuse_half_a_character_at_its_field() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync(Links.Messages(id));
            var field = rep.Page.Locator(".talk-form textarea");
            await field.FillAsync("前");
            await Expect(rep.Page.Locator(".own-text .saved")).ToContainTextAsync(Saved);
            await TypeHalfAsync(field);
            await rep.Button("messages.send").ClickAsync();
            await Expect(rep.Page.Locator(".talk-form .form-error")).ToContainTextAsync(Words.Of(TextFault.HalfCharacter));
            await Expect(rep.Page.Locator(".talk li").Filter(new() { HasText = "\uFFFD" })).ToHaveCountAsync(0);
            // Nothing is left for the next visit.
            await field.FillAsync("");
            await rep.Page.GotoAsync(Links.Application(id));
            await rep.Page.GotoAsync(Links.Messages(id));
            await Expect(field).ToHaveValueAsync("");

            await rep.Page.GotoAsync(Links.Application(id));
            await rep.Button("mine.withdraw").ClickAsync();
            await TypeHalfAsync(rep.Dialog.Locator("textarea"));
            await rep.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["mine.withdraw"], Exact = true }).ClickAsync();
            await Expect(rep.Dialog.Locator(".form-error")).ToContainTextAsync(Words.Of(TextFault.HalfCharacter));
        });

    static Task TypeHalfAsync(ILocator field) =>
        field.EvaluateAsync(
            """
            field => {
              field.value = "\ud83d後";
              for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
            }
            """
        );

    [Fact]
    public Task Lose_nothing_that_was_typed_and_keep_nothing_that_was_sent() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var rep = await scene.SignInAsync("rep");
            await rep.Page.GotoAsync(Links.Messages(id));
            var field = rep.Page.Locator(".talk-form textarea");

            // In a pause of typing, while the field has the focus still.
            await field.PressSequentiallyAsync("書きかけの連絡");
            await Expect(rep.Page.Locator(".own-text .saved")).ToContainTextAsync(Saved);
            await rep.Page.ReloadAsync();
            await Expect(field).ToHaveValueAsync("書きかけの連絡");

            // A pause has no time to come: leaving the page is no loss either.
            await field.PressSequentiallyAsync("の続き");
            await rep.Page.GotoAsync(Links.Application(id));
            await rep.Page.GotoAsync(Links.Messages(id));
            await Expect(field).ToHaveValueAsync("書きかけの連絡の続き");

            await rep.Button("messages.send").DblClickAsync();
            await Expect(rep.Page.Locator(".talk")).ToContainTextAsync("書きかけの連絡の続き");
            await Expect(field).ToHaveValueAsync("");
            await Expect(rep.Page.Locator(".talk-form .form-error")).ToHaveCountAsync(0);
            await rep.Page.ReloadAsync();
            await Expect(field).ToHaveValueAsync("");
        });

    [Fact]
    public Task Ask_what_two_windows_of_one_person_keep_and_empty_both_when_one_sends() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var here = await scene.SignInAsync("reviewer-mic");
            var there = await scene.SignInAsync("reviewer-mic");
            await here.Page.GotoAsync(Links.CaseNotes(id));
            var (fieldHere, fieldThere) = (here.Page.Locator(".talk-form textarea"), there.Page.Locator(".talk-form textarea"));
            await fieldHere.PressSequentiallyAsync("先の窓");
            await Expect(here.Page.Locator(".own-text .saved")).ToContainTextAsync(Saved);
            await there.Page.GotoAsync(Links.CaseNotes(id));
            await Expect(fieldThere).ToHaveValueAsync("先の窓");

            await fieldHere.PressSequentiallyAsync("の続き");
            await fieldHere.BlurAsync();
            await Expect(here.Page.Locator(".own-text .saved")).ToContainTextAsync(Saved);
            await fieldThere.PressSequentiallyAsync("と後の窓");
            await fieldThere.BlurAsync();
            await Expect(there.Page.Locator(".own-text .answer-text")).ToHaveTextAsync("先の窓の続き");
            await there.Button("own.join").ClickAsync();
            await Expect(fieldThere).ToHaveValueAsync("先の窓と後の窓\n先の窓の続き");

            await here.Page.ReloadAsync();
            await Expect(fieldHere).ToHaveValueAsync("先の窓と後の窓\n先の窓の続き");
            await there.Button("notes.send").ClickAsync();
            await Expect(here.Page.Locator(".talk")).ToContainTextAsync("先の窓と後の窓");
            await Expect(fieldHere).ToHaveValueAsync("");
            await Expect(fieldThere).ToHaveValueAsync("");
        });

    [Fact]
    public Task Of_a_recommendation_in_two_windows_lose_nothing_that_the_other_has_written() =>
        stage.PlayAsync(async scene =>
        {
            const string First = "先の窓の要旨";
            const string Second = "後の窓の要旨";
            var id = await InReviewAsync();
            var here = await scene.SignInAsync("reviewer-mic");
            var there = await scene.SignInAsync("reviewer-mic");
            var (fieldHere, fieldThere) = (here.Page.Locator("#case-summary"), there.Page.Locator("#case-summary"));
            await here.Page.GotoAsync(Links.Recommendation(id));
            await there.Page.GotoAsync(Links.Recommendation(id));
            await Expect(fieldThere).ToBeVisibleAsync();
            await fieldHere.FillAsync(First);
            await fieldHere.BlurAsync();
            await Expect(here.Page.GetByText(Kept)).ToBeVisibleAsync();

            // What was written without having seen the other is refused, and stands where it was written.
            await fieldThere.FillAsync(Second);
            await fieldThere.BlurAsync();
            await Expect(there.Button("problem.reload")).ToBeVisibleAsync();
            await Expect(fieldThere).ToHaveValueAsync(Second);
            await here.Page.ReloadAsync();
            await Expect(fieldHere).ToHaveValueAsync(First);

            // Once seen, it can be written on, beside what was written here.
            await there.Button("problem.reload").ClickAsync();
            await Expect(fieldThere).ToHaveValueAsync(First);
            var unkept = there.Page.GetByRole(AriaRole.Region, new() { Name = Words["recommend.draft"], Exact = true });
            await Expect(unkept).ToContainTextAsync(Second);
            await there.Button("recommend.unkept-away").ClickAsync();
            await Expect(unkept).ToHaveCountAsync(0);
            await fieldThere.FillAsync(First + Second);
            await fieldThere.BlurAsync();
            await Expect(there.Page.GetByText(Kept)).ToBeVisibleAsync();
            await here.Page.ReloadAsync();
            await Expect(fieldHere).ToHaveValueAsync(First + Second);
        });

    [Fact]
    public Task Of_a_correction_come_back_after_a_reload_with_their_fields_and_can_be_let_go() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var lead = await scene.SignInAsync("lead");
            await BeginAsync();
            await lead.Dialog.Locator("#case-items-0-path").SelectOptionAsync("service.summary");
            await lead.Dialog.Locator("#case-items-0-text").PressSequentiallyAsync("具体的に");
            await Expect(lead.Dialog.Locator(".own-text .saved")).ToContainTextAsync(Saved);
            await lead.Page.ReloadAsync();

            await BeginAsync();
            await Expect(lead.Dialog.Locator("#case-items-0-text")).ToHaveValueAsync("具体的に");
            await Expect(lead.Dialog.Locator("#case-items-0-path")).ToHaveValueAsync("service.summary");

            await lead.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["correction.discard"], Exact = true }).ClickAsync();
            await Expect(lead.Dialog.Locator("#case-items-0-text")).ToHaveValueAsync("");
            await lead.Page.ReloadAsync();
            await BeginAsync();
            await Expect(lead.Dialog.Locator("#case-items-0-path")).ToHaveValueAsync("");
            await Expect(lead.Dialog.GetByText(Words["correction.kept"])).ToHaveCountAsync(0);

            async Task BeginAsync()
            {
                await lead.Page.GotoAsync(Links.Case(id, "corrections"));
                await lead.Button("action.RequestCorrection").ClickAsync();
                await Expect(lead.Dialog.Locator("#case-items-0-text")).ToBeVisibleAsync();
            }
        });

    [Fact]
    public Task Of_an_opinion_come_back_in_another_window_and_are_asked_about_where_both_wrote() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var here = await scene.SignInAsync("reviewer-mhlw");
            var there = await scene.SignInAsync("reviewer-mhlw");
            var (fieldHere, fieldThere) = (await BeginAsync(here), await BeginAsync(there));
            await fieldHere.FillAsync("書きかけの意見");
            await fieldHere.BlurAsync();
            await Expect(here.Dialog.Locator(".own-text .saved").First).ToContainTextAsync(Saved);

            await fieldThere.FillAsync("別の意見");
            await fieldThere.BlurAsync();
            await Expect(there.Dialog.Locator(".own-text .answer-text").First).ToHaveTextAsync("書きかけの意見");
            await Expect(fieldThere).ToHaveValueAsync("別の意見");
            await there.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["own.join"], Exact = true }).ClickAsync();
            await Expect(fieldThere).ToHaveValueAsync("別の意見\n書きかけの意見");

            await here.Page.ReloadAsync();
            fieldHere = await BeginAsync(here);
            await Expect(fieldHere).ToHaveValueAsync("別の意見\n書きかけの意見");
            await fieldHere.FillAsync("");
            await fieldHere.BlurAsync();
            await here.Page.ReloadAsync();
            await Expect(await BeginAsync(here)).ToHaveValueAsync("");

            async Task<ILocator> BeginAsync(Visitor visitor)
            {
                await visitor.Page.GotoAsync(Links.Case(id, "opinions"));
                await visitor.Button("action.GiveOpinion").ClickAsync();
                var field = visitor.Dialog.GetByRole(AriaRole.Textbox, new() { Name = Words["opinion.text"] });
                await Expect(field).ToBeVisibleAsync();
                return field;
            }
        });

    [Fact]
    public Task Say_beside_the_note_whom_it_cannot_reach_and_keep_its_text() =>
        stage.PlayAsync(async scene =>
        {
            var id = await InReviewAsync();
            var lead = await scene.SignInAsync("lead");
            await lead.Page.GotoAsync(Links.CaseNotes(id));
            var field = lead.Page.Locator(".talk-form textarea");
            await lead.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["notes.for-lead"], Exact = true }).CheckAsync();
            await field.FillAsync("@審査 経子 方針を相談したい");

            await lead.Button("notes.send").ClickAsync();

            await Expect(lead.Page.Locator(".talk-form .form-error")).ToContainTextAsync(Words["refusal.note-unheard", "審査 経子"]);
            await Expect(lead.Page.GetByText(Words["problem.title"], new() { Exact = true })).ToHaveCountAsync(0);
            await Expect(field).ToHaveValueAsync("@審査 経子 方針を相談したい");
            await Expect(lead.Page.Locator(".talk > li", new() { HasText = "方針を相談したい" })).ToHaveCountAsync(0);
            await field.FillAsync("方針を相談したい");
            await lead.Button("notes.send").ClickAsync();
            await Expect(lead.Page.Locator(".talk")).ToContainTextAsync("方針を相談したい");
            await Expect(lead.Page.Locator(".talk-form .form-error")).ToHaveCountAsync(0);
        });

    static Regex Kept => new("下書きを保存しました");

    static string Saved => Words["plan.saved", ""].Trim();

    static async Task Messages(Visitor rep, Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.CaseMessages(id));
        await WriteAsync(lead, "messages", "保存期間の考え方を教えてください。");
        await Expect(rep.Page.Locator(".badge")).ToHaveTextAsync(Words["talk.unread", 1]);

        await rep.Page.Locator("a", new() { Has = rep.Page.Locator(".badge") }).ClickAsync();
        await Expect(rep.Page.Locator(".talk")).ToContainTextAsync("保存期間の考え方");
        await Expect(rep.Page.Locator(".talk-who").Last).ToHaveTextAsync(Words["timeline.office"]);

        await WriteAsync(rep, "messages", "一年間です。");
        await Expect(lead.Page.Locator(".talk")).ToContainTextAsync("一年間です。");

        // Read is read: the badge is gone for whoever has seen it, and the writer never had one.
        await rep.Page.GotoAsync(Links.Application(id));
        await Expect(rep.Page.Locator(".where")).ToBeVisibleAsync();
        await Expect(rep.Page.Locator(".badge")).ToHaveCountAsync(0);
    }

    static async Task Notes(Visitor rep, Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.CaseNotes(id));
        var before = rep.Renders;
        await WriteAsync(lead, "notes", $"@審査 総子 {Canary}");
        await Expect(lead.Page.Locator(".talk")).ToContainTextAsync(Canary);

        // What is said next to the applicant arrives, so whatever was to come before it has come.
        await lead.Page.GotoAsync(Links.CaseMessages(id));
        Assert.Equal(before, rep.Renders);
        await WriteAsync(lead, "messages", "ありがとうございます。");
        await Expect(rep.Page.Locator(".badge")).ToBeVisibleAsync();
        Assert.True(rep.Renders > before);
    }

    static async Task Inquiry(Visitor rep, Visitor lead, ApplicationId id)
    {
        await lead.Page.GotoAsync(Links.Case(id, "corrections"));
        await lead.Button("action.Inquire").ClickAsync();
        await lead.Dialog.GetByRole(AriaRole.Textbox).First.FillAsync("委託先を教えてください。");
        await lead.ConfirmAsync("inquiry.ask");

        var asked = rep.Page.Locator("section", new() { HasText = "委託先を教えてください。" });
        await Expect(asked).ToBeVisibleAsync();
        await Expect(rep.Page.Locator(".where")).ToContainTextAsync(Words["where.holder.Applicant"]);
        await asked.GetByRole(AriaRole.Textbox).FillAsync("委託していません。");
        await asked.GetByRole(AriaRole.Button, new() { Name = Words["inquiry.send"] }).ClickAsync();
        await rep.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["inquiry.send"] }).ClickAsync();
        await rep.IsToldAsync("inquiry.sent");
        await Expect(rep.Page.Locator(".where")).ToContainTextAsync(Words["where.holder.Government"]);
        await Expect(lead.Page.Locator("#main")).ToContainTextAsync("委託していません。");
    }

    static async Task ReceivesNothingInternal(Visitor rep, Visitor lead, ApplicationId id)
    {
        Assert.True(lead.HasReceived(Canary));
        Assert.False(rep.HasReceived(Canary));
        Assert.False(rep.HasReceived(LeadName));
        string[] addresses =
        [
            Links.Home(),
            Links.Applications(),
            Links.Application(id),
            Links.Messages(id),
            Links.Compare(id),
            Links.PlanJson(id),
            Links.PlanWorkbook(id),
        ];
        // Read as a person reads them: what pages show comes over the circuit.
        var read = await Reader.ReadAsync(rep, _ => false, addresses);
        Assert.All(read.Values, text => Assert.DoesNotContain(Reader.Squeeze(Canary), text, StringComparison.Ordinal));
        Assert.All(read.Values, text => Assert.DoesNotContain(Reader.Squeeze(LeadName), text, StringComparison.Ordinal));
        Assert.Contains("ありがとうございます。", read[Links.Messages(id)], StringComparison.Ordinal);

        // An official's own addresses are not there for an applicant.
        var notes = await rep.Page.APIRequest.GetAsync(new Uri(new Uri(rep.Page.Url), Links.CaseNotes(id)).ToString());
        Assert.DoesNotContain(Canary, await notes.TextAsync());
    }

    static async Task WriteAsync(Visitor visitor, string texts, string text)
    {
        var form = visitor.Page.Locator(".talk-form");
        await form.GetByRole(AriaRole.Textbox).FillAsync(text);
        await form.GetByRole(AriaRole.Button, new() { Name = Words[texts == "notes" ? "notes.send" : "messages.send"] }).ClickAsync();
        await Expect(visitor.Page.Locator(".talk")).ToContainTextAsync(text);
    }

    async Task<ApplicationId> InReviewAsync()
    {
        await using var db = Database.Open(stage.Portal.DataFolder);
        return (
            await db
                .Applications.AsNoTracking()
                .Where(a => a.IsDemo && a.State == ApplicationState.InReview)
                .OrderBy(a => a.CreatedAt)
                .FirstAsync()
        ).Id;
    }
}
