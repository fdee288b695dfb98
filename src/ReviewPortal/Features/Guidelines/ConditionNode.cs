using System.Text.Json.Nodes;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Guidelines;

/// <summary>An answer that a condition can look at.</summary>
/// <param name="Path">As conditions write it: <c>handling.dataKinds</c>, <c>f.recipients</c>.</param>
/// <param name="Entry">The name of the entry that it starts from; null for the plan.</param>
public sealed record AnswerChoice(string Path, string? Entry, PlanQuestion Question);

/// <summary>What the tree of conditions is edited with: the kinds, what can be picked in each, and how one kind becomes another.</summary>
public static class ConditionNode
{
    // Text is for people and no condition reads it, but for this one, which holds a code.
    const string Code = "compliance.storageCountry";

    public static IReadOnlyList<string> Kinds { get; } = ["all", "any", "not", "answer", "some", "every", "exactly", "condition", "sheet", "fact"];

    /// <summary>The kind: the first member's name.</summary>
    public static string KindOf(JsonObject node) => node.Count > 0 ? node.First().Key : "all";

    /// <summary>How an answer is compared: the second member's name.</summary>
    public static string HowOf(JsonObject node) => node.Count > 1 ? node.Last().Key : "given";

    /// <summary>The answers that can be looked at with these entries at hand, those of the nearest entries first.</summary>
    public static IReadOnlyList<AnswerChoice> Answers(IReadOnlyDictionary<string, string> entries, bool lists = false) =>
        [
            .. entries.Reverse().SelectMany(entry => Inside($"{entry.Value}[].", entry.Key, lists)),
            .. Inside("", null, lists),
        ];

    /// <summary>The comparisons that an answer allows.</summary>
    public static IReadOnlyList<string> Hows(PlanQuestion question) =>
        question.Kind switch
        {
            AnswerKind.YesNo or AnswerKind.Text => ["is", "given", "present"],
            AnswerKind.Choice => ["in", "given", "present"],
            AnswerKind.Choices => ["has", "hasOnly", "given", "present"],
            AnswerKind.Number or AnswerKind.Date => ["atLeast", "atMost", "given", "present"],
            _ => ["present", "given"],
        };

    /// <summary>The condition as another kind; what stands inside stays where there is a place for it.</summary>
    public static JsonObject As(JsonObject node, string kind, IReadOnlyDictionary<string, string> entries, IReadOnlyList<NamedChoice> named)
    {
        JsonNode[] inside = [.. Inner(node).Select(one => one.DeepClone())];
        JsonNode That() => inside.Length switch
        {
            0 => new JsonObject { ["all"] = new JsonArray() },
            1 => inside[0],
            _ => new JsonObject { ["all"] = new JsonArray(inside) },
        };
        var lists = Answers(entries, lists: true);
        return kind switch
        {
            "all" or "any" => new() { [kind] = new JsonArray(inside) },
            "not" => new() { ["not"] = That() },
            "some" or "every" => new() { [kind] = lists[0].Path, ["as"] = NewName(entries), ["that"] = That() },
            "exactly" => new() { ["exactly"] = 1, ["of"] = lists[0].Path, ["as"] = NewName(entries), ["that"] = That() },
            "condition" => new() { ["condition"] = named.Count > 0 ? named[0].Name : "" },
            "sheet" => new() { ["sheet"] = "", ["in"] = new JsonArray($"{CheckSheetAnswer.Yes}") },
            "fact" => new() { ["fact"] = $"{FactKind.Scope}", ["in"] = new JsonArray($"{GuidelineScope.InScope}") },
            _ => Compared(Answers(entries)[0]),
        };
    }

    /// <summary>A comparison of an answer, to begin with.</summary>
    /// <param name="how">One of <see cref="Hows"/>; the first one when null.</param>
    public static JsonObject Compared(AnswerChoice answer, string? how = null)
    {
        how ??= Hows(answer.Question)[0];
        return new()
        {
            ["answer"] = answer.Path,
            [how] = how switch
            {
                "is" when answer.Question.Kind == AnswerKind.YesNo => true,
                "is" => "JP",
                "in" or "has" or "hasOnly" => new JsonArray(Enum.GetNames(answer.Question.EnumType!)[0]),
                "atLeast" or "atMost" when answer.Question.Kind == AnswerKind.Date => new JsonObject { ["day"] = "asOf" },
                "atLeast" or "atMost" => 1,
                _ => true,
            },
        };
    }

    /// <summary>The conditions right inside of one.</summary>
    public static IReadOnlyList<JsonObject> Inner(JsonObject node) =>
        (KindOf(node), node.Count > 0 ? node.First().Value : null) switch
        {
            ("all" or "any", JsonArray many) => [.. many.OfType<JsonObject>()],
            ("not", JsonObject only) => [only],
            ("some" or "every" or "exactly", _) when node["that"] is JsonObject that => [that],
            _ => [],
        };

    /// <summary>The choices that stand in a list.</summary>
    public static IReadOnlyList<string> Values(JsonNode? list) =>
        list is JsonArray many ? [.. many.Select(value => $"{value}")]
        : list is null ? []
        : [$"{list}"];

    static string NewName(IReadOnlyDictionary<string, string> entries) =>
        new[] { "r", "d", "x", "y", "z" }.FirstOrDefault(name => !entries.ContainsKey(name)) ?? $"x{entries.Count}";

    static IEnumerable<AnswerChoice> Inside(string prefix, string? entry, bool lists) =>
        PlanQuestions
            .All.Where(question => question.Pattern.StartsWith(prefix, StringComparison.Ordinal))
            .Select(question => (question, rest: question.Pattern[prefix.Length..]))
            .Where(one => !one.rest.Contains("[]", StringComparison.Ordinal))
            .Where(one => lists ? one.question.Kind == AnswerKind.List : one.question.Kind != AnswerKind.Text || one.question.Pattern == Code)
            .Select(one => new AnswerChoice(entry is null ? one.rest : $"{entry}.{one.rest}", entry, one.question));
}
