using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Guidelines;

public class A_set_that_cannot_be_published
{
    static readonly (string Name, PartEdit Edit, string Code, string Place)[] faults =
    [
        ("a syntax error", Rule("CO-01", "condition", """{ "all": true }"""), "rule-set-unreadable", "rules[11].condition.all"),
        (
            "an unknown path",
            Rule("CO-01", "condition", """{ "answer": "f.colour", "is": true }"""),
            "rule-set-unreadable",
            "rules[11].condition"
        ),
        (
            "a missing citation",
            Rule("CO-01", "citation", """{ "document": "", "confirmed": false }"""),
            "rule-set-unreadable",
            "rules[11].citation.document"
        ),
        ("a cycle", Rule("CO-01", "applies", """{ "fact": "NotMet", "of": "f", "in": ["CO-01"] }"""), "rule-set-faulty", "rules[11]"),
        ("an uncovered combination", new(PartChange.Removed, "types", Assessed.Rules.Types.Count - 1), "rule-set-faulty", "types"),
    ];

    public static TheoryData<int, string> Faults => new(faults.Select((one, i) => new TheoryDataRow<int, string>(i, one.Name)));

    [Theory]
    [MemberData(nameof(Faults))]
    public void Says_where(int number, string name)
    {
        var (told, edit, code, place) = faults[number];
        Assert.Equal(name, told);
        var draft = PortalRuleSet.Copy(PortalRuleSetId.New(), Assessed.Rules, 4, isDemo: false, An.Act(Role.Legal));

        var broken = Assert.Throws<RuleBroken>(() =>
        {
            draft.Edit(edit, An.Act(Role.Legal));
            draft.Publish(new(2026, 10, 1), 4, An.Lead, TestContext.Current.CancellationToken);
        });

        Assert.Equal(code, broken.Code);
        Assert.Contains(place, broken.Details);
        var remedy = Assert.IsType<LocalText>(broken.Details[^1]);
        Assert.NotEqual(remedy.Ja, remedy.En);
        Assert.Equal(RuleSetState.Draft, draft.State);
    }

    // One member of a rule set otherwise.
    static PartEdit Rule(string id, string member, string json)
    {
        var at = Assessed.Rules.Rules.Select(rule => rule.Id).ToList().IndexOf(id);
        var rule = RuleSetJson.Write(Assessed.Rules)["rules"]![at]!.DeepClone().AsObject();
        rule[member] = JsonNode.Parse(json);
        return new(PartChange.Changed, "rules", at, rule);
    }
}
