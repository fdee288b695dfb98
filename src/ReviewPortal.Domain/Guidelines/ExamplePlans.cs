using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>An example plan with what the shipped rules have to say of it.</summary>
/// <param name="Name">E.g. <c>03-supplement-button</c>.</param>
/// <param name="Expected">Members of the assessment's JSON that are laid down.</param>
public sealed record ExamplePlan(string Name, UsePlan Plan, JsonObject Expected);

/// <summary>The example plans that the program brings along: a new draft of rules is tried on them first.</summary>
public static class ExamplePlans
{
    const string Folder = "Examples/";

    /// <summary>The day as of which they are assessed.</summary>
    public static DateOnly AsOf { get; } = new(2026, 9, 1);

    /// <summary>By name.</summary>
    public static IReadOnlyList<ExamplePlan> All { get; } =
    [
        .. typeof(ExamplePlans)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    static ExamplePlan Read(string name)
    {
        using var stream = typeof(ExamplePlans).Assembly.GetManifestResourceStream(name)!;
        var file = JsonNode.Parse(stream)!.AsObject();
        var reading = PlanJson.Read(file["plan"]);
        return reading is { Plan: { } plan, Faults.Count: 0 }
            ? new(name[Folder.Length..^".json".Length], plan, file["expect"]!.AsObject())
            : throw new InvalidOperationException($"{name} is no plan: {string.Join(", ", reading.Faults)}");
    }
}
