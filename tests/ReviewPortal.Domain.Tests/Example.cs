using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal;

/// <summary>A plan with the assessment that it must get as of 2026-09-01; what <c>expect</c> leaves out is not checked.</summary>
public static class Example
{
    public static DateOnly AsOf => ExamplePlans.AsOf;

    public static IReadOnlyList<string> Names { get; } = [.. ExamplePlans.All.Select(example => example.Name)];

    /// <summary>The file as the program brings it along.</summary>
    public static JsonNode File(string name)
    {
        using var stream = typeof(ExamplePlans).Assembly.GetManifestResourceStream($"Examples/{name}.json")!;
        return JsonNode.Parse(stream)!;
    }

    /// <summary>The plan, found by the start of its name, e.g. <c>03</c>.</summary>
    public static UsePlan Plan(string start) =>
        ExamplePlans.All.Single(example => example.Name.StartsWith(start, StringComparison.Ordinal)).Plan;
}
