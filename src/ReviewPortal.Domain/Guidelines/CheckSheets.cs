using System.Text.Json.Nodes;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>The check sheets that the program brings along.</summary>
public static class CheckSheets
{
    /// <summary>Every shipped sheet; of one edition the newest revision last.</summary>
    public static IReadOnlyList<SheetTemplate> Shipped { get; } =
    [
        .. typeof(CheckSheets)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("CheckSheets/", StringComparison.Ordinal))
            .Select(Load)
            .OrderBy(sheet => sheet.RuleSet, StringComparer.Ordinal)
            .ThenBy(sheet => sheet.Revision),
    ];

    /// <summary>The sheet of an edition; for one that has none of its own, the newest.</summary>
    public static SheetTemplate Of(string ruleSet) => Shipped.LastOrDefault(sheet => sheet.RuleSet == ruleSet) ?? Shipped[^1];

    /// <summary>The sheet of the edition in force on the day.</summary>
    public static SheetTemplate InForce(DateOnly day) => Of(RuleSets.InForce(day).Id);

    /// <summary>Reads a sheet; what does not belong there is a fault with its place.</summary>
    /// <exception cref="RuleSetFault"></exception>
    public static SheetTemplate Read(JsonNode? json)
    {
        var sheet = RuleJson.Object(json, "", "id", "revision", "ruleSet", "confirmed", "title", "groups", "documents");
        return new(
            RuleJson.Text(sheet["id"], "id"),
            RuleJson.Whole(sheet["revision"], "revision"),
            RuleJson.Text(sheet["ruleSet"], "ruleSet"),
            RuleJson.YesNo(sheet["confirmed"], "confirmed"),
            Both(sheet["title"], "title"),
            [.. Each(sheet["groups"], "groups").Select(group => Group(group.Json, group.Place))],
            [.. Each(sheet["documents"], "documents").Select(document => Document(document.Json, document.Place))]
        );
    }

    static CheckSheetGroup Group(JsonNode? json, string place)
    {
        var group = RuleJson.Object(json, place, "id", "title", "items");
        return new(
            RuleJson.Text(group["id"], $"{place}.id"),
            Both(group["title"], $"{place}.title"),
            [.. Each(group["items"], $"{place}.items").Select(item => Item(item.Json, item.Place))]
        );
    }

    static CheckSheetItem Item(JsonNode? json, string place)
    {
        var item = RuleJson.Object(json, place, "id", "rules", "text", "help", "evidence", "mandatoryForApi", "answeredBy");
        var answeredBy = RuleJson.MaybeText(item["answeredBy"], $"{place}.answeredBy");
        return answeredBy is not null && PlanQuestions.Find(answeredBy)?.Kind != AnswerKind.YesNo
            ? throw new RuleSetFault(
                $"{place}.answeredBy",
                $"{answeredBy}は、はい・いいえで答える質問ではありません。",
                $"{answeredBy} is no question that is answered by yes or no."
            )
            : new(
                RuleJson.Text(item["id"], $"{place}.id"),
                [.. Each(item["rules"], $"{place}.rules").Select(rule => RuleJson.Text(rule.Json, rule.Place))],
                Both(item["text"], $"{place}.text"),
                Both(item["help"], $"{place}.help"),
                RuleJson.Name<EvidenceKind>(item["evidence"], $"{place}.evidence"),
                RuleJson.YesNo(item["mandatoryForApi"], $"{place}.mandatoryForApi"),
                answeredBy
            );
    }

    static NeededDocument Document(JsonNode? json, string place)
    {
        var document = RuleJson.Object(json, place, "kind", "rule", "why", "when");
        return new(
            RuleJson.Name<DocumentKind>(document["kind"], $"{place}.kind"),
            RuleJson.Text(document["rule"], $"{place}.rule"),
            Both(document["why"], $"{place}.why"),
            RuleJson.Name<NeededWhen>(document["when"], $"{place}.when")
        );
    }

    static IEnumerable<(JsonNode? Json, string Place)> Each(JsonNode? json, string place) =>
        json is JsonArray array
            ? array.Select((inner, i) => (inner, $"{place}[{i}]"))
            : throw new RuleSetFault(place, "一覧 [ … ] を入れてください。", "A list belongs here.");

    static LocalText Both(JsonNode? json, string place)
    {
        var text = RuleJson.Object(json, place, "ja", "en");
        return new(RuleJson.Text(text["ja"], $"{place}.ja"), RuleJson.Text(text["en"], $"{place}.en"));
    }

    static SheetTemplate Load(string name)
    {
        using var stream = typeof(CheckSheets).Assembly.GetManifestResourceStream(name)!;
        return Read(JsonNode.Parse(stream, documentOptions: RuleSetJson.Strict));
    }
}
