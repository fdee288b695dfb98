using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// An edition of which little is known, said as the difference from another one: its own title, days and document, and the other edition's
/// rules, whose place in this one still has to be confirmed.
/// </summary>
static class EditionJson
{
    /// <summary>Whether the JSON says an edition like this: <c>{ "as": ID, … }</c>.</summary>
    public static bool IsDifference(JsonNode? json) => json is JsonObject set && set.ContainsKey("as");

    /// <summary>Reads the edition.</summary>
    /// <param name="find">The edition that it starts from, by id; null when there is none.</param>
    /// <exception cref="RuleSetFault">With place and remedy.</exception>
    public static RuleSet Read(JsonNode? json, Func<string, RuleSet?> find)
    {
        var edition = RuleJson.Object(json, "", "as", "id", "revision", "title", "from", "until", "citation", "citing", "confirmed");
        var id = RuleJson.Text(edition["as"], "as");
        var like = find(id) ?? throw new RuleSetFault("as", $"規則集{id}はありません。", $"There is no rule set {id}.");
        if (edition["confirmed"] is null || RuleJson.YesNo(edition["confirmed"], "confirmed"))
        {
            throw new RuleSetFault(
                "confirmed",
                "別の版から引き継いだ規則は未確認です。false を入れてください。",
                "Rules that are taken over from another edition are not confirmed: false belongs here."
            );
        }

        var citing = RuleJson.Object(edition["citing"], "citing", [.. like.Rules.Select(rule => rule.Citation.Document)]);
        return like with
        {
            Id = RuleJson.Text(edition["id"], "id"),
            Revision = RuleJson.Whole(edition["revision"], "revision"),
            Title = RuleSetReader.Words(edition["title"], "title"),
            From = RuleSetReader.Day(edition["from"], "from"),
            Until = edition["until"] is { } until ? RuleSetReader.Day(until, "until") : null,
            Citation = RuleSetReader.Cited(edition["citation"], "citation"),
            Rules = [.. like.Rules.Select(rule => rule with { Citation = Citing(rule.Citation, citing) })],
        };
    }

    static Citation Citing(Citation citation, JsonObject citing)
    {
        if (citing[citation.Document] is not { } other)
        {
            return citation with { Confirmed = false };
        }

        var cited = RuleSetReader.Cited(other, $"citing.{citation.Document}");
        return cited with { Section = cited.Section ?? citation.Section, Confirmed = false };
    }
}
