using Bunit;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

public sealed class TheRecommendation : PanelTest
{
    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);
    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    protected override string Plan => "supplement";

    [Fact]
    public async Task Assembles_reasons_from_what_is_not_met_in_Japanese_and_lets_them_be_edited()
    {
        Speak("en-GB");
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        var blocking = (await CaseAsync())
            .Assessment.Findings.Where(f => f is { Outcome: Outcome.NotMet, Severity: Severity.Block })
            .ToList();
        Assert.NotEmpty(blocking);

        await Choose(page, DecisionOutcome.Refused);

        Assert.Equal(
            blocking.Select(finding => finding.Rule).Distinct().Count(),
            page.FindAll("legend").Count(legend => legend.TextContent.StartsWith("Reason ", StringComparison.Ordinal))
        );
        var first = blocking[0];
        Assert.Contains(first.Title.Ja, page.Find("#case-reasons-0-criterion").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains(first.Citation.Document, page.Find("#case-reasons-0-criterion").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Contains(first.Message.Ja, page.Find("#case-reasons-0-why").GetAttribute("value"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Find("#case-reasons-0-facts").GetAttribute("value")!);

        page.Find("#case-reasons-0-why").Change("自分の言葉で書いた理由");
        page.WaitForAssertion(() => Assert.Equal("自分の言葉で書いた理由", KeptAsync().Result.Form.Reasons[0].Why));
    }

    [Fact]
    public async Task Is_kept_while_it_is_written_and_comes_back_after_a_reload_and_after_a_challenge()
    {
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        // A pause of typing, the field not left.
        await page.InvokeAsync(() => page.Instance.TypedAsync("case-summary", "書きかけの要旨"));
        var again = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        Assert.Equal("書きかけの要旨", again.Find("#case-summary").GetAttribute("value"));

        await Portal.ReviewAsync(Id);
        await RecommendAsync();
        // It can be read meanwhile, as what it was.
        Assert.Equal("書きかけの要旨", (await KeptAsync()).Form.Summary);
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<DecisionService>("decider", s => s.ChallengeAsync(Id, seen, "根拠を", Cancel));

        Assert.Equal("書きかけの要旨", (await KeptAsync()).Form.Summary);
        Assert.Contains("根拠を", Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value)).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_overwritten_by_who_saw_an_older_draft_and_not_shown_to_who_may_not_recommend()
    {
        var (revision, _) = await KeepAsync("先の下書き", 0);

        Assert.Equal("主査 公一", (await Assert.ThrowsAsync<Stale>(() => KeepAsync("後の下書き", 0))).By);
        await KeepAsync("続き", revision);
        foreach (var other in new[] { "intake", "reviewer-meti", "decider", "legal", "auditor", "rep", "admin" })
        {
            await Assert.ThrowsAsync<NotFound>(() =>
                Portal.Services.AsAsync<RecommendationService, KeptRecommendation>(other, s => s.FindAsync(Id, Cancel))
            );
        }

        Assert.Equal("続き", (await KeptAsync()).Form.Summary);
    }

    [Fact]
    public async Task Goes_with_the_issue_of_the_notice()
    {
        await KeepAsync("下書き", 0);
        await Portal.ReviewAsync(Id);
        await RecommendAsync();
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<DecisionService>("decider", s => s.DecideAsync(Id, seen, Cancel));
        await Portal.Services.AsAsync<DecisionService>("lead", s => s.IssueAsync(Id, seen + 1, Cancel));

        await using var db = await Portal.Services.NewDbAsync();
        Assert.False(await db.RecommendationDrafts.AnyAsync(Cancel));
    }

    [Fact]
    public async Task Is_read_with_the_reason_why_it_cannot_be_made_while_the_case_is_not_in_review()
    {
        RecommendationForm form = new()
        {
            Outcome = DecisionOutcome.AcceptedWithConditions,
            Summary = "書きかけの要旨",
            Conditions = [new() { Text = "年に一度の報告", Reason = "確認のため" }],
        };
        await Portal.Services.AsAsync<RecommendationService, (int, DateTime)>("lead", s => s.KeepAsync(Id, form, 0, Cancel));
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestCorrectionAsync(Id, seen, [new("service.summary", "具体的に")], Due, Cancel)
        );

        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));

        Assert.Contains("補正中のため起案できません", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains("書きかけの要旨", page.Find(".answer-text").TextContent, StringComparison.Ordinal);
        Assert.Contains("年に一度の報告", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("a"), link => link.GetAttribute("href") == Links.Case(Id, "decision"));
        Assert.Empty(page.FindAll("input, select, textarea"));
    }

    [Fact]
    public async Task Keeps_what_is_typed_on_while_the_applicant_is_asked_for_a_correction()
    {
        await KeepAsync("書きかけ", 0);
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("reviewer-mic", s => s.TakeAsync(Id, seen, Cancel));
        await Portal.Services.AsAsync<ReviewService>(
            "reviewer-mic",
            s => s.RequestCorrectionAsync(Id, seen + 1, [new("service.summary", "具体的に")], Due, Cancel)
        );

        page.WaitForAssertion(() =>
            Assert.Contains(
                page.FindAll(".notice"),
                notice => notice.TextContent.Contains("補正中のため起案できません", StringComparison.Ordinal)
            )
        );
        Assert.True(page.Find(".button-row .button-fill").HasAttribute("disabled"));
        await page.Find("#case-summary").ChangeAsync(new() { Value = "補正の間に書いた要旨" });

        page.WaitForAssertion(() => Assert.Equal("補正の間に書いた要旨", KeptAsync().Result.Form.Summary));
        Assert.Contains(
            "補正の間に書いた要旨",
            Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value)).Markup,
            StringComparison.Ordinal
        );
        seen = await Portal.VersionAsync(Id);
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            Portal.Services.AsAsync<ReviewService>(
                "lead",
                s => s.RecommendAsync(Id, seen, new(DecisionOutcome.Accepted, UseType.SelfUse, "要旨", [], []), Cancel)
            )
        );
        Assert.Equal("not-now", refused.Code);
    }

    [Fact]
    public async Task Is_kept_by_nobody_who_may_not_recommend_and_whoever_tries_is_recorded()
    {
        foreach (var other in new[] { "reviewer-meti", "decider" })
        {
            await Assert.ThrowsAsync<RuleBroken>(() =>
                Portal.Services.AsAsync<RecommendationService, (int, DateTime)>(other, s => s.KeepAsync(Id, new(), 0, Cancel))
            );
        }

        await using var db = await Portal.Services.NewDbAsync();
        var refusals = await db.Refusals.AsNoTracking().OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(Cancel);
        Assert.Equal([("Recommend", "not-assigned"), ("Recommend", "not-allowed")], refusals.Select(r => (r.Action, r.Code)));
    }

    [Fact]
    public async Task Is_offered_conditions_of_ministries_and_of_the_library_with_their_variables_filled()
    {
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mhlw], "ご意見を", Due, Cancel)
        );
        await Portal.Services.AsAsync<ReviewService>(
            "reviewer-mhlw",
            s => s.GiveOpinionAsync(Id, Stance.Conditional, "明示を", ["省庁の求める条件"], Cancel)
        );
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));

        await Choose(page, DecisionOutcome.AcceptedWithConditions);

        Assert.Equal("省庁の求める条件", page.Find("#case-conditions-0-text").GetAttribute("value"));
        // Whose wish it was, the letter does not tell.
        Assert.Equal("", page.Find("#case-conditions-0-reason").GetAttribute("value"));
        var name = (await CaseAsync()).Application.ServiceName;
        var consent = page.FindAll(".proposal-list li")
            .Single(item => item.TextContent.Contains($"{name}の同意画面に", StringComparison.Ordinal));
        consent.QuerySelector("button")!.Click();
        page.WaitForAssertion(() => Assert.Equal(2, KeptAsync().Result.Form.Conditions.Count));
        Assert.Contains(name, page.Find("#case-conditions-1-text").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal("20", page.Find("#case-conditions-1-after").GetAttribute("value"));
    }

    [Fact]
    public async Task Names_what_the_rules_hold_against_acceptance_and_shows_it_to_the_decider_with_the_reason()
    {
        await Portal.ReviewAsync(Id);
        var shown = await CaseAsync();
        var hindering = shown.Assessment.Findings.Where(finding => finding.Hinders).DistinctBy(finding => finding.Rule).ToList();
        Assert.NotEmpty(hindering);
        Assert.Equal(UseType.OutsideTypes, shown.Application.LatestVersion!.UseType);
        Proposal accepting = new(DecisionOutcome.Accepted, UseType.OutsideTypes, "要旨", [], []);
        var seen = shown.Application.Version;
        var refused = await Assert.ThrowsAsync<RuleBroken>(() =>
            Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, accepting, Cancel))
        );
        Assert.Equal("despite-reason", refused.Code);

        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        await Choose(page, DecisionOutcome.Accepted);
        var listed = page.FindAll(".notice").Single(one => one.TextContent.Contains(Words["recommend.opposed"], StringComparison.Ordinal));
        All(listed.TextContent);
        await page.Find("#case-summary").ChangeAsync(new() { Value = "要旨" });
        await page.FindAll("button").Single(button => button.TextContent == Words["recommend.send"]).ClickAsync(new());
        Assert.Contains(Words["refusal.despite-reason"], page.Markup, StringComparison.Ordinal);

        await RecommendAsync();
        var decider = await Portal.Services.AsAsync<CaseQueries, Case>("decider", q => q.FindAsync(Id, Cancel));
        var told = Render<DecisionPanel>(p => p.Add(one => one.Case, decider)).Find(".notice").TextContent;
        All(told);
        Assert.Contains("是正を確認した", told, StringComparison.Ordinal);

        void All(string text)
        {
            Assert.All(hindering, finding => Assert.Contains(finding.Title.Ja, text, StringComparison.Ordinal));
            Assert.Contains(Words["against.outside"], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Warns_at_once_where_nobody_else_may_decide()
    {
        Assert.DoesNotContain(Words["recommend.nobody-decides"], Page(), StringComparison.Ordinal);
        await using (var db = await Portal.Services.NewDbAsync())
        {
            await db
                .Users.Where(u => u.Email == "decider@demo.example")
                .ExecuteUpdateAsync(u => u.SetProperty(one => one.IsClosed, true), Cancel);
            // Who drafts may have the right, too: it is of no use here.
            var lead = await db.Users.Include(u => u.Grants).SingleAsync(u => u.Email == "lead@demo.example", Cancel);
            lead.Grants.Add(new() { UserId = lead.Id, Role = Role.Decider });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Contains(Words["recommend.nobody-decides"], Page(), StringComparison.Ordinal);

        string Page() => Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value)).Markup;
    }

    async Task Choose(IRenderedComponent<RecommendPage> page, DecisionOutcome outcome)
    {
        var at = Array.IndexOf(Enum.GetValues<DecisionOutcome>(), outcome);
        await page.FindAll("input[name=outcome]")[at].ChangeAsync(new() { Value = true });
        page.WaitForAssertion(() => Assert.Equal(outcome, KeptAsync().Result.Form.Outcome));
    }

    Task<KeptRecommendation> KeptAsync() =>
        Portal.Services.AsAsync<RecommendationService, KeptRecommendation>("lead", s => s.FindAsync(Id, Cancel));

    Task<(int Revision, DateTime At)> KeepAsync(string summary, int seen) =>
        Portal.Services.AsAsync<RecommendationService, (int, DateTime)>(
            "lead",
            s => s.KeepAsync(Id, new() { Summary = summary }, seen, Cancel)
        );

    async Task RecommendAsync()
    {
        var seen = await Portal.VersionAsync(Id);
        var version = (await CaseAsync()).Application.LatestVersion!;
        Proposal accepting = new(DecisionOutcome.Accepted, version.UseType, "要旨", [], [], DespiteReason: "是正を確認した");
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, accepting, Cancel));
    }
}
