using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The tab that gathers what somebody wants as a condition.</summary>
public sealed class TheConditions : PanelTest
{
    [Fact]
    public async Task Are_none_of_the_form_and_no_whole_notes()
    {
        await Portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.JudgeAsync(Id, ReviewPart.Form, ReviewItems.Documents, Verdict.Conditional, "書類の様式を次回から改めること", 1)
        );
        var wish = string.Concat(Enumerable.Repeat("提供先の一覧を公表すること。", 20));
        await Portal.Services.AsAsync<JudgementService>(
            "lead",
            s => s.JudgeAsync(Id, ReviewPart.Substance, "RV-01", Verdict.Conditional, $"基準：責任\n事実：長い前置き\n結論：{wish}", 0)
        );

        var shown = await CaseAsync();
        var panel = Render<ConditionsPanel>(p => p.Add(one => one.Case, shown));

        Assert.DoesNotContain("書類の様式", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("長い前置き", panel.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(wish, panel.Markup, StringComparison.Ordinal);
        Assert.Contains("提供先の一覧を公表すること。", panel.Markup, StringComparison.Ordinal);
        Assert.Contains(Links.Case(Id, "review"), panel.Find("li a").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("RV-01", panel.Find("li").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Say_in_one_line_where_a_proposed_one_comes_from()
    {
        var seen = await Portal.VersionAsync(Id);
        var due = JapaneseDate.On(DateTime.UtcNow).AddDays(20);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mhlw], "ご意見を", due));
        await Portal.Services.AsAsync<ReviewService>(
            "reviewer-mhlw",
            s => s.GiveOpinionAsync(Id, Stance.Conditional, "明示を", ["保存期間を示すこと"])
        );
        await Portal.ReviewAsync(Id);
        var version = (await CaseAsync()).Application.LatestVersion!;
        var now = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s =>
                s.RecommendAsync(
                    Id,
                    now,
                    new(
                        DecisionOutcome.AcceptedWithConditions,
                        version.UseType,
                        "要旨",
                        [new("保存期間を示すこと", "誤解を防ぐため"), new("自分で書いた条件", "必要なため")],
                        []
                    )
                )
        );

        var shown = await CaseAsync();
        var panel = Render<ConditionsPanel>(p => p.Add(one => one.Case, shown));

        var proposed = panel.FindAll("ol > li").Select(li => li.TextContent).ToList();
        var from = Words["conditions.from", Words["recommend.from-opinion", Words.Of(Ministry.Mhlw)]];
        Assert.Contains(from, proposed[0], StringComparison.Ordinal);
        Assert.DoesNotContain(Words["conditions.from", ""].TrimEnd(), proposed[1], StringComparison.Ordinal);
    }
}
