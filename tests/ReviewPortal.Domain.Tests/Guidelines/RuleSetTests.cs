using System.Text;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class The_shipped_rules
{
    [Fact]
    public void Say_where_a_day_of_force_is_taken_and_not_known()
    {
        var open = RuleBook.Shipped.All.Where(RuleBook.Shipped.IsForceOpen).Select(set => set.Id);

        // Of the edition in the middle the month alone is known: its first day, and so the last one of the edition before.
        Assert.Equal(["PHR-GL-2021-04", "PHR-GL-2022-04"], open);
        Assert.Equal(new DateOnly(2022, 3, 31), RuleBook.Shipped.LastDayOf(RuleBook.Shipped.All[0]));
    }

    [Fact]
    public void Have_the_edition_in_force()
    {
        Assert.Equal(("PHR-GL-2025-04", 6), (Rules.Id, Rules.Revision));
        Assert.Same(Rules, RuleSets.InForce(Example.AsOf));
        Assert.Same(Rules, RuleSets.InForce(new(2025, 4, 30)));
        Assert.Null(RuleSets.Find("PHR-GL-1999-01"));
    }

    [Fact]
    public void Come_back_from_JSON_the_same()
    {
        var json = RuleSetJson.Write(Rules);
        var again = RuleSetJson.Read(JsonNode.Parse(json.ToJsonString()));

        Assert.True(JsonNode.DeepEquals(json, RuleSetJson.Write(again)));
        Assert.All(
            Example.Names.Select(Example.Plan),
            plan =>
                Assert.Equal(
                    AssessmentJson.Write(Assessor.Assess(plan, Rules, Example.AsOf)),
                    AssessmentJson.Write(Assessor.Assess(plan, again, Example.AsOf))
                )
        );
    }

    [Fact]
    public void Have_each_id_once_and_name_no_rule_that_is_not_there()
    {
        var ids = Rules.Rules.Select(rule => rule.Id).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Rules.Scope.Select(line => line.Rule).Concat(Rules.Types.Select(line => line.Rule)), id => Assert.Contains(id, ids));
    }

    [Fact]
    public void End_every_walk_with_a_line_that_holds_always()
    {
        Assert.Equal(new Condition.All([]).Conditions, Assert.IsType<Condition.All>(Rules.Routes[^1].When).Conditions);
        Assert.Equal(Enum.GetValues<Route>().Where(route => route != Route.Undetermined), Rules.Routes.Select(line => line.Route));
    }

    [Fact]
    public void Ask_a_question_wherever_an_answer_can_be_missing() =>
        Assert.All(
            // What binds no plan misses no answer.
            Rules.Rules.Where(rule =>
                rule.Condition is not null and not Condition.Any { Conditions.Count: 0 }
                && rule.Applies is not Condition.Any { Conditions.Count: 0 }
            ),
            rule => Assert.NotNull(rule.Question)
        );

    [Fact]
    public void Are_refused_with_the_place_where_they_are_damaged()
    {
        var json = RuleSetJson.Write(Rules);
        json["rules"]![3]!["severity"] = "Dreadful";

        Assert.Equal("rules[3].severity", Assert.Throws<RuleSetFault>(() => RuleSetJson.Read(json)).Place);
    }

    [Fact]
    public void Are_printed_in_the_documents()
    {
        StringBuilder text = new();
        text.Append(
            "# Rules\n\nPrinted from the shipped rule sets. 要確認: the place in the source, or the reading of it, is still to be confirmed.\n"
        );
        foreach (var set in RuleSets.Shipped)
        {
            text.Append($"\n## {set.Title.Ja} ({set.Id}, revision {set.Revision})\n\n");
            text.Append($"In force from {set.From:yyyy-MM-dd}{(set.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}.\n\n");
            text.Append("| Id | Rule | 規則 | Axis | Layer | Severity | Source | |\n|---|---|---|---|---|---|---|---|\n");
            foreach (var rule in set.Rules)
            {
                var source = string.Join(
                    " ",
                    new[] { rule.Citation.Document, rule.Citation.Edition, rule.Citation.Section }.OfType<string>()
                );
                text.Append($"| {rule.Id} | {rule.Title.En} | {rule.Title.Ja} | {rule.Axis} | {rule.Layer} ");
                text.Append($"| {rule.Severity}{(rule.EasedWhen is null ? "" : ", otherwise Warn")} | {source} ");
                text.Append($"| {(rule.Citation.Confirmed ? "" : "要確認")} |\n");
            }
        }

        Docs.MustMatch("rules.md", text.ToString());
    }
}
