using System.Globalization;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A rule set as JSON.</summary>
public static class RuleSetJson
{
    static readonly Dictionary<string, PlanQuestion> function = new() { ["f"] = PlanQuestions.Find("functions")! };
    static readonly Dictionary<string, PlanQuestion> nothing = [];

    /// <summary>Reads a rule set.</summary>
    /// <exception cref="RuleSetFault">With the place of the first fault and its remedy.</exception>
    public static RuleSet Read(JsonNode? json)
    {
        var set = json as JsonObject ?? throw new RuleSetFault("", "A rule set is an object.");
        Dictionary<string, IReadOnlyDictionary<string, string>> about = [];
        List<NamedCondition> conditions = [];
        foreach (var (condition, place) in Each(set, "conditions"))
        {
            var named = ReadNamed(condition, place, about);
            conditions.Add(named);
            about.Add(named.Name, named.About);
        }

        Condition When(JsonObject line, string place, IReadOnlyDictionary<string, PlanQuestion> entries, string member = "when") =>
            ConditionJson.Read(line[member], $"{place}.{member}", entries, about);

        return new()
        {
            Id = Text(set, "id", ""),
            Revision = Whole(set, "revision", ""),
            Title = Words(set["title"], "title"),
            From = Day(set["from"], "from"),
            Until = set["until"] is { } until ? Day(until, "until") : null,
            Citation = Cited(set["citation"], "citation"),
            Conditions = conditions,
            Scope =
            [
                .. Each(set, "scope")
                    .Select(line => new ScopeLine(
                        Name<GuidelineScope>(line.Json, "is", line.Place),
                        Text(line.Json, "rule", line.Place),
                        When(line.Json, line.Place, nothing)
                    )),
            ],
            Types =
            [
                .. Each(set, "types")
                    .Select(line => new TypeLine(
                        Name<UseType>(line.Json, "is", line.Place),
                        Text(line.Json, "rule", line.Place),
                        When(line.Json, line.Place, function)
                    )),
            ],
            Nearest =
            [
                .. Each(set, "nearest")
                    .Select(line => new NearestLine(Name<UseType>(line.Json, "is", line.Place), When(line.Json, line.Place, function))),
            ],
            Rules = [.. Each(set, "rules").Select(rule => ReadRule(rule.Json, rule.Place, about))],
            Flags =
            [
                .. Each(set, "flags")
                    .Select(line => new FlagLine(
                        Name<Flag>(line.Json, "is", line.Place),
                        Words(line.Json["title"], $"{line.Place}.title"),
                        When(line.Json, line.Place, nothing)
                    )),
            ],
            Routes =
            [
                .. Each(set, "routes")
                    .Select(line => new RouteLine(
                        Name<Route>(line.Json, "is", line.Place),
                        Words(line.Json["reason"], $"{line.Place}.reason"),
                        When(line.Json, line.Place, nothing)
                    )),
            ],
            Changes = ReadChanges(set["changes"]),
            Messages = ReadMessages(set["messages"], "messages"),
        };
    }

    static NamedCondition ReadNamed(JsonObject json, string place, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> about)
    {
        var entries = json["about"] is JsonObject names
            ? names.ToDictionary(pair => pair.Key, pair => ConditionJson.Text(pair.Value, $"{place}.about"))
            : [];
        return new(
            Text(json, "name", place),
            Words(json["title"], $"{place}.title"),
            entries,
            ConditionJson.Read(json["is"], $"{place}.is", entries.ToDictionary(pair => pair.Key, pair => List(pair.Value, place)), about)
        );
    }

    static PlanQuestion List(string pattern, string place) =>
        PlanQuestions.Find(pattern) is { Kind: AnswerKind.List } question
            ? question
            : throw new RuleSetFault(place, $"{pattern} is no list of the plan.");

