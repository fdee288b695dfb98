using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What a case page says has to be settled before somebody can recommend.</summary>
public sealed class WhatRemains : PanelTest
{
    static DateOnly Due => JapaneseDate.On(DateTime.UtcNow).AddDays(20);

    [Fact]
    public async Task Leads_to_where_each_thing_is_settled_and_says_until_when()
    {
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>("lead", s => s.RequestOpinionsAsync(Id, seen, [Ministry.Mhlw], "意見を", Due));
        var items = ReviewItems.OfSubstance(ReviewItems.RulesOf((await CaseAsync()).Application.LatestVersion!));

        var lines = await LinesAsync();

        Assert.Equal(
            [
                (Words["open.opinion", Words.Of(Ministry.Mhlw)], Links.Case(Id, "opinions")),
                (Words["remaining.substance", items.Count], Links.Case(Id, "review")),
            ],
            lines
        );
        Assert.Contains(Words["remaining.due", Words.Date(Due)], (await PanelAsync()).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_down_to_nothing()
    {
        var items = ReviewItems.OfSubstance(ReviewItems.RulesOf((await CaseAsync()).Application.LatestVersion!));
        foreach (var item in items)
        {
            await Portal.Services.AsAsync<JudgementService>(
                "lead",
                s => s.JudgeAsync(Id, ReviewPart.Substance, item, Verdict.Met, "確認", 0)
            );
        }

        Assert.Equal([(Words["open.substance"], Links.Case(Id, "review"))], await LinesAsync());

        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<JudgementService>("lead", s => s.SignSubstanceAsync(Id, seen, ""));

        Assert.Empty(await LinesAsync());
        Assert.Contains(Words["remaining.none"], (await PanelAsync()).Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_of_the_correction_and_not_of_each_of_its_items()
    {
        var seen = await Portal.VersionAsync(Id);
        await Portal.Services.AsAsync<ReviewService>(
            "lead",
            s =>
                s.RequestCorrectionAsync(Id, seen, [new("service.name", "名称を直してください"), new("service.url", "直してください")], Due)
        );

        Assert.Equal((Words["remaining.correction", 2], Links.Case(Id, "corrections")), (await LinesAsync())[0]);
        Assert.Equal(2, (await LinesAsync()).Count);
    }

    async Task<IRenderedComponent<RemainingPanel>> PanelAsync()
    {
        var shown = await CaseAsync();
        return Render<RemainingPanel>(panel => panel.Add(p => p.Case, shown));
    }

    async Task<IReadOnlyList<(string, string)>> LinesAsync() =>
        [.. (await PanelAsync()).FindAll("a").Select(link => (link.TextContent, link.GetAttribute("href")!))];
}
