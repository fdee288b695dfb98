using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;
using static Microsoft.Playwright.Assertions;

namespace ReviewPortal;

public partial class The_journey(Stage stage)
{
    // Written by officials for officials; no page of the applicant may ever hold one of them.
    const string OpinionCanary = "内部意見カナリアＡ１";
    const string SummaryCanary = "内部要旨カナリアＢ２";
    const string SecondOpinionCanary = "内部意見カナリアＣ３";
    static readonly string[] Canaries = [OpinionCanary, SummaryCanary, SecondOpinionCanary];

    const string Condition = "健診結果の保存期間を、同意の画面に示すこと。";
    const string Club = "functions[0].recipients[0].purpose";
    const string Summary = "service.summary";

    static Wording Words => Screen.Words;
    static DateOnly Today => JapaneseDate.On(DateTime.UtcNow);

    [Fact]
    public Task From_an_empty_form_to_the_letter() =>
        stage.PlayAsync(async scene =>
        {
            var rep = await scene.SignInAsync("rep");
            var id = await WritesThePlan(rep);
            var number = await FilesIt(rep, id);

            var intake = await scene.SignInAsync("intake");
            await ChecksTheForm(intake, id, number);

            var reviewer = await scene.SignInAsync("reviewer-mic");
            await TakesAndReads(reviewer, id);
            await AsksMinistries(reviewer);
            await AsksForCorrections(reviewer, id);

            await AnswersTheCorrection(rep, id);
            await TicksOffTheAnswers(reviewer, id);

            await GivesAnOpinion(reviewer, id, Stance.NoObjection, OpinionCanary);
            await GivesAnOpinion(await scene.SignInAsync("reviewer-mhlw"), id, Stance.Conditional, SecondOpinionCanary);
            await GivesAnOpinion(await scene.SignInAsync("reviewer-meti"), id, Stance.NotConcerned, "");
            await JudgesTheSubstance(reviewer, id);
            await Recommends(reviewer, id);

            await ReadsWithoutSecrets(rep, id);
            await DecidesAndIssues(await scene.SignInAsync("decider"), id);
            await ReadsTheDecision(rep, id, number);

            // The watch for secrets sees what is there: the officials' circuit has carried them.
            Assert.All(Canaries, canary => Assert.True(reviewer.HasReceived(canary)));
        });

