using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Reviewing;

public sealed class APanel : PanelTest
{
    const string Item = "RV-01";

    [Fact]
    public async Task Leads_from_the_case_to_a_form_check_that_is_to_be_signed_anew()
    {
        Assert.DoesNotContain(Links.Case(Id, "form"), await ActionsAsync(), StringComparison.Ordinal);

        await Portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.JudgeAsync(Id, ReviewPart.Form, ReviewItems.OfForm[0], Verdict.Met, "改めて確認", 1)
        );

        Assert.Contains(Links.Case(Id, "form"), await ActionsAsync(), StringComparison.Ordinal);
        Assert.Contains(Words["form-check.anew", 1], await ActionsAsync(), StringComparison.Ordinal);

        async Task<string> ActionsAsync()
        {
            var shown = await CaseAsync();
            return Render<CaseActions>(p => p.Add(one => one.Case, shown)).Markup;
        }
    }

    [Fact]
    public async Task Keeps_a_judgement_as_it_is_made()
    {
        var shown = await CaseAsync();
        var panel = Render<SubstancePanel>(p => p.Add(one => one.Case, shown));

        panel.Find("#judge-substance-rv-01-verdict input").Change(true);

        panel.WaitForAssertion(() =>
            Assert.Equal(Verdict.Met, CaseAsync().Result.Application.JudgementOf(ReviewPart.Substance, Item)?.Verdict)
        );
        Assert.Empty((await CaseAsync()).Application.JudgementOf(ReviewPart.Substance, Item)!.Note);
    }

    [Fact]
    public async Task Proposes_a_note_of_criterion_facts_and_conclusion_for_each_viewpoint_that_a_person_puts_in_and_edits()
    {
        var shown = await CaseAsync();
        var panel = Render<SubstancePanel>(p => p.Add(one => one.Case, shown));
        foreach (var note in panel.FindAll("textarea"))
        {
            Assert.Equal("", note.GetAttribute("value") ?? "");
            Assert.True(note.HasAttribute("required") || note.GetAttribute("aria-required") == "true", note.OuterHtml);
        }

        panel.FindAll("button").Single(button => button.TextContent == Words["note.adopt-all", 11]).Click();

        panel.WaitForAssertion(() => Assert.Equal(11, Notes().Count));
        Assert.All(Notes(), one => Assert.Null(one.Verdict));
        var viewpoint = Notes().Single(one => one.Item == Item).Note;
        Assert.StartsWith($"基準：{Item} ", viewpoint, StringComparison.Ordinal);
        Assert.Contains("\n事実：", viewpoint, StringComparison.Ordinal);
        Assert.Contains("\n結論：", viewpoint, StringComparison.Ordinal);
        Assert.DoesNotContain("⟦", string.Concat(Notes().Select(one => one.Note)), StringComparison.Ordinal);
        var again = await CaseAsync();
        panel.Render(p => p.Add(one => one.Case, again));
        Assert.Equal(viewpoint, panel.Find("#judge-substance-rv-01-note").GetAttribute("value"));
        panel.Find("#judge-substance-rv-01-note").Change("直した理由");
        panel.WaitForAssertion(() => Assert.Equal("直した理由", Notes().Single(one => one.Item == Item).Note));

        List<Judgement> Notes() =>
            [.. CaseAsync().Result.Application.Judgements.Where(one => one is { Part: ReviewPart.Substance, Note.Length: > 0 })];
    }

    [Fact]
    public async Task Tells_a_ministry_nothing_that_the_machine_found_in_a_kept_answer()
    {
        await Portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(Id, "compliance.certifications", keep: true));

        Assert.NotNull(await CertificateAsync("lead"));
        Assert.Null(await CertificateAsync("reviewer-meti"));

        async Task<object?> CertificateAsync(string person)
        {
            var shown = await Portal.Services.AsAsync<CaseQueries, Case>(person, q => q.FindAsync(Id));
            var items = Render<FormCheckPanel>(p => p.Add(one => one.Case, shown)).FindAll(".judgements > li");
            return items
                .Single(item => item.TextContent.Contains(Words[$"judge.item.{ReviewItems.Certificate}"], StringComparison.Ordinal))
                .QuerySelector(".machine");
        }
    }

    [Fact]
    public async Task Proposes_no_note_to_who_may_not_judge()
    {
        var shown = await Portal.Services.AsAsync<CaseQueries, Case>("reviewer-meti", q => q.FindAsync(Id));

        Assert.DoesNotContain("基準：", Render<SubstancePanel>(p => p.Add(one => one.Case, shown)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loses_nothing_that_was_typed_when_somebody_else_was_faster()
    {
        var shown = await CaseAsync();
        var panel = Render<SubstancePanel>(p => p.Add(one => one.Case, shown));
        await Portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.JudgeAsync(Id, ReviewPart.Substance, Item, Verdict.NotMet, "先の判断", 0)
        );

        panel.Find("#judge-substance-rv-01-note").Change("自分の理由");
        panel.WaitForAssertion(() => Assert.NotNull(Services.GetRequiredService<Shell.Attempt>().Problem));
        var again = await CaseAsync();
        panel.Render(p => p.Add(one => one.Case, again));

        Assert.Contains("先の判断", panel.Markup, StringComparison.Ordinal);
        Assert.Equal("自分の理由", panel.Find("#judge-substance-rv-01-note").GetAttribute("value"));
        panel.FindAll("button").Single(button => button.TextContent == Words["judge.keep-mine"]).Click();
        panel.WaitForAssertion(() =>
            Assert.Equal("自分の理由", CaseAsync().Result.Application.JudgementOf(ReviewPart.Substance, Item)!.Note)
        );
    }

    [Fact]
    public async Task Of_a_dialog_begins_without_what_was_refused_before()
    {
        var attempt = Services.GetRequiredService<Attempt>();
        await attempt.RunAsync(() => Task.FromException(new RuleBroken("due-past")));
        Assert.NotNull(attempt.Problem);
        var shown = await CaseAsync();

        await Dialog.InvokeAsync(() =>
            Services
                .GetRequiredService<MudBlazor.IDialogService>()
                .ShowAsync<CorrectionDialog>("", new MudBlazor.DialogParameters { ["Case"] = shown }, CaseDialog.Options)
        );

        Assert.DoesNotContain(Words["refusal.due-past"], Dialog.Markup, StringComparison.Ordinal);
        Assert.Null(attempt.Problem);
    }

    [Fact]
    public async Task Offers_no_reminder_that_nobody_would_get()
    {
        var seen = await Portal.VersionAsync(Id);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(20);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mhlw], "ご意見を", due));
        await using (var db = await Portal.Services.NewDbAsync())
        {
            await db
                .Users.Where(user => user.Email == "reviewer-mhlw@demo.example")
                .ExecuteUpdateAsync(user => user.SetProperty(one => one.IsClosed, true), Xunit.TestContext.Current.CancellationToken);
        }

        var shown = await CaseAsync();
        var actions = Render<CaseActions>(p => p.Add(one => one.Case, shown));
        actions.FindAll("button").Single(button => button.TextContent == Words["action.Remind"]).Click();

        var attempt = Services.GetRequiredService<Attempt>();
        actions.WaitForAssertion(() => Assert.Equal(Words["refusal.remind-unread"], attempt.Problem));
        Assert.Equal(seen + 1, await Portal.VersionAsync(Id));
    }

    [Fact]
    public async Task Says_beside_a_ministry_that_nobody_there_can_answer_and_does_not_offer_it()
    {
        var shown = await CaseAsync();
        await Dialog.InvokeAsync(() =>
            Services
                .GetRequiredService<MudBlazor.IDialogService>()
                .ShowAsync<OpinionRequestDialog>("", new MudBlazor.DialogParameters { ["Case"] = shown }, CaseDialog.Options)
        );

        Dialog.WaitForAssertion(() => Assert.Contains(Words["opinion.mute"], Dialog.Markup, StringComparison.Ordinal));
        Assert.Equal(
            [Words.Of(Ministry.DigitalAgency), Words.Of(Ministry.ChildrenAndFamilies)],
            Dialog
                .FindAll(".choice-list label")
                .Where(label => label.QuerySelector("input")!.HasAttribute("disabled"))
                .Select(label => label.TextContent.Replace(Words["opinion.mute"], "", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Asks_for_no_correction_without_a_text_and_keeps_what_was_typed_elsewhere()
    {
        var shown = await CaseAsync();
        var dialogs = Services.GetRequiredService<MudBlazor.IDialogService>();
        await Dialog.InvokeAsync(() =>
            dialogs.ShowAsync<CorrectionDialog>("", new MudBlazor.DialogParameters { ["Case"] = shown }, CaseDialog.Options)
        );
        Dialog.Find("#case-items-0-path").Change("service.summary");
        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.add"]).Click();
        Dialog.Find("#case-items-1-path").Change("service.url");
        Dialog.Find("#case-items-1-text").Change("URLを書いてください");
        var due = Dialog.Find("#case-due").GetAttribute("value");

        Dialog.FindAll("button").Single(button => button.TextContent == Words["correction.send"]).Click();

        Assert.Contains(Words["refusal.correction-text"], Dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("URLを書いてください", Dialog.Find("#case-items-1-text").GetAttribute("value"));
        Assert.Equal(due, Dialog.Find("#case-due").GetAttribute("value"));
        Assert.Equal(shown.Application.Version, (await CaseAsync()).Application.Version);
    }

    [Fact]
    public async Task Shows_every_ministry_on_one_screen_and_marks_what_is_late()
    {
        var seen = await Portal.VersionAsync(Id);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(3);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mic, Ministry.Mhlw, Ministry.Meti], "ご意見を", due)
        );
        await Portal.Services.AsAsync<OpinionService>(
            "reviewer-mhlw",
            s => s.AnswerAsync(Id, Stance.Objection, "必要性がない", [], "代替の手段は")
        );
        await Portal.Services.AsAsync<ReviewService>("reviewer-meti", s => s.GiveOpinionAsync(Id, Stance.NoObjection, "", []));

        var shown = await CaseAsync();
        var panel = Render<OpinionsPanel>(p => p.Add(one => one.Case, shown));

        var rows = panel.FindAll("tbody tr");
        Assert.Equal(3, rows.Count);
        Assert.All(
            [Words.Of(Stance.Objection), Words["opinion.has-questions"], Words.Date(due)],
            text =>
                Assert.Contains(
                    text,
                    rows.Single(row => row.TextContent.Contains(Words.Of(Ministry.Mhlw), StringComparison.Ordinal)).TextContent,
                    StringComparison.Ordinal
                )
        );
        // One objects, another lets pass: an official has to look.
        Assert.Contains(Words["conflict.suspected"], panel.Markup, StringComparison.Ordinal);
        // The decision tab names it among what is open.
        Assert.Contains(
            Words["open.suspected", Words.Of(Ministry.Mhlw)],
            Render<DecisionPanel>(p => p.Add(one => one.Case, shown)).Markup,
            StringComparison.Ordinal
        );

        _ = panel.FindAll("button").Single(button => button.TextContent == Words["conflict.settle-suspected"]).ClickAsync(new());
        Dialog.WaitForElement(".mud-dialog textarea").Change("両方の条件を付す");
        await Dialog.FindAll("button").Single(button => button.TextContent == Words["conflict.settle-suspected"]).ClickAsync(new());

        panel.WaitForAssertion(() => Assert.Equal("両方の条件を付す", CaseAsync().Result.Application.Conflicts.Single().Settlement));
    }

    [Fact]
    public async Task Says_that_a_request_was_withdrawn_and_calls_the_reason_a_reason()
    {
        var seen = await Portal.VersionAsync(Id);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(3);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mic], "ご意見を", due));
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.WithdrawOpinionRequestAsync(Id, Ministry.Mic, "宛先を誤りました"));

        var shown = await CaseAsync();
        var panel = Render<OpinionsPanel>(p => p.Add(one => one.Case, shown));

        Assert.Contains(panel.FindAll("article p"), p => p.TextContent == "取下げの理由：宛先を誤りました");
        // On a narrow screen each row is a card, and every value says what it is.
        Assert.Contains("rows-as-cards", panel.Find("table").ClassName, StringComparison.Ordinal);
        Assert.All(panel.FindAll("tbody td"), cell => Assert.False(string.IsNullOrEmpty(cell.GetAttribute("data-label"))));
    }

    [Fact]
    public async Task Names_who_signed_and_says_when_the_signature_covers_an_item_no_more()
    {
        await Portal.ReviewAsync(Id);
        var signed = await CaseAsync();
        var (form, substance) = (signed.Application.FormCheck!, signed.Application.SubstanceReview!);
        Assert.Contains(Words["form-check.signed", form.ByName, Words.Moment(form.At)], Form(signed), StringComparison.Ordinal);
        Assert.Contains(
            Words["substance.signed", substance.ByName, Words.Moment(substance.At)],
            Substance(signed),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(Words["judge.void", 1], Substance(signed), StringComparison.Ordinal);
        var seen = signed.Application.JudgementOf(ReviewPart.Substance, "RV-03")!.Revision;

        await Portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.JudgeAsync(Id, ReviewPart.Substance, "RV-03", Verdict.NotMet, "窓口が一つしかない", seen)
        );

        var changed = await CaseAsync();
        Assert.Contains(Words["judge.void", 1], Substance(changed), StringComparison.Ordinal);
        Assert.DoesNotContain(Words["judge.void", 1], Form(changed), StringComparison.Ordinal);
        var voided = Assert.IsType<SignatureVoided>(changed.Timeline[^1].What);
        Assert.Contains(substance.ByName, Words.Event(voided), StringComparison.Ordinal);

        string Form(Case shown) => Render<FormCheckPanel>(p => p.Add(one => one.Case, shown)).Markup;
        string Substance(Case shown) => Render<SubstancePanel>(p => p.Add(one => one.Case, shown)).Markup;
    }

    [Fact]
    public async Task Shows_why_a_recommendation_was_sent_back()
    {
        await Portal.ReviewAsync(Id);
        Proposal proposal = new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []);
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, proposal));
        await Portal.Services.AsAsync<DecisionService>("decider", s => s.ChallengeAsync(Id, seen + 1, "保存期間の根拠が足りない"));

        var shown = await CaseAsync();
        var panel = Render<DecisionPanel>(p => p.Add(one => one.Case, shown));

        Assert.Null(shown.Application.Recommendation);
        Assert.Contains("保存期間の根拠が足りない", panel.Markup, StringComparison.Ordinal);
        Assert.Contains(Words["decision.challenged"], panel.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_its_counts_behind_the_names_of_the_tabs()
    {
        CaseCounts counts = new(new(5, 5), new(2, 11), 0, 3, 4, new(1, 2), 6, 0);
        var tabs = Render<CaseTabs>(p => p.Add(one => one.Application, Id).Add(one => one.Current, "notes").Add(one => one.Counts, counts));

        Assert.All(
            [
                ("form", " (5/5)"),
                ("review", " (2/11)"),
                ("plan", ""),
                ("documents", " (3)"),
                ("corrections", " (4)"),
                ("opinions", " (1/2)"),
            ],
            tab => Assert.Contains(Words[$"case.tab.{tab.Item1}"] + tab.Item2, tabs.FindAll("a").Select(link => link.TextContent))
        );
        Assert.Contains(Words["case.tab.messages"] + Words["case.unread", 6], tabs.FindAll("a").Select(link => link.TextContent));
    }
}
