using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Applications;

public sealed class AReason
{
    static readonly Assessment Supplement = Assessor.Assess(Example.Plan("03-supplement"), RuleSets.Shipped[^1], new(2026, 9, 1));

    [Fact]
    public void Has_one_source_for_each_rule_that_is_not_met_and_those_against_the_plan_stand_first()
    {
        var sources = ReasonSource.Of(Supplement, []);

        var notMet = Supplement
            .Findings.Where(f => f.Outcome is Outcome.NotMet or Outcome.NeedsPerson && f.Axis != RuleAxis.Viewpoint)
            .Select(f => f.Rule)
            .Distinct()
            .ToList();
        Assert.NotEmpty(notMet);
        Assert.Equal(notMet.Order(), sources.Select(source => source.Rule).Order());
        Assert.Equal(sources.OrderByDescending(source => source.IsAgainst), sources);
        Assert.All(sources, source => Assert.NotEmpty(source.Conclusions));
    }

    [Fact]
    public void Takes_what_an_official_found_not_met_and_leaves_out_what_is_met()
    {
        Judgement against = new(ReviewPart.Substance, "RV-01", Verdict.NotMet, "責任の所在が不明", 1, default, "lead", default);
        Judgement met = against with { Item = "RV-03", Verdict = Verdict.Met, Note = "" };
        Judgement unknown = against with { Item = "scope", Note = "対象外" };

        var sources = ReasonSource.Of(Supplement, [against, met, unknown]);

        Assert.True(sources.Single(source => source.Rule == "RV-01").IsAgainst);
        Assert.Equal("責任の所在が不明", sources.Single(source => source.Rule == "RV-01").Note);
        Assert.Equal("対象外", sources.Single(source => source.Rule == "scope").Note);
        Assert.Null(sources.SingleOrDefault(source => source.Rule == "RV-03")?.Note);
    }

    [Theory]
    [InlineData("2026-01-30", 1, "2026-02-28")] // no corresponding day: the month's last
    [InlineData("2026-01-31", 1, "2026-02-28")] // begins on 1 February, ends on the eve of 1 March
    [InlineData("2026-09-01", 3, "2026-12-01")]
    [InlineData("2028-01-29", 1, "2028-02-29")]
    public void Of_a_condition_counts_months_from_the_day_after_the_notice(string notice, int months, string last) =>
        Assert.Equal(
            DateOnly.Parse(last, System.Globalization.CultureInfo.InvariantCulture),
            new DueAfterNotice(months, DueUnit.Months).From(
                DateOnly.Parse(notice, System.Globalization.CultureInfo.InvariantCulture),
                BusinessCalendar.Shipped
            )
        );

    [Fact]
    public void Of_a_condition_counts_business_days_over_a_holiday() =>
        Assert.Equal(
            new DateOnly(2026, 9, 24),
            new DueAfterNotice(1, DueUnit.BusinessDays).From(new(2026, 9, 18), BusinessCalendar.Shipped)
        );

    [Fact]
    public void Has_a_template_whose_plain_percent_and_braces_survive()
    {
        Dictionary<string, string> values = new() { ["受付番号"] = "R8-0001" };

        Assert.Equal("R8-0001 は 100% { } {1} {受付番号} }{", TemplateText.Fill("{受付番号} は 100% { } {1} {{受付番号}} }{", values));
        Assert.Equal(["知らない"], TemplateText.Unknown("{受付番号}{知らない}{知らない}{{別}} 100%", [.. values.Keys]));
        Assert.Equal("{知らない}", TemplateText.Fill("{知らない}", values));
    }

    [Fact]
    public void Of_a_condition_is_kept_by_legal_and_lead_and_names_a_variable_that_is_not_known()
    {
        ConditionWording wording = new(
            "産業保健",
            "{サービス名}の結果を人事に渡さない。",
            "目的外の利用を防ぐため。",
            " ",
            new(3, DueUnit.Months),
            "CO-07"
        );

        var refused = Assert.Throws<RuleBroken>(() => ConditionTemplate.Write(wording with { Text = "{担当}" }, An.Act(Role.Legal)));
        Assert.Equal(("template-unknown", "担当"), (refused.Code, (string)refused.Details[0]));
        Assert.Equal("not-allowed", Assert.Throws<RuleBroken>(() => ConditionTemplate.Write(wording, An.Reviewer)).Code);
        Assert.Equal(
            "due-after",
            Assert.Throws<RuleBroken>(() => ConditionTemplate.Write(wording with { DueAfter = new(0, DueUnit.Months) }, An.Lead)).Code
        );

        var kept = ConditionTemplate.Write(wording, An.Lead);
        kept.Retire(An.Lead);

        Assert.Null(kept.Wording.Evidence);
        Assert.Equal("condition-retired", Assert.Throws<RuleBroken>(() => kept.Retire(An.Lead)).Code);
        Assert.Equal("接種歴ノートの結果を人事に渡さない。", kept.For(A.At(ApplicationState.InReview), "会社").Text);
    }

    [Fact]
    public void Does_not_let_a_condition_be_due_before_it_is_made()
    {
        var application = A.At(ApplicationState.InReview);
        Proposal late = A.Accepting with
        {
            Outcome = DecisionOutcome.AcceptedWithConditions,
            Conditions = [new("条件", "理由", JapaneseDate.On(An.Lead.At))],
        };

        Assert.Equal("due-past", Assert.Throws<RuleBroken>(() => application.Recommend(late, An.Lead)).Code);
        var far = late with { Conditions = [new("条件", "理由", DueDay.LastToFulfil(JapaneseDate.On(An.Lead.At)).AddDays(1))] };
        Assert.Equal("due-far", Assert.Throws<RuleBroken>(() => application.Recommend(far, An.Lead)).Code);
    }
}