    static async Task<string> WritesThePlan(Visitor rep)
    {
        await rep.Link(Words["mine.title"]).First.ClickAsync();
        await rep.Button("mine.new").ClickAsync();
        await Expect(rep.Heading).ToHaveTextAsync(Words["apply.title"]);
        await Expect(rep.Page.GetByText(Words["assessment.empty"])).ToBeVisibleAsync();
        var id = PlanAddress().Match(rep.Page.Url).Groups[1].Value;
        var form = rep.Page.Locator("#main");

        await form.AnswerAsync("service.name", "入会健診オンライン");
        var assessment = rep.Page.GetByRole(AriaRole.Region, new() { Name = Words["assessment.title"] });
        await Expect(TypeIn(assessment)).ToContainTextAsync(Words.Of(UseType.Undetermined));

        // Filed too early, the form says what is missing, and each line leads to its field in its step.
        await rep.Page.ToStepAsync(PlanStep.Summary);
        await rep.Button("apply.submit").ClickAsync();
        var faults = rep.Page.GetByRole(AriaRole.Alert).Filter(new() { Has = rep.Page.GetByRole(AriaRole.Heading) });
        await Expect(faults).ToBeFocusedAsync();
        await faults.GetByRole(AriaRole.Link, new() { Name = Words["plan.fault.at", Words.Place(Summary), ""] }).ClickAsync();
        var summary = Screen.Control(form, Summary);
        await Expect(summary).ToBeFocusedAsync();
        await Expect(summary).ToHaveAttributeAsync("aria-invalid", "true");

        await AnswerAllAsync(
            form,
            ("service.summary", "スポーツクラブに入会するときの健診結果を、紙の代わりに送ります。"),
            ("service.url", "ｈｔｔｐｓ://club.example/"),
            ("service.targetUsers", "入会を希望する人"),
            ("service.plannedStart", "令和9年4月1日"),
            ("service.minors", "いいえ"),
            ("service.revenue", "なし"),
            ("handling.dataKinds", "健診等情報"),
            ("handling.onlyTheseKinds", "はい"),
            ("handling.forIndividualHealthManagement", "はい"),
            ("handling.researchOnly", "いいえ"),
            ("handling.provision", "直接"),
            ("apis", "医療保険情報取得API、利用者登録API")
        );
        await rep.Page.ToStepAsync(PlanStep.Service);
        await Expect(summary).ToBeVisibleAsync();
        await Expect(summary).Not.ToHaveAttributeAsync("aria-invalid", "true");

        await rep.Page.ToStepAsync(PlanStep.Functions);
        await rep.Button("plan.add.functions").ClickAsync();
        await rep.Button("plan.add.functions").ClickAsync();
        await form.AnswerAsync("functions[1].name", "要らない機能");
        await RemoveAsync(rep, Screen.Inside(form, "functions[1]"), Words.Entry("functions", 1), asksFirst: true);
        await AnswerAllAsync(
            form,
            ("functions[0].name", "入会時の健診結果の提出"),
            ("functions[0].main", "はい"),
            ("functions[0].description", "本人が内容を確かめてから送ります。"),
            ("functions[0].content", "提出する書類")
        );

        var function = Screen.Inside(form, "functions[0]");
        await rep.Page.ToStepAsync(PlanStep.Recipients);
        await function.GetByRole(AriaRole.Button, new() { Name = Words["plan.add.functions.recipients"] }).ClickAsync();
        await form.AnswerAsync("functions[0].recipients[0].kind", "提携先の企業");
        await function.GetByRole(AriaRole.Button, new() { Name = Words["plan.add.functions.recipients"] }).ClickAsync();
        await form.AnswerAsync("functions[0].recipients[1].kind", "利用者本人");
        await RemoveAsync(
            rep,
            Screen.Inside(form, "functions[0].recipients[1]"),
            Words.Entry("functions[0].recipients", 1),
            asksFirst: true
        );
        await AnswerAllAsync(
            form,
            ("functions[0].recipients[0].name", "見本スポーツクラブ"),
            (Club, "入会の手続き"),
            ("functions[0].recipients[0].use", "手続き"),
            ("functions[0].recipients[0].receives", "内容そのもの"),
            ("functions[0].recipients[0].access", "写しを保有する"),
            ("functions[0].recipients[0].channel", "利用者が送る"),
            ("functions[0].recipients[0].consent", "受け取る者ごとに同意"),
            ("functions[0].recipients[0].foreign", "いいえ"),
            ("functions[0].recipients[0].disclosedIn", "同意の前に画面で")
        );

        await rep.Page.ToStepAsync(PlanStep.Functions);
        await function.GetByRole(AriaRole.Button, new() { Name = Words["plan.add.functions.dataItems"] }).ClickAsync();
        await form.AnswerAsync("functions[0].dataItems[0].item", "特定健診");
        await function.GetByRole(AriaRole.Button, new() { Name = Words["plan.add.functions.dataItems"] }).ClickAsync();
        // An entry in which nothing was written goes without a question.
        await RemoveAsync(
            rep,
            Screen.Inside(form, "functions[0].dataItems[1]"),
            Words.Entry("functions[0].dataItems", 1),
            asksFirst: false
        );
        await AnswerAllAsync(
            form,
            ("functions[0].dataItems[0].necessity", "必要"),
            ("functions[0].dataItems[0].years", "１"),
            ("functions[0].dataItems[0].reason", "入会時に健康状態を確かめるため"),
            ("functions[0].dataItems[0].userHoldsOnPaper", "はい"),
            ("functions[0].dataItems[0].yearsOnPaper", "1"),
            ("functions[0].dataItems[0].requestedOnPaperBefore", "はい"),
            ("functions[0].dataItems[0].sameItemsAsPaper", "はい"),
            ("functions[0].procedure.name", "入会の申込み"),
            ("functions[0].procedure.replacesPaper", "はい"),
            ("functions[0].procedure.paperDocument", "健診結果票の写し"),
            ("functions[0].procedure.userStartsEach", "はい"),
            ("functions[0].procedure.userSeesBeforeSending", "はい"),
            ("functions[0].procedure.paperRouteStays", "はい"),
            ("functions[0].procedure.automaticRepetition", "いいえ"),
            ("functions[0].consequences", "なし"),
            ("functions[0].retrieval", "毎回、利用者の操作で")
        );
        await Expect(TypeIn(assessment)).ToContainTextAsync(Words.Of(UseType.ElectronicSubmission));

        // What is offered to a user is asked only where the user receives something; the answers then stay, unread, when it goes again.
        await rep.Page.ToStepAsync(PlanStep.Recipients);
        await function.GetByRole(AriaRole.Button, new() { Name = Words["plan.add.functions.recipients"] }).ClickAsync();
        await form.AnswerAsync("functions[0].recipients[1].kind", "利用者本人");
        await AnswerAllAsync(
            form,
            ("functions[0].purchase.specificItem", "いいえ"),
            ("functions[0].purchase.ownPaidService", "いいえ"),
            ("functions[0].purchase.paths", "なし"),
            ("functions[0].purchase.placement", "置かない"),
            ("functions[0].purchase.publicProgrammeOnly", "いいえ"),
            ("functions[0].purchase.keyedToHealthData", "いいえ")
        );

        await rep.Page.ToStepAsync(PlanStep.Compliance);
        await rep.Button("plan.add.compliance.certifications").ClickAsync();
        await AnswerAllAsync(
            form,
            ("compliance.certifications[0].kind", "ISMS"),
            ("compliance.certifications[0].number", "IS 000001"),
            ("compliance.certifications[0].expires", Today.AddYears(2).ToString("yyyy/M/d", CultureInfo.InvariantCulture)),
            ("compliance.selfCheck.done", "はい"),
            ("compliance.selfCheck.published", "はい"),
            ("compliance.selfCheck.publishedUrl", "https://club.example/self-check"),
            ("compliance.selfCheck.date", "2026-08-01"),
            ("compliance.consentPlainOnScreen", "はい"),
            ("compliance.withdrawalAsEasyAsConsent", "はい"),
            ("compliance.deletionOnRequest", "はい"),
            ("compliance.export", "はい"),
            ("compliance.import", "はい"),
            ("compliance.commonFormat", "はい"),
            ("compliance.exportWindowDays", "90"),
            ("compliance.storageCountry", "JP"),
            ("compliance.proxies", "いいえ"),
            ("compliance.apiNeed", "APIがなければできない"),
            ("compliance.apiNecessity", "結果を本人の操作だけで漏れなく取得するため")
        );
        await rep.Page.ToStepAsync(PlanStep.Compliance);
        var item = CheckSheets.InForce(new(2026, 9, 1)).Items.Single(one => one.Id == "GL-302");
        await form.GetByRole(AriaRole.Group, new() { Name = item.Text.Ja, Exact = true })
            .GetByRole(AriaRole.Radio, new() { Name = Words.Of(CheckSheetAnswer.Yes), Exact = true })
            .CheckAsync();
        var proof = form.GetByRole(AriaRole.Group, new() { Name = item.Id, Exact = true });
        foreach (
            var (path, answer) in new[]
            {
                ("checkSheet[0].reason", "同意の画面で示している。"),
                ("checkSheet[0].evidenceUrl", "https://club.example/consent"),
            }
        )
        {
            await proof.GetByLabel(Words.Question(path)).FillAsync(answer);
            await proof.GetByLabel(Words.Question(path)).BlurAsync();
        }

        await Expect(TypeIn(assessment)).ToContainTextAsync(Words.Of(UseType.ElectronicSubmission));
        var parts = rep.Page.GetByRole(AriaRole.Navigation, new() { Name = Words["apply.parts"] });
        await Expect(parts.GetByText(Words.Of(PlanStepState.Complete), new() { Exact = true })).ToHaveCountAsync(4);
        await AttachAsync(rep.Page, parts);
        await rep.Page.ToStepAsync(PlanStep.Contacts);
        await rep.Button("plan.add.contacts").ClickAsync();
        await AnswerAllAsync(
            form,
            ("contacts[0].name", "見本 花子"),
            ("contacts[0].mail", "ｈａｎａｋｏ＠club.example"),
            ("contacts[0].phone", "０３ー１２３４ー５６７８")
        );
        // Of the check sheet one item is answered: that step stays in work, and holds up nothing.
        await Expect(parts.GetByText(Words.Of(PlanStepState.Complete), new() { Exact = true })).ToHaveCountAsync(6);
        return id;
    }

