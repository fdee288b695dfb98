using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal;

/// <summary>A plan with the assessment that it must get as of 2026-09-01; what <c>expect</c> leaves out is not checked.</summary>
public static class Example
{
    public static DateOnly AsOf { get; } = new(2026, 9, 1);

    public static IReadOnlyList<string> Names { get; } =
    [.. Directory.GetFiles(Folder(), "*.json").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    /// <summary>The file as it stands.</summary>
    public static JsonNode File(string name) => JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Folder(), name + ".json")))!;

    /// <summary>The plan, found by the start of the file's name, e.g. <c>03</c>.</summary>
    public static UsePlan Plan(string start) =>
        PlanJson.Read(File(Names.Single(name => name.StartsWith(start, StringComparison.Ordinal)))["plan"]).Plan!;

    static string Folder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
