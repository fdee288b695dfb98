using Bunit;
using Microsoft.AspNetCore.Components;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Features.Guidelines;

public sealed class The_editor_of_conditions : PortalTest
{
    static readonly RuleSet rules = RuleSets.Find("PHR-GL-2025-04")!;

    readonly PartForm form = new(rules, "rules", rules.Rules.ToList().FindIndex(rule => rule.Id == "CO-05"));

    [Theory]
    [InlineData("rules")]
    [InlineData("conditions")]
    [InlineData("scope")]
    [InlineData("types")]
    [InlineData("nearest")]
    [InlineData("flags")]
    [InlineData("routes")]
    public void Shows_every_part_of_the_shipped_rules_without_changing_it(string list)
    {
        for (var at = 0; at < PartWords.Keys(rules, list).Count; at++)
        {
            PartForm part = new(rules, list, at);
            foreach (var member in part.Members)
            {
                var shown = Render<PartMemberField>(field =>
                    field.Add(f => f.Form, part).Add(f => f.Member, member).Add(f => f.Id, "field")
                );
                Assert.DoesNotContain("⟦", shown.Markup, StringComparison.Ordinal);
            }

            Assert.Null(part.Fault);
            Assert.Equal(rules.Digest, part.Read!.Digest);
        }
    }

    [Fact]
    public void Says_in_both_languages_what_a_condition_comes_to()
    {
        var field = Field("condition");

        var japanese = field.Find("dd[lang=ja]").TextContent;
        var english = field.Find("dd[lang=en]").TextContent;
        Assert.NotEqual(japanese, english);
        Assert.Contains("『", japanese, StringComparison.Ordinal);
        Assert.Contains("“", english, StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_over_what_somebody_else_changed_meanwhile_and_says_where_both_did()
    {
        var at = rules.Rules.ToList().FindIndex(rule => rule.Id == "CO-05");
        var theirs = RuleSetJson.Write(rules);
        theirs["rules"]![at]!["severity"] = nameof(Severity.Info);
        theirs["rules"]![at]!["title"]!["ja"] = "相手の題";
        form.Entry["title"]!["ja"] = "自分の題";
        form.Entry["axis"] = nameof(RuleAxis.Viewpoint);
        form.Check();

        var merged = form.Over(RuleSetJson.Parse(theirs.ToJsonString()), at);

        Assert.Equal((Severity.Info, RuleAxis.Viewpoint), (merged.Read!.Rules[at].Severity, merged.Read.Rules[at].Axis));
        Assert.Equal("自分の題", merged.Read.Rules[at].Title.Ja);
        Assert.Equal(["title"], merged.Overlapping);
    }

    [Fact]
    public void Turns_one_kind_into_another_and_keeps_what_stands_inside()
    {
        form.Entry["applies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"all":[{"answer":"handling.researchOnly","is":true}]}""");
        form.Check();
        var field = Field("applies");

        field.Find("select").Change("not");

        Assert.Null(form.Fault);
        Assert.Equal("""{"not":{"answer":"handling.researchOnly","is":true}}""", form.Entry["applies"]!.ToJsonString());
        Assert.IsType<Condition.Not>(form.Read!.Rules.Single(rule => rule.Id == "CO-05").Applies);
    }

    [Fact]
    public void Adds_a_condition_and_takes_it_out_again()
    {
        form.Entry["applies"] = System.Text.Json.Nodes.JsonNode.Parse("""{"all":[]}""");
        form.Check();
        var field = Field("applies");

        field.FindAll("button").Single(button => button.TextContent == Words["condition.add"]).Click();
        Assert.Single(form.Entry["applies"]!["all"]!.AsArray());
        Assert.Null(form.Fault);

        field.FindAll("button").Single(button => button.TextContent == Words["guide.remove"]).Click();
        Assert.Empty(form.Entry["applies"]!["all"]!.AsArray());
    }

    [Fact]
    public void Keeps_a_text_that_is_no_JSON_in_its_field_and_says_why()
    {
        var field = Field("condition");
        var before = form.Entry["condition"]!.ToJsonString();
        field.FindAll("button").Single(button => button.TextContent == Words["condition.as-json"]).Click();

        field.Find("textarea").Change("{ \"all\": [");

        Assert.Equal("{ \"all\": [", field.Find("textarea").GetAttribute("value"));
        Assert.NotNull(field.Find(".form-error"));
        Assert.Equal(before, form.Entry["condition"]!.ToJsonString());
    }

    [Fact]
    public void Names_place_and_remedy_of_what_cannot_be_kept()
    {
        form.Entry["condition"] = System.Text.Json.Nodes.JsonNode.Parse("""{"answer":"handling.colour","is":true}""");
        form.Check();

        Assert.Equal("condition", form.MemberOf(form.Fault!.Place));
        Assert.Contains("handling.colour", form.Fault.Remedy.Ja, StringComparison.Ordinal);
        Assert.Null(form.Read);
    }

    IRenderedComponent<ConditionField> Field(string member) =>
        Render<ConditionField>(field =>
            field
                .Add(f => f.Form, form)
                .Add(f => f.Member, form.Members.Single(one => one.Name == member))
                .Add(f => f.Id, "field")
                .Add(f => f.Changed, EventCallback.Empty)
        );
}
