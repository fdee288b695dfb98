using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Plans;

public class TheSteps
{
    [Fact]
    public void Ask_every_question_once() =>
        Assert.All(
            PlanQuestions.All.Where(question => question.Kind is not (AnswerKind.Group or AnswerKind.List)),
            question =>
            {
                var step = PlanSteps.Of(question.Pattern);
                Assert.NotEqual(PlanStep.Summary, step);
                // The step reaches the question through all that it stands in.
                for (var outer = question.Parent; outer is not null; outer = PlanQuestions.Find(outer)!.Parent)
                {
                    Assert.True(PlanSteps.Has(step, outer), $"{step}: {outer}");
                }
            }
        );

    [Theory]
    [InlineData("functions[2].recipients[0].consent", PlanStep.Recipients)]
    [InlineData("functions[2].procedure", PlanStep.Recipients)]
    [InlineData("functions[2].name", PlanStep.Functions)]
    [InlineData("functions", PlanStep.Functions)]
    [InlineData("compliance.consentPlainOnScreen", PlanStep.Recipients)]
    [InlineData("compliance.certifications[0].kind", PlanStep.Compliance)]
    [InlineData("contacts[0].mail", PlanStep.Contacts)]
    [InlineData("documents.certificate", PlanStep.Documents)]
    public void Are_found_for_a_path(string path, PlanStep step) => Assert.Equal(step, PlanSteps.Of(path));

    [Fact]
    public void Show_the_parts_of_which_they_ask_something()
    {
        Assert.Equal(["functions", "compliance"], PlanSteps.PartsOf(PlanStep.Recipients).Select(part => part.Name));
        Assert.Equal(["filing", "service"], PlanSteps.PartsOf(PlanStep.Service).Select(part => part.Name));
        Assert.Empty(PlanSteps.PartsOf(PlanStep.Summary));
    }

    [Fact]
    public void Know_which_rules_look_at_an_answer()
    {
        var rules = RuleSets.InForce(Example.AsOf);
        Assert.Contains("GL-220", RuleReads.Of(rules, "compliance.certifications").Select(rule => rule.Id));
        Assert.Contains("CO-08", RuleReads.Of(rules, "functions[].recipients[].consent").Select(rule => rule.Id));
        Assert.Contains("TY-03", RuleReads.Of(rules, "functions[].recipients[].kind").Select(rule => rule.Id));
        // Whom to ask is nobody's criterion.
        Assert.All(
            PlanQuestions.All.Where(question => PlanPath.IsWithin(question.Pattern, "contacts")),
            question => Assert.Empty(RuleReads.Of(rules, question.Pattern))
        );
    }
}

public class Contacts
{
    static readonly Contact somebody = new()
    {
        Name = "見本 花子",
        Mail = "hanako@example.jp",
        Phone = "03-1234-5678",
    };

    [Fact]
    public void Are_needed_and_one_of_several_is_the_main_one()
    {
        Assert.Contains("contacts", PlanCompleteness.Missing(new()));
        Assert.DoesNotContain(PlanCompleteness.Missing(new() { Contacts = [somebody] }), path => PlanPath.IsWithin(path, "contacts"));
        Assert.Contains("contacts[0].main", PlanCompleteness.Missing(new() { Contacts = [somebody, somebody] }));
        Assert.DoesNotContain("contacts[0].main", PlanCompleteness.Missing(new() { Contacts = [somebody, somebody with { Main = true }] }));
    }

    [Fact]
    public void With_a_wrong_address_are_named_without_repeating_it()
    {
        var reading = PlanJson.Read("""{"contacts":[{"mail":"himitsu at example","phone":"himitsu"}]}""");
        Assert.Equal([PlanFaultKind.BadMail, PlanFaultKind.BadPhone], reading.Faults.Select(fault => fault.Kind));
        Assert.All(reading.Faults, fault => Assert.DoesNotContain("himitsu", fault.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public void Change_nothing_in_the_assessment()
    {
        var rules = RuleSets.InForce(Example.AsOf);
        Assert.All(
            Example.Names,
            name =>
            {
                var plan = Example.Plan(name);
                Assert.Equal(Told(plan), Told(plan with { Contacts = [somebody] }));
            }
        );

        string Told(UsePlan plan) => AssessmentJson.Write(Assessor.Assess(plan, rules, Example.AsOf));
    }
}

public class AContradiction
{
    [Fact]
    public void Is_told_while_it_stands_and_gone_when_either_answer_changes()
    {
        UsePlan plan = new() { Service = new() { Revenue = [Revenue.None, Revenue.UserFee] } };
        Assert.Equal(["service.revenue"], Assert.Single(Contradictions.In(plan)).Paths);
        Assert.Empty(Contradictions.In(plan with { Service = new() { Revenue = [Revenue.None] } }));
        Assert.Empty(Contradictions.In(plan with { Service = new() { Revenue = [Revenue.UserFee, Revenue.Advertising] } }));
    }

    [Theory]
    [InlineData("2026-12-31", "2026-10-01", "2027-03-31", "2027-04-30")]
    [InlineData("2026-12-31", "2027-01-01", "2027-03-31", "2027-04-30", ContradictionKind.EndsBeforeToldOn)]
    [InlineData("2026-12-31", "2026-10-01", "2027-03-31", "2027-03-30", ContradictionKind.DeletedTooEarly)]
    [InlineData("2026-12-31", "2026-10-01", "2026-11-30", "2026-12-30", ContradictionKind.DeletedTooEarly)]
    [InlineData(
        "2026-12-31",
        "2027-01-01",
        "2027-03-31",
        "2027-03-30",
        ContradictionKind.EndsBeforeToldOn,
        ContradictionKind.DeletedTooEarly
    )]
    public void Of_dates_excludes_by_the_one_or_by_the_other(
        string ends,
        string told,
        string export,
        string deleted,
        params ContradictionKind[] kinds
    )
    {
        ServiceEnd end = new()
        {
            EndsOn = Day(ends),
            UsersToldOn = Day(told),
            ExportUntil = Day(export),
            DataDeletedOn = Day(deleted),
        };
        UsePlan plan = new()
        {
            Filing = new() { Kind = FilingKind.EndNotice, ServiceEnd = end },
        };
        Assert.Equal(kinds, Contradictions.In(plan).Select(one => one.Kind));
        // Of another kind of filing the dates are not asked, and exclude nothing.
        Assert.Empty(Contradictions.In(plan with { Filing = plan.Filing with { Kind = FilingKind.New } }));

        static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }
}
