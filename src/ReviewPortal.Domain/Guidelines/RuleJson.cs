using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A rule set's text that does not say what it should.</summary>
/// <param name="place">Where, e.g. <c>rules[3].condition.all[1]</c>.</param>
/// <param name="remedy">What is wrong and what would be right.</param>
public sealed class RuleSetFault(string place, string remedy) : Exception($"{place}: {remedy}")
{
    public string Place { get; } = place;
    public string Remedy { get; } = remedy;
}

/// <summary>What a member of a rule set has to be; anything else is a fault with its place.</summary>
static class RuleJson
{
    public static T Name<T>(JsonNode? json, string place)
        where T : struct, Enum =>
        json is JsonValue value && value.TryGetValue(out string? name) && Enum.GetNames<T>().Contains(name)
            ? Enum.Parse<T>(name)
            : throw new RuleSetFault(place, $"{json?.ToJsonString() ?? "null"} is not one of {string.Join(", ", Enum.GetNames<T>())}.");

    public static string Text(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out string? text) ? text : throw new RuleSetFault(place, "A text belongs here.");

    /// <summary>An object that has no other members than these: a misspelt one is a fault rather than silently without effect.</summary>
    public static JsonObject Object(JsonNode? json, string place, params ReadOnlySpan<string> members)
    {
        var known = json as JsonObject ?? throw new RuleSetFault(place, "An object belongs here.");
        foreach (var (name, _) in known)
        {
            if (!members.Contains(name))
            {
                throw new RuleSetFault(
                    $"{place}.{name}".TrimStart('.'),
                    $"There is no \"{name}\" here, only {string.Join(", ", members)}."
                );
            }
        }

        return known;
    }

    public static string? MaybeText(JsonNode? json, string place) => json is null ? null : Text(json, place);

    public static bool YesNo(JsonNode? json, string place) =>
        json is null ? false
        : json is JsonValue value && value.TryGetValue(out bool yes) ? yes
        : throw new RuleSetFault(place, "true or false belongs here.");

    public static int Whole(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out int number)
            ? number
            : throw new RuleSetFault(place, "A whole number belongs here.");
}
