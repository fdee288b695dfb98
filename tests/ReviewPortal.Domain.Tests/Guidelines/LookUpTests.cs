using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class A_look_up
{
    const string Name = "corporate-number";
    static readonly LocalText why = new("相手が応答しません", "The other side does not answer");

    // A must of the guideline that hangs on a look-up, and an answer beside it.
    static readonly RuleSet rules = Rules with
    {
        Rules =
        [
            .. Rules.Rules.Select(rule =>
                rule.Id == "GL-322" ? rule with { Condition = new Condition.All([rule.Condition!, new Condition.LookUp(Name)]) } : rule
            ),
        ],
    };

    static readonly UsePlan plan = Example.Plan("01");

    [Fact]
    public void That_says_yes_or_no_decides()
    {
        Assert.Equal(Outcome.Met, Said(plan, LookUpResult.Yes).Outcome);
        Assert.Equal(Outcome.NotMet, Said(plan, LookUpResult.No).Outcome);
        Assert.Equal(Route.Conditional, Assess(plan, LookUpResult.No).Route);
    }

    [Fact]
    public void That_fails_leaves_the_rule_unevaluated_with_the_reason_and_refuses_and_blocks_nothing()
    {
        var finding = Said(plan, LookUpResult.Failed(why));

        Assert.Equal(Outcome.CouldNotEvaluate, finding.Outcome);
        Assert.Equal([new FailedLookUp(Name, why)], finding.LookUps);
        Assert.Empty(finding.Answers);
        Assert.Null(finding.Question);
        var assessment = Assess(plan, LookUpResult.Failed(why));
        Assert.Equal(plan.Now().Route, assessment.Route);
        Assert.Equal(plan.Now().Unanswered, assessment.Unanswered);
    }

    [Fact]
    public void That_was_not_made_says_so_and_can_be_made_later()
    {
        Assert.Equal(LookUpResult.NotYet.Failure, Assert.Single(Said(plan, null).LookUps).Why);
        Assert.Equal(Outcome.Met, Said(plan, LookUpResult.Yes).Outcome);
    }

    [Fact]
    public void That_fails_changes_nothing_where_an_answer_decides_and_does_not_hide_one_that_is_missing()
    {
        Assert.Equal(Outcome.NotMet, Said(plan.With("compliance.deletionOnRequest", false), null).Outcome);
        var open = Said(plan.With("compliance.deletionOnRequest", null), null);
        Assert.Equal((Outcome.Undetermined, Name), (open.Outcome, Assert.Single(open.LookUps).Name));
        Assert.Equal(["compliance.deletionOnRequest"], open.Answers);
    }

    [Fact]
    public void Is_told_in_the_wire_format_only_where_it_failed()
    {
        var finding = JsonNode.Parse(AssessmentJson.Write(Assess(plan, LookUpResult.Failed(why))))!["findings"]!
            .AsArray()
            .Single(one => one!["rule"]!.GetValue<string>() == "GL-322")!;

        Assert.Equal(Name, finding["lookUps"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(why.Ja, finding["lookUps"]![0]!["why"]!.GetValue<string>());
        Assert.DoesNotContain("lookUps", AssessmentJson.Write(Assess(plan, LookUpResult.Yes)), StringComparison.Ordinal);
    }

    [Fact]
    public void Comes_back_from_JSON_and_is_printed_in_both_languages()
    {
        Assert.Null(Deep.Difference(rules, RuleSetJson.Parse(RuleSetJson.Write(rules).ToJsonString())));
        ConditionLabels labels = new(pattern => pattern, value => value.ToString());
        Assert.Contains(Name, ConditionText.Japanese(new Condition.LookUp(Name), [], labels), StringComparison.Ordinal);
        Assert.Equal(
            $"the look-up “{Name}” says “yes” (not judged while it fails)",
            ConditionText.English(new Condition.LookUp(Name), [], labels)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("1st")]
    [InlineData("corporate-number\n")]
    public void Needs_a_name_that_can_be_told(string name)
    {
        var set = rules with
        {
            Rules = [.. rules.Rules.Select(rule => rule.Id == "GL-322" ? rule with { Condition = new Condition.LookUp(name) } : rule)],
        };

        Assert.Contains(
            RuleSetCheck.Faults(set, ct: TestContext.Current.CancellationToken),
            problem => problem.Place.StartsWith("rules[", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Stands_in_rules_only()
    {
        Condition lookUp = new Condition.LookUp(Name);
        RuleSet[] sets =
        [
            Rules with
            {
                Scope = [.. Rules.Scope.Select((line, i) => i == 0 ? line with { When = lookUp } : line)],
            },
            Rules with
            {
                Types = [.. Rules.Types.Select((line, i) => i == 0 ? line with { When = lookUp } : line)],
            },
            Rules with
            {
                Flags = [.. Rules.Flags.Select((line, i) => i == 0 ? line with { When = lookUp } : line)],
            },
            Rules with
            {
                Routes = [.. Rules.Routes.Select((line, i) => i == 0 ? line with { When = lookUp } : line)],
            },
            Rules with
            {
                Conditions = [.. Rules.Conditions.Select((one, i) => i == 0 ? one with { Condition = lookUp } : one)],
            },
        ];

        Assert.All(sets, set => Assert.NotEmpty(RuleSetCheck.Faults(set, ct: TestContext.Current.CancellationToken)));
    }

    static Finding Said(UsePlan plan, LookUpResult? result) => Assess(plan, result).Findings.Single(finding => finding.Rule == "GL-322");

    static Assessment Assess(UsePlan plan, LookUpResult? result) =>
        Assessor.Assess(plan, rules, Example.AsOf, result is null ? null : new Dictionary<string, LookUpResult> { [Name] = result });
}
