using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>The rule sets that the program brings along.</summary>
public static class RuleSets
{
    /// <summary>Every shipped set, the oldest edition first.</summary>
    public static IReadOnlyList<RuleSet> Shipped { get; } = Load();

    /// <summary>The set in force on the day; before the first one, the first.</summary>
    public static RuleSet InForce(DateOnly day) =>
        Shipped.LastOrDefault(set => set.From <= day && (set.Until is not { } until || day <= until)) ?? Shipped[0];

    /// <summary>The shipped set with the id; null when there is none.</summary>
    public static RuleSet? Find(string id) => Shipped.LastOrDefault(set => set.Id == id);

    static RuleSet[] Load()
    {
        var texts = typeof(RuleSets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Editions/PHR-GL-", StringComparison.Ordinal))
            .Select(Text)
            .ToLookup(EditionJson.IsDifference);
        RuleSet[] whole = [.. texts[false].Select(RuleSetJson.Read)];
        var others = texts[true].Select(json => EditionJson.Read(json, id => whole.LastOrDefault(set => set.Id == id)));
        return [.. whole.Concat(others).OrderBy(set => set.From).ThenBy(set => set.Revision)];
    }

    static JsonNode? Text(string name)
    {
        using var stream = typeof(RuleSets).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream, documentOptions: RuleSetJson.Strict);
    }
}
