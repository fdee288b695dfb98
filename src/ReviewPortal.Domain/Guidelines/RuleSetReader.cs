using System.Globalization;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Reads a rule set from JSON.</summary>
static class RuleSetReader
{
    static readonly Dictionary<string, PlanQuestion> function = new() { ["f"] = PlanQuestions.Find("functions")! };
    static readonly Dictionary<string, PlanQuestion> nothing = [];

    const int MostEntries = 500;

    static readonly string[] members =
    [
        "id",
        "revision",
        "title",
        "from",
        "until",
        "citation",
        "messages",
        "conditions",
        "scope",
        "types",
        "nearest",
        "changes",
        "rules",
        "flags",
        "routes",
    ];

    static readonly string[] ruleMembers =
    [
        "id",
        "title",
        "axis",
        "layer",
        "severity",
        "easedWhen",
        "each",
        "applies",
        "condition",
        "needsPerson",
        "decidesType",
        "question",
        "messages",
        "remarkWhen",
        "remark",
        "citation",
    ];

    /// <summary>Reads a rule set.</summary>
    /// <exception cref="RuleSetFault">With the place of the first fault and its remedy.</exception>
    public static RuleSet Read(JsonNode? json)
    {
        var set = RuleJson.Object(json, "", members);
        Dictionary<string, IReadOnlyDictionary<string, string>> about = [];
        List<NamedCondition> conditions = [];
        foreach (var (condition, place) in Each(set, "conditions", "name", "title", "about", "is"))
        {
            var named = ReadNamed(condition, place, about);
            conditions.Add(named);
            if (!about.TryAdd(named.Name, named.About))
            {
                throw new RuleSetFault(
                    $"{place}.name",
                    $"条件「{named.Name}」はすでにあります。",
                    $"There is a condition \"{named.Name}\" already."
                );
            }
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
                .. Each(set, "scope", "is", "rule", "when")
                    .Select(line => new ScopeLine(
                        Name<GuidelineScope>(line.Json, "is", line.Place),
                        Text(line.Json, "rule", line.Place),
                        When(line.Json, line.Place, nothing)
                    )),
            ],
            Types =
            [
                .. Each(set, "types", "is", "rule", "when")
                    .Select(line => new TypeLine(
                        Name<UseType>(line.Json, "is", line.Place),
                        Text(line.Json, "rule", line.Place),
                        When(line.Json, line.Place, function)
                    )),
            ],
            Nearest =
            [
                .. Each(set, "nearest", "is", "when")
                    .Select(line => new NearestLine(Name<UseType>(line.Json, "is", line.Place), When(line.Json, line.Place, function))),
            ],
            Rules = [.. Each(set, "rules", ruleMembers).Select(rule => ReadRule(rule.Json, rule.Place, about))],
            Flags =
            [
                .. Each(set, "flags", "is", "title", "when")
                    .Select(line => new FlagLine(
                        Name<Flag>(line.Json, "is", line.Place),
                        Words(line.Json["title"], $"{line.Place}.title"),
                        When(line.Json, line.Place, nothing)
                    )),
            ],
            Routes =
            [
                .. Each(set, "routes", "is", "reason", "when")
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
        var entries = json["about"] switch
        {
            null => [],
            JsonObject names => names.ToDictionary(pair => pair.Key, pair => RuleJson.Text(pair.Value, $"{place}.about")),
            _ => throw new RuleSetFault(
                $"{place}.about",
                "名前と一覧の組を入れてください。",
                "Names with the patterns of their lists belong here."
            ),
        };
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
            : throw new RuleSetFault(place, $"{pattern}は企画書の一覧ではありません。", $"{pattern} is no list of the plan.");

    static Rule ReadRule(JsonObject json, string place, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> about)
    {
        var perFunction = RuleJson.MaybeText(json["each"], $"{place}.each") switch
        {
            null => false,
            "functions" => true,
            _ => throw new RuleSetFault(
                $"{place}.each",
                "規則の判定の単位は、機能ごと（functions）か企画全体（空欄）です。",
                "A rule is judged for each of the functions or for the plan."
            ),
        };
        Condition? Maybe(string member) =>
            json[member] is { } condition
                ? ConditionJson.Read(
                    condition,
                    $"{place}.{member}",
                    perFunction ? function : nothing,
                    about,
                    lookUps: member is "applies" or "condition" or "needsPerson"
                )
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
            DecidesType = RuleJson.YesNo(json["decidesType"], $"{place}.decidesType"),
            Question = json["question"] is { } question ? Words(question, $"{place}.question") : null,
            Messages = ReadMessages(json["messages"], $"{place}.messages"),
            Remark = (json["remark"], Maybe("remarkWhen")) switch
            {
                (null, null) => null,
                ({ } remark, { } when) => new(when, Words(remark, $"{place}.remark")),
                _ => throw new RuleSetFault(
                    $"{place}.remark",
                    "加える文には、文とその条件（remarkWhen）の両方が要ります。",
                    "A remark has its words and the condition \"remarkWhen\"."
                ),
            },
            Citation = Cited(json["citation"], $"{place}.citation"),
        };
    }

    static Changes ReadChanges(JsonNode? json)
    {
        var changes = RuleJson.Object(json, "changes", "answers", "offer", "offerMembers");
        Changes read = new(
            [.. Patterns(changes["answers"], "changes.answers")],
            Pattern(changes["offer"], "changes.offer"),
            [.. Patterns(changes["offerMembers"], "changes.offerMembers")]
        );
        if (read.Answers.FirstOrDefault(pattern => !pattern.StartsWith(Changes.Inside, StringComparison.Ordinal)) is { } outside)
        {
            throw new RuleSetFault(
                "changes.answers",
                $"変えられるのは機能についての回答だけです。{outside}を外してください。",
                $"Only answers about a function can be changed: take out {outside}."
            );
        }

        return read.OfferMembers.FirstOrDefault(pattern => PlanQuestions.Find(pattern)!.Parent != read.Offer) is { } stranger
            ? throw new RuleSetFault(
                "changes.offerMembers",
                $"{stranger}は{read.Offer}の中にありません。外してください。",
                $"{stranger} is not inside of {read.Offer}: take it out."
            )
            : read;
    }

    static string Pattern(JsonNode? json, string place) =>
        PlanQuestions.Find(RuleJson.Text(json, place))?.Pattern
        ?? throw new RuleSetFault(place, $"質問{RuleJson.Said(json)}はありません。", $"There is no question {RuleJson.Said(json)}.");

    static IEnumerable<string> Patterns(JsonNode? json, string place) =>
        json is JsonArray array
            ? array.Select(node => Pattern(node, place))
            : throw new RuleSetFault(place, "質問の一覧 [ … ] を入れてください。", "A list of patterns belongs here.");

    static Dictionary<Outcome, LocalText> ReadMessages(JsonNode? json, string place) =>
        RuleJson
            .Object(json, place, Enum.GetNames<Outcome>())
            .ToDictionary(pair => Enum.Parse<Outcome>(pair.Key), pair => Words(pair.Value, $"{place}.{pair.Key}"));

    static IEnumerable<(JsonObject Json, string Place)> Each(JsonObject set, string member, params string[] members) =>
        set[member] is not JsonArray array ? throw new RuleSetFault(member, "一覧 [ … ] を入れてください。", "A list belongs here.")
        : array.Count > MostEntries
            ? throw new RuleSetFault(member, $"{MostEntries}個までにしてください。", $"At most {MostEntries} belong here.")
        : array.Select((node, i) => (RuleJson.Object(node, $"{member}[{i}]", members), $"{member}[{i}]"));

    /// <summary>Words in both languages, neither blank.</summary>
    public static LocalText Words(JsonNode? json, string place)
    {
        var words = RuleJson.Object(json, place, "ja", "en");
        LocalText text = new(RuleJson.Text(words["ja"], $"{place}.ja"), RuleJson.Text(words["en"], $"{place}.en"));
        return text.Ja.AsSpan().Trim().Length > 0 && text.En.AsSpan().Trim().Length > 0
            ? text
            : throw new RuleSetFault(place, "日本語と英語の両方の文を入れてください。", "Words in Japanese and in English belong here.");
    }

    public static Citation Cited(JsonNode? json, string place)
    {
        var citation = RuleJson.Object(json, place, "document", "edition", "section", "confirmed");
        return RuleJson.Text(citation["document"], $"{place}.document") is { Length: > 0 } document
            ? new(
                document,
                RuleJson.MaybeText(citation["edition"], $"{place}.edition"),
                RuleJson.MaybeText(citation["section"], $"{place}.section"),
                RuleJson.YesNo(citation["confirmed"], $"{place}.confirmed")
            )
            : throw new RuleSetFault(
                $"{place}.document",
                "根拠となる文書を入れてください。",
                "The document that the rule is written in belongs here."
            );
    }

    public static DateOnly Day(JsonNode? json, string place) =>
        DateOnly.TryParseExact(RuleJson.Text(json, place), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RuleSetFault(place, "日付を yyyy-MM-dd の形で入れてください。", "A day as yyyy-MM-dd belongs here.");

    static string Text(JsonObject json, string member, string place) => RuleJson.Text(json[member], $"{place}.{member}".TrimStart('.'));

    static int Whole(JsonObject json, string member, string place) => RuleJson.Whole(json[member], $"{place}.{member}".TrimStart('.'));

    static T Name<T>(JsonObject json, string member, string place)
        where T : struct, Enum => RuleJson.Name<T>(json[member], $"{place}.{member}");
}