    // Each document that the answers ask for, at its own place.
    static async Task AttachAsync(IPage page, ILocator steps)
    {
        await page.ToStepAsync(PlanStep.Documents);
        var wanted = page.Locator(".document-kind:has(.document-wanted)");
        await Expect(wanted.First).ToBeVisibleAsync();
        for (var left = await wanted.CountAsync(); left > 0; left--)
        {
            var name = await wanted.First.GetByRole(AriaRole.Heading).InnerTextAsync();
            await wanted.First.Locator("input[type=file]").SetInputFilesAsync(Screen.Pdf(name));
            await Expect(wanted).ToHaveCountAsync(left - 1);
        }

        await Expect(steps.GetByText(Words.Of(PlanStepState.Complete), new() { Exact = true })).ToHaveCountAsync(5);
    }

    static async Task<string> FilesIt(Visitor rep, string id)
    {
        // The terms are accepted by the person who files, or nothing is filed.
        await rep.Page.ToStepAsync(PlanStep.Summary);
        await rep.Button("apply.submit").ClickAsync();
        await Expect(rep.Page.GetByText(Words["terms.missing"]).First).ToBeVisibleAsync();
        await rep.Page.GetByRole(AriaRole.Checkbox, new() { Name = Words["terms.accept"] }).CheckAsync();
        await rep.Button("apply.submit").ClickAsync();
        await rep.ConfirmAsync("apply.submit");
        await Expect(rep.Page).ToHaveURLAsync(new Regex($"/applications/{id}$"));
        await Expect(rep.Heading).ToHaveTextAsync("入会健診オンライン");
        var number = Number().Match(await rep.TextAsync()).Value;
        Assert.NotEmpty(number);
        await Expect(rep.Page.GetByText(Words["mine.state.Arrived"])).ToBeVisibleAsync();

        var download = await rep.Page.RunAndWaitForDownloadAsync(() => rep.Link(Words["mine.receipt"]).ClickAsync());
        var path = Path.Combine(Stage.Artifacts, "receipt.pdf");
        await download.SaveAsAsync(path);
        using var receipt = Paper.Open(path);
        receipt.HoldsInOrder(
            $"{number}（第1版）",
            "デモ健康ノート株式会社",
            "利用企画書の到達確認",
            "開庁日",
            "要確認",
            "入会健診オンライン",
            "提出の操作をした人",
            "日本時間",
            "提出されたもの",
            "SHA-256"
        );
        receipt.ShouldBeAccessible("利用企画書の到達確認");
        receipt.ShouldCarryItsFonts();
        return number;
    }

