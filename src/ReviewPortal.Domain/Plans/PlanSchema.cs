using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Plans;

/// <summary>The wire format of a plan as JSON Schema (draft 2020-12), read off the catalogue of questions.</summary>
public static class PlanSchema
{
    /// <param name="id">The address at which the schema is published.</param>
    public static JsonObject Write(string id) =>
        new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = id,
            ["title"] = "UsePlan",
            ["description"] = "利用企画書. Every answer may be missing: missing is not \"no\".",
            ["type"] = "object",
            ["properties"] = Members(""),
            ["additionalProperties"] = false,
        };

    static JsonObject Members(string parent)
    {
        var members = new JsonObject();
        foreach (var question in PlanQuestions.ChildrenOf(parent))
        {
            members[question.Name] = Of(question, PlanPath.Join(parent, question.Name));
        }

        return members;
    }

    static JsonObject Of(PlanQuestion question, string pattern) =>
        question.Kind switch
        {
            AnswerKind.Date => new() { ["type"] = "string", ["format"] = "date" },
            AnswerKind.Number => new()
            {
                ["type"] = "integer",
                ["minimum"] = 0,
                ["maximum"] = PlanJson.LargestNumber,
            },
            AnswerKind.YesNo => new() { ["type"] = "boolean" },
            AnswerKind.Choice => Choice(question),
            AnswerKind.Choices => new()
            {
                ["type"] = "array",
                ["items"] = Choice(question),
                ["maxItems"] = PlanJson.MostEntries,
            },
            AnswerKind.Group => Record(pattern),
            AnswerKind.List => new()
            {
                ["type"] = "array",
                ["items"] = Record(pattern),
                ["maxItems"] = PlanJson.MostEntries,
            },
            _ when question.Pattern == "contacts[].mail" => new() { ["type"] = "string", ["format"] = "email" },
            _ => new() { ["type"] = "string", ["maxLength"] = PlanJson.LongestAnswer },
        };

    static JsonObject Choice(PlanQuestion question) =>
        new() { ["enum"] = new JsonArray([.. Enum.GetNames(question.EnumType!).Select(name => (JsonNode)name)]) };

    static JsonObject Record(string pattern) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = Members(pattern),
            ["additionalProperties"] = false,
        };
}
