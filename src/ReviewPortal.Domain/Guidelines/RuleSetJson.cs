using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A rule set as JSON.</summary>
public static class RuleSetJson
{
    /// <summary>How long the text of a rule set may be, in characters.</summary>
    public const int Longest = 2_000_000;

    // Each condition takes an object and a list, and stands in a rule in a list in the set.
    internal static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = 2 * ConditionReader.Deepest + 8,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a rule set from its text.</summary>
    /// <exception cref="RuleSetFault">It is too long, too deep, no JSON, or not what a rule set should be; with place and remedy.</exception>
    public static RuleSet Parse(string text)
    {
        if (text.Length > Longest)
        {
            throw new RuleSetFault("", $"規則集は{Longest}字までです。", $"A rule set has at most {Longest} characters.");
        }

        try
        {
            return Read(JsonNode.Parse(text, documentOptions: Strict));
        }
        catch (JsonException exception)
        {
            throw new RuleSetFault(
                $"line {exception.LineNumber + 1}",
                $"{exception.LineNumber + 1}行目の{exception.BytePositionInLine + 1}バイト目から、JSONとして読み取れません。",
                $"This is no JSON from byte {exception.BytePositionInLine + 1} of line {exception.LineNumber + 1} on."
            );
        }
    }

    /// <summary>Reads a rule set.</summary>
    /// <exception cref="RuleSetFault">With the place of the first fault and its remedy.</exception>
    public static RuleSet Read(JsonNode? json) => RuleSetReader.Read(json);

    /// <summary>The rule set's JSON; reading it gives the same rule set.</summary>
    public static JsonObject Write(RuleSet set) =>
        new()
        {
            ["id"] = set.Id,
            ["revision"] = set.Revision,
            ["title"] = Written(set.Title),
            ["from"] = Written(set.From),
            ["until"] = set.Until is { } until ? Written(until) : null,
            ["citation"] = Written(set.Citation),
            ["messages"] = Written(set.Messages),
            ["conditions"] = List(
                set.Conditions.Select(named => new JsonObject
                {
                    ["name"] = named.Name,
                    ["title"] = Written(named.Title),
                    ["about"] = new JsonObject([.. named.About.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))]),
                    ["is"] = ConditionJson.Write(named.Condition),
                })
            ),
            ["scope"] = List(set.Scope.Select(line => Line(line.Scope, line.When, ("rule", line.Rule)))),
            ["types"] = List(set.Types.Select(line => Line(line.Type, line.When, ("rule", line.Rule)))),
            ["nearest"] = List(set.Nearest.Select(line => Line(line.Type, line.When))),
            ["changes"] = new JsonObject
            {
                ["answers"] = new JsonArray([.. set.Changes.Answers.Select(pattern => (JsonNode)pattern)]),
                ["offer"] = set.Changes.Offer,
                ["offerMembers"] = new JsonArray([.. set.Changes.OfferMembers.Select(pattern => (JsonNode)pattern)]),
            },
            ["rules"] = List(set.Rules.Select(Written)),
            ["flags"] = List(set.Flags.Select(line => Line(line.Flag, line.When, ("title", Written(line.Title))))),
            ["routes"] = List(set.Routes.Select(line => Line(line.Route, line.When, ("reason", Written(line.Reason))))),
        };

    static JsonObject Written(Rule rule) =>
        Without(
            new()
            {
                ["id"] = rule.Id,
                ["title"] = Written(rule.Title),
                ["axis"] = rule.Axis.ToString(),
                ["layer"] = rule.Layer.ToString(),
                ["severity"] = rule.Severity.ToString(),
                ["easedWhen"] = rule.EasedWhen is { } eased ? ConditionJson.Write(eased) : null,
                ["each"] = rule.PerFunction ? "functions" : null,
                ["applies"] = rule.Applies is { } applies ? ConditionJson.Write(applies) : null,
                ["condition"] = rule.Condition is { } condition ? ConditionJson.Write(condition) : null,
                ["needsPerson"] = rule.NeedsPerson is { } person ? ConditionJson.Write(person) : null,
                ["decidesType"] = rule.DecidesType ? true : null,
                ["question"] = rule.Question is { } question ? Written(question) : null,
                ["messages"] = Written(rule.Messages),
                ["remarkWhen"] = rule.Remark is { } remark ? ConditionJson.Write(remark.When) : null,
                ["remark"] = rule.Remark is { } words ? Written(words.Text) : null,
                ["citation"] = Written(rule.Citation),
            }
        );

    static JsonObject Line<T>(T value, Condition when, params ReadOnlySpan<(string Name, JsonNode Value)> more)
        where T : struct, Enum
    {
        JsonObject line = new() { ["is"] = value.ToString() };
        foreach (var (name, node) in more)
        {
            line[name] = node;
        }

        line["when"] = ConditionJson.Write(when);
        return line;
    }

    static JsonArray List(IEnumerable<JsonObject> objects) => [.. objects];

    static JsonObject Written(LocalText text) => new() { ["ja"] = text.Ja, ["en"] = text.En };

    static JsonObject Written(IReadOnlyDictionary<Outcome, LocalText> messages) =>
        new([.. messages.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)Written(pair.Value)))]);

    static JsonObject Written(Citation citation) =>
        Without(
            new()
            {
                ["document"] = citation.Document,
                ["edition"] = citation.Edition,
                ["section"] = citation.Section,
                ["confirmed"] = citation.Confirmed,
            }
        );

    static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    static JsonObject Without(JsonObject json)
    {
        foreach (var name in json.Where(pair => pair.Value is null).Select(pair => pair.Key).ToArray())
        {
            json.Remove(name);
        }

        return json;
    }
}
