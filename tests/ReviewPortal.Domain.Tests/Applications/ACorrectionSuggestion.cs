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
            Findings = [warns, blocks, later, nowhere, finding with { Rule = "GL-202", Outcome = Outcome.Met }],
        };

        var suggested = CorrectionSuggestion.Of(assessment);

        Assert.Equal(
            [("functions[0].content", "CO-01, TY-04"), ("service.summary", "CO-05"), (null, "GL-201")],
            suggested.Select(one => (one.Path, one.Rules))
        );
    }
}
