using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Shell;

public class WhatIsTyped
{
    [Theory]
    [InlineData("service.plannedStart", "令和８年１０月１日", "\"2026-10-01\"")]
    [InlineData("service.plannedStart", "2026/10/1", "\"2026-10-01\"")]
    [InlineData("service.plannedStart", "来年の春", "\"来年の春\"")]
    [InlineData("functions[0].dataItems[0].years", "５", "5")]
    [InlineData("functions[0].dataItems[0].years", "五年", "\"五年\"")]
    [InlineData("service.url", "ｈｔｔｐｓ：／／ｅｘａｍｐｌｅ．ｊｐ", "\"https://example.jp\"")]
    [InlineData("service.name", "  健診ノート ", "\"健診ノート\"")]
    [InlineData("service.minors", "true", "true")]
    [InlineData("compliance.storageCountry", "日本", "\"JP\"")]
    [InlineData("compliance.storageCountry", " ｊｐ", "\"JP\"")]
    [InlineData("compliance.storageCountry", "Japan", "\"JP\"")]
    public void Is_read_whatever_its_width_and_kept_where_it_is_no_answer_yet(string path, string typed, string expected) =>
        Assert.Equal(
            expected,
            System.Text.RegularExpressions.Regex.Unescape(PlanInput.Read(PlanQuestions.Find(path)!, typed)!.ToJsonString())
        );

    [Theory]
    [InlineData("")]
    [InlineData("  　")]
    public void Is_no_answer_when_it_is_blank(string typed) => Assert.Null(PlanInput.Read(PlanQuestions.Find("service.name")!, typed));

    [Theory]
    [InlineData("改行\nとタブ\tはよい", false)]
    [InlineData("𠮷野家と絵文字😀もよい", false)]
    [InlineData("制御\u0007文字", true)]
    [InlineData("外字\uE000", true)]
    [InlineData("片割れ\uD83D", true)]
    public void Is_refused_where_no_form_can_keep_it(string typed, bool unusable) => Assert.Equal(unusable, PlanInput.HasUnusable(typed));
}