    static async Task ChecksTheForm(Visitor intake, string id, string number)
    {
        await intake.Page.GetByRole(AriaRole.Link, new() { Name = number }).First.ClickAsync();
        await Expect(intake.Page).ToHaveURLAsync(new Regex($"/cases/{id}"));
        await intake.Page.GotoAsync(Links.Case(new(Guid.Parse(id)), "form"));
        await intake
            .Page.GetByRole(AriaRole.Button, new() { Name = Words["form-check.adopt", ReviewItems.OfForm.Count], Exact = true })
            .ClickAsync();
        await Expect(intake.Page.GetByText(Words["judge.kept"], new() { Exact = true })).ToHaveCountAsync(ReviewItems.OfForm.Count);
        await intake.Button("action.AcceptFormCheck").ClickAsync();
        await intake.ConfirmAsync("action.AcceptFormCheck");
        await intake.IsToldAsync("done.AcceptFormCheck");
        await Expect(intake.Page.GetByText(Words.Of(ApplicationState.InReview), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(intake.Button("action.AcceptFormCheck")).ToHaveCountAsync(0);
    }

    static async Task TakesAndReads(Visitor reviewer, string id)
    {
        await reviewer.Page.GotoAsync($"/cases/{id}");
        await reviewer.Button("action.Take").ClickAsync();
        await Expect(reviewer.Page.GetByText(Words["case.holder", "審査 総子"]).First).ToBeVisibleAsync();
        await Expect(reviewer.Button("action.Take")).ToHaveCountAsync(0);

        var assessment = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = Words["assessment.title"] });
        await Expect(TypeIn(assessment)).ToContainTextAsync(Words.Of(UseType.ElectronicSubmission));
        var finding = assessment.GetByRole(AriaRole.Article, new() { IncludeHidden = true }).Filter(new() { HasText = "GL-220" }).First;
        await Expect(finding.Locator("footer")).Not.ToBeEmptyAsync();
        Assert.Contains("ISMS", await finding.TextContentAsync(), StringComparison.Ordinal);

        await Expect(reviewer.Page.GetByRole(AriaRole.Region, new() { Name = Words["clock.title"] }))
            .ToContainTextAsync(Words["clock.arrived"]);
        var timeline = reviewer.Page.GetByRole(AriaRole.Region, new() { Name = Words["timeline.title"] });
        await Expect(timeline).ToContainTextAsync(Words["event.FormCheckAccepted"]);
        await Expect(timeline).ToContainTextAsync("受付 太郎");

        await TabAsync(reviewer, "plan");
        await Expect(reviewer.Page.GetByText("本人が内容を確かめてから送ります。", new() { Exact = true })).ToBeVisibleAsync();
        await Expect(reviewer.Page.GetByText("2027/04/01", new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task AsksMinistries(Visitor reviewer)
    {
        await reviewer.Button("action.RequestOpinion").ClickAsync();
        foreach (var ministry in new[] { Ministry.Mic, Ministry.Mhlw, Ministry.Meti })
        {
            await reviewer.Dialog.GetByRole(AriaRole.Checkbox, new() { Name = Words.Of(ministry), Exact = true }).CheckAsync();
        }

        await reviewer.ConfirmAsync("opinion.send");
        await TabAsync(reviewer, "opinions");
        await Expect(reviewer.Page.GetByText(Words["opinion.waits"], new() { Exact = true })).ToHaveCountAsync(3);
    }

    static async Task AsksForCorrections(Visitor reviewer, string id)
    {
        await reviewer.Button("action.RequestCorrection").ClickAsync();
        await CorrectAsync(reviewer, 1, Summary, "誰が使うサービスかが分かるように書いてください。");
        await reviewer.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["correction.add"] }).ClickAsync();
        await CorrectAsync(reviewer, 2, Club, "手続きの名称と合わせてください。");
        await reviewer.ConfirmAsync("correction.send");
        await Expect(reviewer.Page.GetByText(Words.Of(ApplicationState.Correcting), new() { Exact = true }).First).ToBeVisibleAsync();
        foreach (var action in new[] { "RequestCorrection", "RequestOpinion", "Recommend", "Decide", "Issue" })
        {
            await Expect(reviewer.Button($"action.{action}")).ToHaveCountAsync(0);
        }

        await reviewer.Page.GotoAsync($"/cases/{id}?tab=corrections");
        await Expect(reviewer.Page.GetByText(Words.Place(Club), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(reviewer.Button("correction.accept")).ToHaveCountAsync(0);
        await Expect(reviewer.Page.GetByText(Words["clock.stopped"]).First).ToBeVisibleAsync();
    }

    static async Task CorrectAsync(Visitor reviewer, int item, string path, string text)
    {
        var entry = reviewer.Dialog.GetByRole(AriaRole.Group, new() { Name = Words["correction.item", item], Exact = true });
        await entry
            .GetByRole(AriaRole.Combobox, new() { Name = Words["correction.field"] })
            .SelectOptionAsync(new SelectOptionValue { Label = Words.Place(path) });
        await entry.GetByRole(AriaRole.Textbox, new() { Name = Words["correction.text"] }).FillAsync(text);
    }

    static async Task AnswersTheCorrection(Visitor rep, string id)
    {
        await rep.Page.GotoAsync($"/applications/{id}");
        var asked = rep.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = Words.Place(Summary) }).First;
        await Expect(asked).ToContainTextAsync("誰が使うサービスかが分かるように書いてください。");
        await rep.Link(Words["mine.answer-correction"]).ClickAsync();
        await Expect(rep.Heading).ToHaveTextAsync(Words["apply.correct-title"]);

        // The two fields and the two answers to the official; nothing else can be typed into or chosen.
        var main = rep.Page.Locator("#main");
        await Expect(main.Locator("input, select, textarea")).ToHaveCountAsync(4);
        await Expect(Screen.Control(main, Club)).ToHaveValueAsync("入会の手続き");
        await Screen.Control(main, Summary).FillAsync("スポーツクラブに入会する本人が、健診結果を紙の代わりに送ります。");
        await Screen.Control(main, Club).FillAsync("入会の申込み");

        await rep.Button("apply.resubmit").ClickAsync();
        var faults = rep.Page.GetByRole(AriaRole.Alert).Filter(new() { Has = rep.Page.GetByRole(AriaRole.Heading) });
        await Expect(faults.GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        foreach (var (path, answer) in new[] { (Summary, "利用者を書きました。"), (Club, "手続きの名称に揃えました。") })
        {
            var item = main.GetByRole(AriaRole.Listitem)
                .Filter(new() { Has = rep.Page.GetByRole(AriaRole.Heading, new() { Name = Words.Place(path), Exact = true }) });
            await item.GetByRole(AriaRole.Textbox, new() { Name = $"{Words["apply.answer"]} {Words["form.required"]}", Exact = true })
                .FillAsync(answer);
        }

        await rep.Button("apply.resubmit").ClickAsync();
        await rep.ConfirmAsync("apply.resubmit");
        await Expect(rep.Page).ToHaveURLAsync(new Regex($"/applications/{id}$"));
        await Expect(rep.Page.GetByText(Words["mine.state.InReview"])).ToBeVisibleAsync();
    }

    static async Task TicksOffTheAnswers(Visitor reviewer, string id)
    {
        await reviewer.Page.GotoAsync($"/cases/{id}?tab=corrections");
        var item = reviewer.Page.GetByRole(AriaRole.Article).Filter(new() { HasText = "手続きの名称に揃えました。" });
        var before = item.Locator("div")
            .Filter(new() { Has = reviewer.Page.GetByText(Words["change.before"], new() { Exact = true }) })
            .Last;
        var after = item.Locator("div").Filter(new() { Has = reviewer.Page.GetByText(Words["change.after"], new() { Exact = true }) }).Last;
        await Expect(before).ToHaveTextAsync(new Regex($"{Words["change.before"]}\\s*入会の手続き"));
        await Expect(after).ToHaveTextAsync(new Regex($"{Words["change.after"]}\\s*入会の申込み"));

        await Expect(reviewer.Button("correction.accept")).ToHaveCountAsync(2);
        await reviewer.Button("correction.accept").First.ClickAsync();
        await Expect(reviewer.Button("correction.accept")).ToHaveCountAsync(1);
        await reviewer.Button("correction.accept").ClickAsync();
        await Expect(reviewer.Button("correction.accept")).ToHaveCountAsync(0);
        await Expect(reviewer.Page.GetByText(Words["correction.accepted"], new() { Exact = true })).ToHaveCountAsync(2);
    }

    static async Task GivesAnOpinion(Visitor reviewer, string id, Stance stance, string text)
    {
        await reviewer.Page.GotoAsync($"/cases/{id}?tab=opinions");
        await reviewer.Button("action.GiveOpinion").ClickAsync();
        await reviewer.Dialog.GetByRole(AriaRole.Radio, new() { Name = Words.Of(stance), Exact = true }).CheckAsync();
        await reviewer.Dialog.GetByRole(AriaRole.Textbox, new() { Name = Words["opinion.text"] }).FillAsync(text);
        if (stance == Stance.Conditional)
        {
            await reviewer.Dialog.GetByRole(AriaRole.Textbox, new() { Name = Words["opinion.conditions"] }).FillAsync(Condition);
        }

        await reviewer.ConfirmAsync("opinion.give");
        await Expect(reviewer.Button("action.GiveOpinion")).ToHaveCountAsync(0);
        await Expect(reviewer.Page.GetByText(Words.Of(stance), new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task JudgesTheSubstance(Visitor reviewer, string id)
    {
        await reviewer.Page.GotoAsync($"/cases/{id}?tab=review");
        var items = reviewer.Page.Locator(".judgements > li");
        await Expect(items).ToHaveCountAsync(11);
        var all = ReviewItems.OfSubstance(RuleSets.Find("PHR-GL-2025-04")!);
        // Signed too early, it says how many are open and which, and what was judged stays.
        await Judge(0, Verdict.NotApplicable);
        await Expect(items.Nth(0).GetByText(Words["judge.unfinished"], new() { Exact = true })).ToBeVisibleAsync();
        await reviewer.Button("action.SignSubstance").ClickAsync();
        await reviewer.ConfirmAsync("action.SignSubstance");
        await Expect(reviewer.Page.GetByText(Words["refusal.items-open", 11, new ItemNames(all)])).ToBeVisibleAsync();
        await items.Nth(0).GetByRole(AriaRole.Textbox).FillAsync("対象の判断は要らない。");
        await items.Nth(0).GetByRole(AriaRole.Textbox).BlurAsync();
        await Expect(items.Nth(0).GetByText(Words["judge.kept"], new() { Exact = true })).ToBeVisibleAsync();
        // The findings make a note of criterion, facts and conclusion, which is put in at once, and edited.
        await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = Words["note.adopt-all", 10], Exact = true }).ClickAsync();
        await Expect(reviewer.Page.GetByRole(AriaRole.Button, new() { Name = Words["note.adopt"], Exact = true })).ToHaveCountAsync(0);
        var note = items.Nth(3).GetByRole(AriaRole.Textbox);
        await Expect(note).ToHaveValueAsync(new Regex("^基準：RV-01 .*\n事実：.*\n結論：", RegexOptions.Singleline));
        await note.FillAsync($"{await note.InputValueAsync()}\n体制は十分である。");
        await note.BlurAsync();
        for (var i = 1; i < 11; i++)
        {
            await Judge(i, Verdict.Met);
            await Expect(items.Nth(i).GetByText(Words["judge.kept"], new() { Exact = true })).ToBeVisibleAsync();
        }

        await reviewer.Button("action.SignSubstance").ClickAsync();
        await reviewer.ConfirmAsync("action.SignSubstance");
        await reviewer.IsToldAsync("done.SignSubstance");
        await Expect(reviewer.Page.GetByText(Words["judge.signed"], new() { Exact = true })).ToHaveCountAsync(11);
        await Expect(reviewer.Button("action.SignSubstance")).ToHaveCountAsync(0);

        Task Judge(int item, Verdict verdict) =>
            items.Nth(item).GetByRole(AriaRole.Radio, new() { Name = Words.Of(verdict), Exact = true }).CheckAsync();
    }

    static async Task Recommends(Visitor reviewer, string id)
    {
        await reviewer.Page.GotoAsync($"/cases/{id}?tab=opinions");
        await reviewer.Button("action.Recommend").ClickAsync();
        await reviewer
            .Page.GetByRole(AriaRole.Radio, new() { Name = Words.Of(DecisionOutcome.AcceptedWithConditions), Exact = true })
            .CheckAsync();
        // The ministry's condition stands there to be taken over.
        await Expect(reviewer.Page.GetByRole(AriaRole.Textbox, new() { Name = Words["recommend.condition-text"] }))
            .ToHaveValueAsync(Condition);
        // Why, is for the drafter to say: the letter shall not tell whose wish it was.
        var why = reviewer.Page.GetByRole(AriaRole.Textbox, new() { Name = Words["recommend.condition-reason"] });
        await Expect(why).ToHaveValueAsync("");
        await why.FillAsync("本人が保存期間を知ったうえで同意するため。");
        await reviewer.Page.GetByRole(AriaRole.Textbox, new() { Name = Words["recommend.summary"] }).FillAsync(SummaryCanary);
        await reviewer.Button("recommend.send").ClickAsync();
        await Expect(reviewer.Page.GetByText(Words.Of(ApplicationState.Recommended), new() { Exact = true })).ToBeVisibleAsync();
        await Expect(reviewer.Button("action.Decide")).ToHaveCountAsync(0);
        await TabAsync(reviewer, "decision");
        await Expect(reviewer.Page.GetByText(SummaryCanary)).ToBeVisibleAsync();
    }

    static async Task DecidesAndIssues(Visitor decider, string id)
    {
        await decider.Page.GotoAsync($"/cases/{id}?tab=decision");
        await decider.Button("action.Decide").ClickAsync();
        await decider.ConfirmAsync("action.Decide");
        await decider.Button("action.Issue").ClickAsync();
        await decider.ConfirmAsync("action.Issue");
        await Expect(decider.Page.GetByText(Words.Of(ApplicationState.Issued), new() { Exact = true })).ToBeVisibleAsync();
    }

    static async Task ReadsWithoutSecrets(Visitor rep, string id)
    {
        await rep.Page.GotoAsync($"/applications/{id}");
        await Expect(rep.Page.GetByText(Words["mine.state.InReview"])).ToBeVisibleAsync();
        var text = await rep.TextAsync();
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, text, StringComparison.Ordinal));
        Assert.DoesNotContain("審査 総子", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Words.Of(DecisionOutcome.AcceptedWithConditions), text, StringComparison.Ordinal);
    }

    static async Task ReadsTheDecision(Visitor rep, string id, string number)
    {
        await rep.Page.GotoAsync($"/applications/{id}");
        await Expect(rep.Page.GetByText(Words["mine.state.Issued"])).ToBeVisibleAsync();
        await Expect(rep.Page.GetByRole(AriaRole.Region, new() { Name = Words["mine.decision"] })).ToContainTextAsync(Condition);

        var download = await rep.Page.RunAndWaitForDownloadAsync(() => rep.Link(Words["mine.letter"]).ClickAsync());
        var path = Path.Combine(Stage.Artifacts, "letter.pdf");
        await download.SaveAsAsync(path);
        using var letter = Paper.Open(path);
        letter.HoldsInOrder(
            "審査8第",
            "令和8年",
            "デモ健康ノート株式会社",
            "条件付承諾について",
            "記",
            number,
            "電子提出型",
            Condition,
            "以上"
        );
        letter.ShouldBeAccessible("マイナポータルAPIの利用に係る利用企画の条件付承諾について（通知）");
        letter.ShouldCarryItsFonts();

        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, letter.Text, StringComparison.Ordinal));
        Assert.All(Canaries, canary => Assert.False(rep.HasReceived(canary), $"The applicant's circuit carried 「{canary}」."));
        Assert.True(rep.HasReceived("入会の申込み"));
    }

    static async Task AnswerAllAsync(ILocator form, params (string Path, string Answer)[] answers)
    {
        foreach (var (path, answer) in answers)
        {
            await form.AnswerAsync(path, answer);
        }
    }

    static async Task RemoveAsync(Visitor rep, ILocator entry, string name, bool asksFirst)
    {
        await entry.GetByRole(AriaRole.Button, new() { Name = Words["plan.remove", name], Exact = true }).ClickAsync();
        if (asksFirst)
        {
            await rep.Dialog.GetByRole(AriaRole.Button, new() { Name = Words["plan.remove", name], Exact = true }).ClickAsync();
        }

        await Expect(entry).ToHaveCountAsync(0);
    }

    static Task TabAsync(Visitor visitor, string tab) =>
        visitor
            .Page.GetByRole(AriaRole.Navigation, new() { Name = Words["case.tabs"] })
            .GetByRole(AriaRole.Link, new() { NameRegex = new("^" + Words[$"case.tab.{tab}"]) })
            .ClickAsync();

    static ILocator TypeIn(ILocator assessment) => assessment.GetByRole(AriaRole.Definition).First;

    [GeneratedRegex("/applications/([0-9a-f-]{36})/plan")]
    private static partial Regex PlanAddress();

    [GeneratedRegex(@"R\d+-\d{4}")]
    private static partial Regex Number();
}