    static Rule ReadRule(JsonObject json, string place, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> about)
    {
        var perFunction = json["each"] is { } each && List(ConditionJson.Text(each, place), place).Pattern == "functions";
        Condition? Maybe(string member) =>
            json[member] is { } condition
                ? ConditionJson.Read(condition, $"{place}.{member}", perFunction ? function : nothing, about)
                : null;
        return new()
        {
            Id = Text(json, "id", place),
            Title = Words(json["title"], $"{place}.title"),
            Axis = Name<RuleAxis>(json, "axis", place),
            Layer = Name<RuleLayer>(json, "layer", place),
            Severity = Name<Severity>(json, "severity", place),
            EasedWhen = Maybe("easedWhen"),
            PerFunction = perFunction,
            Applies = Maybe("applies"),
            Condition = Maybe("condition"),
            NeedsPerson = Maybe("needsPerson"),
            DecidesType = json["decidesType"] is JsonValue decides && decides.TryGetValue(out bool yes) && yes,
            Question = json["question"] is { } question ? Words(question, $"{place}.question") : null,
            Messages = ReadMessages(json["messages"], $"{place}.messages"),
            Remark = json["remark"] is JsonObject remark ? new(Maybe("remarkWhen")!, Words(remark, $"{place}.remark")) : null,
            Citation = Cited(json["citation"], $"{place}.citation"),
        };
    }

    static Changes ReadChanges(JsonNode? json) =>
        new(
            [.. Patterns(json?["answers"], "changes.answers")],
            Patterns(new JsonArray(json?["offer"]?.DeepClone()), "changes.offer").Single(),
            [.. Patterns(json?["offerMembers"], "changes.offerMembers")]
        );

    static IEnumerable<string> Patterns(JsonNode? json, string place) =>
        json is JsonArray array
            ? array.Select(node =>
                PlanQuestions.Find(ConditionJson.Text(node, place))?.Pattern
                ?? throw new RuleSetFault(place, $"There is no question {node!.ToJsonString()}.")
            )
            : throw new RuleSetFault(place, "A list of patterns belongs here.");

    static Dictionary<Outcome, LocalText> ReadMessages(JsonNode? json, string place) =>
        json is JsonObject messages
            ? messages.ToDictionary(
                pair => ConditionJson.Name<Outcome>(JsonValue.Create(pair.Key), place),
                pair => Words(pair.Value, $"{place}.{pair.Key}")
            )
            : [];

    static IEnumerable<(JsonObject Json, string Place)> Each(JsonObject set, string member) =>
        set[member] is JsonArray array
            ? array.Select(
                (node, i) => (node as JsonObject ?? throw new RuleSetFault($"{member}[{i}]", "An object belongs here."), $"{member}[{i}]")
            )
            : throw new RuleSetFault(member, "A list belongs here.");

    static LocalText Words(JsonNode? json, string place) =>
        ConditionJson.Text(json?["ja"], $"{place}.ja") is { Length: > 0 } ja
        && ConditionJson.Text(json?["en"], $"{place}.en") is { Length: > 0 } en
            ? new(ja, en)
            : throw new RuleSetFault(place, "Words in Japanese and in English belong here.");

    static Citation Cited(JsonNode? json, string place) =>
        new(
            ConditionJson.Text(json?["document"], $"{place}.document"),
            json?["edition"]?.GetValue<string>(),
            json?["section"]?.GetValue<string>(),
            json?["confirmed"] is JsonValue confirmed && confirmed.TryGetValue(out bool yes) && yes
        );

    static DateOnly Day(JsonNode? json, string place) =>
        DateOnly.TryParseExact(
            ConditionJson.Text(json, place),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new RuleSetFault(place, "A day as yyyy-MM-dd belongs here.");

    static string Text(JsonObject json, string member, string place) => ConditionJson.Text(json[member], $"{place}.{member}");

    static int Whole(JsonObject json, string member, string place) =>
        json[member] is JsonValue value && value.TryGetValue(out int number)
            ? number
            : throw new RuleSetFault($"{place}.{member}", "A whole number belongs here.");

    static T Name<T>(JsonObject json, string member, string place)
        where T : struct, Enum => ConditionJson.Name<T>(json[member], $"{place}.{member}");

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
