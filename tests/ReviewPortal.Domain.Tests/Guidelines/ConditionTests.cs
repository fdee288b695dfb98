using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

public class A_condition
{
    static readonly UsePlan plan = new()
    {
        Service = new() { Minors = true },
        Apis = [Api.MedicalInsurance],
        Functions =
        [
            new() { Main = true },
            new() { Main = false, Content = FunctionContent.Mixed },
            new() { Content = FunctionContent.RetrievedData },
        ],
        Compliance = new() { ExportWindowDays = 90, Certifications = [new() { Kind = CertificationKind.Isms, Expires = new(2026, 9, 1) }] },
    };

    const string Yes = """{ "answer": "service.minors", "is": true }""";
    const string No = """{ "answer": "service.minors", "is": false }""";
    const string Open = """{ "answer": "compliance.proxies", "is": true }""";

    [Theory]
    [InlineData($$"""{ "all": [{{Yes}}, {{Yes}}] }""", true)]
    [InlineData($$"""{ "all": [{{Open}}, {{No}}] }""", false)]
    [InlineData($$"""{ "all": [{{Open}}, {{Yes}}] }""", null)]
    [InlineData("""{ "all": [] }""", true)]
    [InlineData($$"""{ "any": [{{Open}}, {{Yes}}] }""", true)]
    [InlineData($$"""{ "any": [{{No}}, {{No}}] }""", false)]
    [InlineData($$"""{ "any": [{{No}}, {{Open}}] }""", null)]
    [InlineData("""{ "any": [] }""", false)]
    [InlineData($$"""{ "not": {{Yes}} }""", false)]
    [InlineData($$"""{ "not": {{Open}} }""", null)]
    [InlineData("""{ "answer": "apis", "has": ["MedicalInsurance", "PeriodLinkage"] }""", true)]
    [InlineData("""{ "answer": "apis", "has": ["PeriodLinkage"] }""", false)]
    [InlineData("""{ "answer": "apis", "hasOnly": ["MedicalInsurance"] }""", true)]
    [InlineData("""{ "answer": "apis", "hasOnly": ["PeriodLinkage"] }""", false)]
    [InlineData("""{ "answer": "compliance.exportWindowDays", "atLeast": 90 }""", true)]
    [InlineData("""{ "answer": "compliance.exportWindowDays", "atMost": 89 }""", false)]
    [InlineData("""{ "answer": "filing", "given": true }""", null)]
    [InlineData("""{ "answer": "filing", "present": true }""", false)]
    [InlineData("""{ "answer": "service", "given": true }""", true)]
    [InlineData("""{ "some": "functions", "as": "f", "that": { "answer": "f.content", "is": "Mixed" } }""", true)]
    [InlineData("""{ "some": "functions", "as": "f", "that": { "answer": "f.content", "is": "PersonList" } }""", null)]
    [InlineData("""{ "every": "functions", "as": "f", "that": { "answer": "f.content", "is": "Mixed" } }""", false)]
    [InlineData("""{ "every": "functions", "as": "f", "that": { "answer": "f.content", "in": ["Mixed", "RetrievedData"] } }""", null)]
    [InlineData("""{ "exactly": 1, "of": "functions", "as": "f", "that": { "answer": "f.content", "is": "Mixed" } }""", null)]
    [InlineData("""{ "exactly": 3, "of": "functions", "as": "f", "that": { "answer": "f.content", "is": "Mixed" } }""", false)]
    [InlineData("""{ "exactly": 1, "of": "functions", "as": "f", "that": { "answer": "f.main", "present": true } }""", false)]
    [InlineData("""{ "exactly": 2, "of": "functions", "as": "f", "that": { "answer": "f.main", "present": true } }""", true)]
    [InlineData(
        """{ "every": "compliance.certifications", "as": "c", "that": { "answer": "c.expires", "atLeast": { "day": "asOf" } } }""",
        true
    )]
    [InlineData(
        """{ "every": "compliance.certifications", "as": "c", "that": { "answer": "c.expires", "atLeast": { "day": "asOf", "plusDays": 1 } } }""",
        false
    )]
    public void Holds_does_not_hold_or_cannot_be_told(string json, bool? holds)
    {
        var condition = Read(json);

        Assert.Equal(holds, Tell(condition).Holds);
        Assert.Equal(holds, Tell(Read(ConditionJson.Write(condition).ToJsonString())).Holds);
    }

    [Fact]
    public void Names_the_missing_answers_or_the_highest_group_that_is_missing()
    {
        var told = Tell(
            Read(
                """
                { "all": [
                  { "every": "functions", "as": "f", "that": { "answer": "f.purchase.paths", "has": ["Points"] } },
                  { "answer": "filing.kind", "is": "New" }
                ] }
                """
            )
        );

        Assert.Null(told.Holds);
        Assert.Equal(
            ["filing", "functions[0].purchase", "functions[1].purchase", "functions[2].purchase"],
            told.Why.Paths().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Names_the_answers_that_decide() =>
        Assert.Equal(["service.minors"], Tell(Read($$"""{ "all": [{{Open}}, {{No}}] }""")).Why.Paths());

    [Theory]
    [InlineData("""{ "answer": "service.colour", "is": true }""")]
    [InlineData("""{ "answer": "service.name", "is": "自己利用型" }""")]
    [InlineData("""{ "answer": "functions[0].main", "is": true }""")]
    [InlineData("""{ "answer": "service.minors", "is": "true" }""")]
    [InlineData("""{ "answer": "apis", "is": "MedicalInsurance" }""")]
    [InlineData("""{ "answer": "apis", "has": ["medicalInsurance"] }""")]
    [InlineData("""{ "answer": "service.minors", "is": true, "given": true }""")]
    [InlineData("""{ "answer": "service.minors", "atLeast": 1 }""")]
    [InlineData("""{ "answer": "compliance.exportWindowDays", "atLeast": { "answer": "service.plannedStart" } }""")]
    [InlineData("""{ "some": "apis", "as": "a", "that": { "all": [] } }""")]
    [InlineData("""{ "condition": "unheardOf" }""")]
    [InlineData("""{ "fact": "Type", "of": "f", "in": ["SelfUse"] }""")]
    [InlineData("""{ "sheet": "GL-203", "in": ["Maybe"] }""")]
    [InlineData("""{ "perhaps": [] }""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Is_refused_with_place_and_remedy_where_it_does_not_fit_the_plan(string json)
    {
        var fault = Assert.Throws<RuleSetFault>(() => Read($$"""{ "all": [{ "all": [] }, {{json}}] }"""));

        Assert.StartsWith("rule.all[1]", fault.Place, StringComparison.Ordinal);
        Assert.NotEmpty(fault.Remedy.En);
        Assert.Matches("[ぁ-ん]", fault.Remedy.Ja);
    }

    static Condition Read(string json) =>
        ConditionJson.Read(
            JsonNode.Parse(json),
            "rule",
            new Dictionary<string, PlanQuestion>(),
            new Dictionary<string, IReadOnlyDictionary<string, string>>()
        );

    static Told Tell(Condition condition) =>
        new Evaluation(
            AnswerNode.Of(plan),
            Example.AsOf,
            new Dictionary<string, Condition>(),
            (fact, _) => throw new InvalidOperationException($"{fact.Kind} is not asked for here.")
        ).Tell(condition);
}
