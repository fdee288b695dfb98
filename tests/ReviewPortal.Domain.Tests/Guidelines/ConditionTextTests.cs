using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using static ReviewPortal.Guidelines.Assessed;

namespace ReviewPortal.Guidelines;

public class A_condition_in_words
{
    static readonly ConditionLabels paths = new(pattern => pattern, value => $"{value.GetType().Name}.{value}");

    static readonly ConditionLabels words = new(
        pattern =>
            pattern switch
            {
                "functions" => "機能",
                "functions[].recipients" => "結果を受け取る者",
                "functions[].recipients[].kind" => "受け取る者の種類",
                "functions[].recipients[].use" => "使いみち",
                "compliance.certifications" => "認証",
                "compliance" => "体制",
                "compliance.certifications[].expires" => "有効期限",
                _ => PlanQuestions.Find(pattern)!.Name,
            },
        value => value is RecipientKind.Employer ? "勤務先" : value.ToString()
    );

    [Theory]
    [InlineData(
        """{ "some": "f.recipients", "as": "r", "that": { "answer": "r.kind", "is": "Employer" } }""",
        "この『機能』の『結果を受け取る者』のいずれかについて（その『結果を受け取る者』の『受け取る者の種類』が『勤務先』である）",
        "for any of this “機能” › “結果を受け取る者” (that “結果を受け取る者” › “受け取る者の種類” is “勤務先”)"
    )]
    [InlineData(
        """{ "not": { "every": "compliance.certifications", "as": "c", "that": { "answer": "c.expires", "atLeast": { "day": "asOf", "plusDays": 90 } } } }""",
        "（『体制』の『認証』のすべてについて（その『認証』の『有効期限』が判定日の90日後以上（以後）である））ではない",
        "not (for every one of “体制” › “認証” (that “認証” › “有効期限” is at least 90 days after the day of assessment))"
    )]
    [InlineData(
        """{ "all": [{ "any": [{ "fact": "Scope", "in": ["InScope"] }, { "sheet": "GL-203", "in": ["Yes", "No"] }] }, { "answer": "service.minors", "is": true }] }""",
        "（指針の対象の判定が『InScope』である、又は、チェックシートのGL-203の回答が『Yes』・『No』のいずれかである）、かつ、『service』の『minors』が『はい』である",
        "(the guideline scope is “InScope” or the check sheet's answer to GL-203 is one of “Yes”, “No”) and “service” › “minors” is “yes”"
    )]
    [InlineData(
        """{ "some": "f.recipients", "as": "r", "that": { "some": "f.recipients", "as": "other", "that": { "all": [{ "answer": "r.use", "has": ["Care"] }, { "condition": "another", "with": { "r": "other" } }] } } }""",
        "この『機能』の『結果を受け取る者』のいずれかについて（この『機能』の『結果を受け取る者』のいずれかについて（先の『結果を受け取る者』の『使いみち』に『Care』を含む、かつ、その『結果を受け取る者』が【本人・代理人以外の提供先】に当たる））",
        "for any of this “機能” › “結果を受け取る者” (for any of this “機能” › “結果を受け取る者” (the outer “結果を受け取る者” › “使いみち” includes “Care” and [a recipient other than the user and a proxy] holds for that “結果を受け取る者”))"
    )]
    public void Reads_like_this(string json, string japanese, string english)
    {
        Dictionary<string, PlanQuestion> f = new() { ["f"] = PlanQuestions.Find("functions")! };
        var about = Rules.Conditions.ToDictionary(named => named.Name, named => named.About);
        var condition = ConditionJson.Read(JsonNode.Parse(json), "rule", f, about);

        Assert.Equal(japanese, ConditionText.Japanese(condition, Rules.Conditions, words));
        Assert.Equal(english, ConditionText.English(condition, Rules.Conditions, words));
    }

    [Fact]
    public void Is_never_the_text_of_another_one()
    {
        var different = Conditions.Of(Rules).DistinctBy(condition => ConditionJson.Write(condition).ToJsonString()).ToArray();

        Assert.True(different.Length > 70);
        foreach (var print in Printers)
        {
            Assert.Equal(different.Length, different.Select(print).Distinct().Count());
        }
    }

    [Fact]
    public void Changes_whenever_one_place_of_the_condition_does()
    {
        foreach (var print in Printers)
        {
            foreach (var condition in Conditions.Of(Rules))
            {
                var text = print(condition);
                Assert.All(Conditions.ChangedOnce(condition), changed => Assert.NotEqual(text, print(changed)));
            }
        }
    }

    static Func<Condition, string>[] Printers =>
        [
            condition => ConditionText.Japanese(condition, Rules.Conditions, paths),
            condition => ConditionText.English(condition, Rules.Conditions, paths),
        ];
}
