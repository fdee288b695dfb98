using Bunit;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What was proposed and sent back stays to be read, and the next proposal begins with it.</summary>
public sealed class AnEarlierRecommendation : PanelTest
{
    static readonly Proposal First = new(
        DecisionOutcome.AcceptedWithConditions,
        UseType.InformationProvision,
        "一度目の要旨",
        [new("保存期間を示す", "本人が知るため", Evidence: "画面の写し", DueAfter: new(3, Domain.Time.DueUnit.Months))],
        [],
        TypeReason: "記事は新たな情報に当たる",
        Route: Route.Conditional,
        RouteReason: "条件を付すため"
    );

    static readonly Proposal Second = new(DecisionOutcome.Accepted, UseType.SelfUse, "二度目の要旨", [], []);

    static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_read_whole_and_in_order_with_what_was_said_of_it()
    {
        await Portal.ReviewAsync(Id);
        await SendBackAsync(First, "条件の根拠が足りない");
        await SendBackAsync(Second, "条件がなくなっている");

        var shown = await CaseAsync();
        var earlier = Render<DecisionPanel>(p => p.Add(one => one.Case, shown)).FindAll("details.earlier");

        Assert.Equal(2, earlier.Count);
        Assert.All(earlier, one => Assert.False(one.HasAttribute("open")));
        Assert.All(
            [
                Words.Of(First.Outcome),
                Words.Of(First.UseType),
                "一度目の要旨",
                "保存期間を示す",
                "本人が知るため",
                "画面の写し",
                "記事は新たな情報に当たる",
                "条件を付すため",
                "主査 公一",
            ],
            text => Assert.Contains(text, earlier[0].TextContent, StringComparison.Ordinal)
        );
        Assert.Contains("条件の根拠が足りない", earlier[0].ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("決裁 明", earlier[0].ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("二度目の要旨", earlier[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("条件がなくなっている", earlier[1].ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_what_the_next_one_begins_with_where_nothing_else_was_kept()
    {
        await Portal.ReviewAsync(Id);
        await SendBackAsync(First, "条件の根拠が足りない");

        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));

        Assert.Contains("条件の根拠が足りない", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Contains(Words["recommend.from-earlier"], page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("一度目の要旨", page.Find("#case-summary").GetAttribute("value"));
        Assert.Equal("記事は新たな情報に当たる", page.Find("#case-typereason").GetAttribute("value"));
        Assert.Equal("保存期間を示す", page.Find("#case-conditions-0-text").GetAttribute("value"));
        Assert.Equal("3", page.Find("#case-conditions-0-after").GetAttribute("value"));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent == Words["recommend.take-earlier"]);

        await page.FindAll("button").Single(button => button.TextContent == Words["recommend.send"]).ClickAsync(new());

        Assert.Equivalent(First, (await CaseAsync()).Application.Recommendation!.Proposal);
    }

    [Fact]
    public async Task Is_taken_back_into_the_form_where_something_else_was_kept_and_loses_nothing()
    {
        RecommendationForm other = new() { Outcome = DecisionOutcome.Accepted, Summary = "別に書いた要旨" };
        await Portal.Services.AsAsync<RecommendationService, (int, DateTime)>("lead", s => s.KeepAsync(Id, other, 0, Cancel));
        await Portal.ReviewAsync(Id);
        await SendBackAsync(First, "条件の根拠が足りない");
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        Assert.Equal("別に書いた要旨", page.Find("#case-summary").GetAttribute("value"));
        Assert.DoesNotContain(Words["recommend.from-earlier"], page.Markup, StringComparison.Ordinal);

        await page.FindAll("button").Single(button => button.TextContent == Words["recommend.take-earlier"]).ClickAsync(new());

        Assert.Equal("一度目の要旨", page.Find("#case-summary").GetAttribute("value"));
        Assert.Contains("別に書いた要旨", page.Find("[aria-labelledby=kept-draft-title]").TextContent, StringComparison.Ordinal);
        var kept = await Portal.Services.AsAsync<RecommendationService, KeptRecommendation>("lead", s => s.FindAsync(Id, Cancel));
        Assert.Equal("一度目の要旨", kept.Form.Summary);
    }

    [Fact]
    public async Task That_its_drafter_withdrew_is_kept_with_the_reason_and_begun_with_likewise()
    {
        await Portal.ReviewAsync(Id);
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, First, Cancel));
        var recommended = await CaseAsync();
        var actions = Render<CaseActions>(p => p.Add(one => one.Case, recommended));
        _ = actions.FindAll("button").Single(button => button.TextContent == Words["action.WithdrawRecommendation"]).ClickAsync(new());
        Dialog.WaitForElement(".mud-dialog textarea").Change("条件を改めるため");
        await Dialog
            .FindAll(".mud-dialog button")
            .Single(button => button.TextContent == Words["action.WithdrawRecommendation"])
            .ClickAsync(new());
        actions.WaitForAssertion(() => Assert.Equal(ApplicationState.InReview, CaseAsync().Result.Application.State));

        var shown = await CaseAsync();
        var panel = Render<DecisionPanel>(p => p.Add(one => one.Case, shown));
        Assert.Contains(Words["decision.withdrawn"], panel.Find("h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("条件を改めるため", panel.Markup, StringComparison.Ordinal);
        Assert.Contains("一度目の要旨", Assert.Single(panel.FindAll("details.earlier")).TextContent, StringComparison.Ordinal);
        var page = Render<RecommendPage>(p => p.Add(one => one.Id, Id.Value));
        Assert.Contains("条件を改めるため", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("一度目の要旨", page.Find("#case-summary").GetAttribute("value"));
        Assert.Equal("条件を改めるため", Assert.IsType<RecommendationWithdrawn>(shown.Timeline[^1].What).Reason);
    }

    [Fact]
    public async Task From_before_they_were_kept_shows_what_was_said_and_that_it_was_not_kept()
    {
        await Portal.ReviewAsync(Id);
        await SendBackAsync(First, "条件の根拠が足りない");
        await using (var db = await Portal.Services.NewDbAsync())
        {
            IReadOnlyList<EarlierRecommendation> none = [];
            await db
                .Applications.Where(a => a.Id == Id)
                .ExecuteUpdateAsync(a => a.SetProperty(one => one.EarlierRecommendations, none), Cancel);
        }

        await SendBackAsync(Second, "条件がなくなっている");
        var shown = await CaseAsync();
        var panel = Render<DecisionPanel>(p => p.Add(one => one.Case, shown));

        Assert.Contains("条件の根拠が足りない", panel.Markup, StringComparison.Ordinal);
        Assert.Contains(Words["decision.not-kept"], panel.Markup, StringComparison.Ordinal);
        Assert.Contains("二度目の要旨", Assert.Single(panel.FindAll("details.earlier")).TextContent, StringComparison.Ordinal);
    }

    async Task SendBackAsync(Proposal proposal, string comment)
    {
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RecommendAsync(Id, seen, proposal, Cancel));
        await Portal.Services.AsAsync<DecisionService>("decider", s => s.ChallengeAsync(Id, seen + 1, comment, Cancel));
    }
}
