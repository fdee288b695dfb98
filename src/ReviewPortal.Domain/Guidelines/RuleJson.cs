using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A rule set's text that does not say what it should.</summary>
/// <param name="place">Where, e.g. <c>rules[3].condition.all[1]</c>.</param>
/// <param name="ja">What is wrong and what would be right, in Japanese.</param>
/// <param name="en">The same in English.</param>
public sealed class RuleSetFault(string place, string ja, string en) : Exception($"{place}: {en}")
{
    public string Place { get; } = place;
    public LocalText Remedy { get; } = new(ja, en);
}

/// <summary>What a member of a rule set has to be; anything else is a fault with its place.</summary>
static class RuleJson
{
    public static T Name<T>(JsonNode? json, string place)
        where T : struct, Enum =>
        json is JsonValue value && value.TryGetValue(out string? name) && Enum.GetNames<T>().Contains(name)
            ? Enum.Parse<T>(name)
            : throw new RuleSetFault(
                place,
                $"{Said(json)}は選べません。{string.Join("、", Enum.GetNames<T>())}のいずれかを入れてください。",
                $"{Said(json)} is not one of {string.Join(", ", Enum.GetNames<T>())}."
            );

    /// <summary>What stands there, cut short.</summary>
    public static string Said(JsonNode? json) =>
        (json?.ToJsonString(Plans.JsonTexts.AsItIs) ?? "null") is var text && text.Length <= 80
            ? text
            : string.Concat(text.AsSpan(0, 79), "…");

    public static string Text(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out string? text)
            ? text
            : throw new RuleSetFault(place, "文字列を入れてください。", "A text belongs here.");

    /// <summary>An object that has no other members than these: a misspelt one is a fault rather than silently without effect.</summary>
    public static JsonObject Object(JsonNode? json, string place, params ReadOnlySpan<string> members)
    {
        var known = json as JsonObject ?? throw new RuleSetFault(place, "オブジェクト { … } を入れてください。", "An object belongs here.");
        foreach (var (name, _) in known)
        {
            if (!members.Contains(name))
            {
                throw new RuleSetFault(
                    $"{place}.{name}".TrimStart('.'),
                    $"「{name}」はここにありません。使えるのは{string.Join("、", members)}です。",
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
        : throw new RuleSetFault(place, "true か false を入れてください。", "true or false belongs here.");

    public static int Whole(JsonNode? json, string place) =>
        json is JsonValue value && value.TryGetValue(out int number)
            ? number
            : throw new RuleSetFault(place, "整数を入れてください。", "A whole number belongs here.");
}
