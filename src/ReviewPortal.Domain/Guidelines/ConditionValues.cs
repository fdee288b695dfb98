using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What answers are compared with.</summary>
sealed partial class ConditionReader
{
    static object[] Values(JsonNode? json, AnswerPath path, AnswerKind kind, string place) =>
        json is JsonArray { Count: > 0 } array
            ? [.. array.Select(value => Value(value, path, [kind], place))]
            : throw new RuleSetFault(place, "値の一覧 [ … ] を入れてください。", "A list of values belongs here.");

    static object Value(JsonNode? json, AnswerPath path, AnswerKind[] kinds, string place) =>
        (path.Question.Kind, json) switch
        {
            var (kind, _) when !kinds.Contains(kind) => throw new RuleSetFault(
                place,
                $"{path}（{kind}）はこのようには比べられません。",
                $"{path} is a {kind} and not compared like this."
            ),
            (AnswerKind.YesNo, JsonValue value) when value.TryGetValue(out bool yes) => yes,
            (AnswerKind.Text, JsonValue value) when value.TryGetValue(out string? code) => code,
            (AnswerKind.Choice or AnswerKind.Choices, JsonValue value)
                when value.TryGetValue(out string? name) && Enum.GetNames(path.Question.EnumType!).Contains(name) => Enum.Parse(
                path.Question.EnumType!,
                name
            ),
            _ => throw new RuleSetFault(
                place,
                $"{RuleJson.Said(json)}は{path}の値ではありません。",
                $"{RuleJson.Said(json)} is no value of {path}."
            ),
        };

    static Operand Operand(JsonNode? json, AnswerPath path, string place, IReadOnlyDictionary<string, PlanQuestion> entries)
    {
        var isDate = path.Question.Kind == AnswerKind.Date;
        if (!isDate && path.Question.Kind != AnswerKind.Number)
        {
            throw new RuleSetFault(place, $"{path}は数でも日付でもありません。", $"{path} is neither a number nor a date.");
        }

        var days = json is JsonObject { } moved && moved["plusDays"] is { } plus ? RuleJson.Whole(plus, place) : 0;
        switch (json)
        {
            case JsonObject other when other["answer"] is { } answer:
                var than = Path(answer, place, entries);
                return than.Question.Kind == path.Question.Kind
                    ? new Guidelines.Operand.Answer(than, days)
                    : throw new RuleSetFault(place, $"{path}と{than}は比べられません。", $"{path} and {than} cannot be compared.");
            case JsonObject day when isDate && RuleJson.MaybeText(day["day"], place) == "asOf":
                return new Guidelines.Operand.AsOf(days);
            case JsonValue when !isDate:
                return new Guidelines.Operand.Number(RuleJson.Whole(json, place));
            default:
                throw new RuleSetFault(
                    place,
                    "数、別の回答、または判定の日を入れてください。",
                    "A number, another answer or the day of assessment belongs here."
                );
        }
    }

    static IEnumerable<T> Names<T>(JsonObject condition, string place)
        where T : struct, Enum =>
        condition["in"] is JsonArray array
            ? array.Select(value => RuleJson.Name<T>(value, place))
            : throw new RuleSetFault(place, "「in」に一覧を入れてください。", "A list \"in\" belongs here.");
}
