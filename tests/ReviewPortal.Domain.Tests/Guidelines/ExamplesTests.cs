using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

public class Every_example
{
    public static TheoryData<string> Names => [.. Example.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gets_the_assessment_that_it_must_get(string name)
    {
        var file = Example.File(name);
        var reading = PlanJson.Read(file["plan"]);
        Assert.Empty(reading.Faults);

        var assessment = JsonNode
            .Parse(AssessmentJson.Write(Assessor.Assess(reading.Plan!, RuleSets.Find("PHR-GL-2025-04")!, Example.AsOf)))!
            .AsObject();

        Assert.All(
            file["expect"]!.AsObject(),
            expected =>
            {
                var (member, value) = expected;
                if (member.EndsWith("Include", StringComparison.Ordinal))
                {
                    var found = assessment[member[..^7]]!.AsArray().Select(node => node!.GetValue<string>()).ToArray();
                    Assert.All(value!.AsArray(), one => Assert.Contains(one!.GetValue<string>(), found));
                }
                else
                {
                    Assert.True(
                        JsonNode.DeepEquals(value, assessment[member]),
                        $"{member} is {assessment[member]?.ToJsonString()} instead of {value?.ToJsonString()}"
                    );
                }
            }
        );
    }
}
