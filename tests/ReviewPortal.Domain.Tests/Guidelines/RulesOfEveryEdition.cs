using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines;

public class The_rules_of_every_edition
{
    public static TheoryData<string, int> Sets => new(RuleSets.Shipped.Select(set => new TheoryDataRow<string, int>(set.Id, set.Revision)));

    [Theory]
    [MemberData(nameof(Sets))]
    public void Are_each_tried_with_every_outcome_that_they_have(string id, int revision)
    {
        var set = RuleSets.Shipped.Single(one => one.Id == id && one.Revision == revision);

        Assert.All(
            set.Rules,
            rule =>
            {
                var tried = Each_rule.Tried.Where(one => one.Rule == rule.Id).ToArray();
                Assert.NotEmpty(tried);
                foreach (var (_, outcome, plan) in tried)
                {
                    var finding = Assessor.Assess(plan, set, Example.AsOf).Findings.Single(one => one.Rule == rule.Id);
                    Assert.Equal((rule.Id, outcome), (finding.Rule, finding.Outcome));
                }
            }
        );
    }

    [Fact]
    public void Are_the_whole_catalogue()
    {
        string[] catalogue =
        [
            .. Numbered("SC", 1, 6),
            .. Numbered("TY", 1, 5),
            .. Numbered("CO", 1, 10),
            .. Numbered("GL", 201, 210),
            "GL-220",
            "GL-301",
            "GL-302",
            .. Numbered("GL", 311, 314),
            "GL-321",
            "GL-322",
            "GL-331",
            "GL-332",
            "GL-401",
            .. Numbered("GL", 411, 414),
            "GL-501",
            "GL-502",
            .. Numbered("RV", 1, 8),
            .. Numbered("PR", 1, 6),
        ];

        Assert.All(RuleSets.Shipped, set => Assert.Equal(catalogue.Order(), set.Rules.Select(rule => rule.Id).Order()));
    }

    static IEnumerable<string> Numbered(string group, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(number => $"{group}-{number:00}");
}
