using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Applications;

public class ACorrectionSuggestion
{
    [Fact]
    public void Is_made_of_every_finding_also_where_two_rules_are_about_the_same_answer()
    {
        var finding = Assessor.Assess(PlanJson.Read(A.Plan().Plan).Plan!, RuleSets.Find("PHR-GL-2025-04")!, new(2026, 9, 1)).Findings[
            0
        ] with
        {
            Outcome = Outcome.NotMet,
            FunctionIndex = 0,
        };
        var warns = finding with { Rule = "TY-04", Severity = Severity.Warn, Answers = ["functions[0].content", "service.summary"] };
        var blocks = finding with { Rule = "CO-01", Severity = Severity.Block, Answers = ["functions[0].content"] };
        var later = finding with { Rule = "CO-05", Answers = ["asOf", "service.summary"] };
        var nowhere = finding with { Rule = "GL-201", Answers = [] };
        var assessment = Assessor.Assess(PlanJson.Read(A.Plan().Plan).Plan!, RuleSets.Find("PHR-GL-2025-04")!, new(2026, 9, 1)) with
        {
            Findings =
            [
                warns,
                blocks,
                blocks with
                {
                    Rule = "CO-02",
                    Severity = Severity.Warn,
                },
                later,
                nowhere,
                finding with
                {
                    Rule = "RV-01",
                    Axis = RuleAxis.Viewpoint,
                    Outcome = Outcome.NeedsPerson,
                },
                finding with
                {
                    Rule = "GL-202",
                    Outcome = Outcome.Met,
                },
            ],
        };

        var suggested = CorrectionSuggestion.Of(assessment);

        Assert.Equal(
            // A rule that used several answers leaves the choice to a person.
            [(null, "TY-04"), ("functions[0].content", "CO-01, CO-02"), ("service.summary", "CO-05"), (null, "GL-201")],
            suggested.Select(one => (one.Path, one.Rules))
        );
        Assert.Equal(["functions[0].content", "service.summary"], suggested[0].Paths);
        Assert.Empty(suggested[3].Paths);
    }

    [Theory]
    [InlineData("TY-04, CO-01", "functions[0].content", "CO-01, TY-04")]
    [InlineData("TY-04, CO-01", "service.summary", "TY-04")]
    [InlineData("TY-04, CO-01", "service.url", null)]
    [InlineData("TY-04", "documents.privacyPolicy", "TY-04")]
    [InlineData("TY-04", "", "TY-04")]
    [InlineData(null, "service.summary", null)]
    public void Keeps_the_rules_that_used_the_answer_that_it_comes_to_be_about(string? rules, string path, string? left)
    {
        var assessment = Assessor.Assess(PlanJson.Read(A.Plan().Plan).Plan!, RuleSets.Find("PHR-GL-2025-04")!, new(2026, 9, 1));
        var finding = assessment.Findings[0] with { Outcome = Outcome.NotMet };
        assessment = assessment with
        {
            Findings =
            [
                finding with
                {
                    Rule = "CO-01",
                    Answers = ["functions[0].content"],
                },
                finding with
                {
                    Rule = "TY-04",
                    Answers = ["functions[0].content", "service.summary"],
                },
            ],
        };

        Assert.Equal(left, CorrectionSuggestion.RulesAt(rules, path, assessment));
    }
}
