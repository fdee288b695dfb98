using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

/// <summary>A plan's questions and answers in the user's language. Keys are <c>plan.PATTERN</c> without the brackets.</summary>
public static class PlanWords
{
    /// <summary>The question's own label.</summary>
    public static string Question(this Wording words, string path) =>
        DocumentPath.Find(path) is { } kind ? words.Of(kind) : words[$"plan.{Key(path)}"];

    /// <summary>Help for the question; null when it explains itself.</summary>
    public static string? Help(this Wording words, string path) => words.Find($"plan.help.{Key(path)}");

    /// <summary>What one entry of a list is called in a sentence; null where it has no name of its own.</summary>
    public static string? One(this Wording words, string pattern) => words.Find($"plan.one.{Key(pattern)}");

    /// <summary>An entry of a list by its number from 1, e.g. 機能 2.</summary>
    public static string Entry(this Wording words, string list, int index) => words[$"plan.entry.{Key(list)}", index + 1];

    /// <summary>Where a path lies, in words: 機能 1 › 結果を受け取る者 2 › 本人の同意.</summary>
    public static string Place(this Wording words, string path)
    {
        var parts = new List<string>();
        var walked = "";
        foreach (var step in PlanPath.Split(path))
        {
            if (step is int index)
            {
                // One of several choices stands at its question and has no place of its own.
                parts[^1] = PlanQuestions.Find(walked)?.Kind == AnswerKind.List ? words.Entry(walked, index) : parts[^1];
                walked = PlanPath.Entry(walked, index);
            }
            else
            {
                walked = PlanPath.Join(walked, (string)step);
                parts.Add(words.Question(walked));
            }
        }

        return string.Join(" › ", parts);
    }

    /// <summary>An answer as it is read: choices by their names, days and numbers plainly, an entry of a list by what it holds.</summary>
    public static string Answer(this Wording words, string path, JsonNode? value)
    {
        switch (value)
        {
            case null:
                return words["plan.unanswered"];
            case JsonArray { Count: 0 }:
                return words["plan.none"];
            case JsonArray many:
                // Choices are answers to the question itself; an entry stands at a place of its own, and so do the answers in it.
                return string.Join(
                    words["plan.and"],
                    many.Select((one, i) => words.Answer(one is JsonObject ? PlanPath.Entry(path, i) : path, one))
                );
            case JsonObject { Count: 0 }:
                return words["plan.none"];
            case JsonObject group:
                return string.Join(
                    words["plan.and"],
                    group.Select(member =>
                        words[
                            "plan.pair",
                            words.Question(PlanPath.Join(path, member.Key)),
                            words.Answer(PlanPath.Join(path, member.Key), member.Value)
                        ]
                    )
                );
        }

        var question = PlanQuestions.Find(path);
        return value.GetValueKind() switch
        {
            JsonValueKind.True => words["plan.yes"],
            JsonValueKind.False => words["plan.no"],
            JsonValueKind.Number => value.ToJsonString(),
            _ when question?.EnumType is { } type => words.Find($"{type.Name}.{value}") ?? value.ToString(),
            _ when question?.Kind == AnswerKind.Date
                    && DateOnly.TryParseExact(
                        value.ToString(),
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var day
                    ) => words.Date(day),
            _ => value.ToString(),
        };
    }

    /// <summary>Every answer of a plan or of a part of it, each with its own place; a group or list that is empty stands for itself.</summary>
    /// <param name="path">Where the part stands; empty for the whole plan.</param>
    public static IEnumerable<(string Path, string Text)> Answers(this Wording words, string path, JsonNode? value) =>
        value switch
        {
            JsonObject { Count: > 0 } group => group.SelectMany(member => words.Answers(PlanPath.Join(path, member.Key), member.Value)),
            JsonArray many when many.Any(entry => entry is JsonObject) => many.SelectMany(
                (entry, i) => words.Answers(PlanPath.Entry(path, i), entry)
            ),
            _ => [(path, words.Answer(path, value))],
        };

    /// <summary>The choices of a question, in the order of the form.</summary>
    public static IEnumerable<(string Value, string Label)> Choices(this Wording words, PlanQuestion question) =>
        Enum.GetNames(question.EnumType!).Select(name => (name, words[$"{question.EnumType!.Name}.{name}"]));

    /// <summary>The id of the control for a path: <c>f-functions-0-name</c>.</summary>
    public static string FieldId(string path) =>
        "f-" + path.Replace("[", "-", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Replace('.', '-');

    /// <summary>Why an answer cannot be read, and what to write instead.</summary>
    public static string Of(this Wording words, PlanFault fault) =>
        fault.Kind switch
        {
            PlanFaultKind.OutOfRange => words["plan.fault.OutOfRange", PlanJson.LargestNumber],
            PlanFaultKind.TooLong => words["plan.fault.TooLong", PlanJson.LongestAnswer],
            PlanFaultKind.FarDate => words["plan.fault.FarDate", PlanJson.FirstDay, PlanJson.LastDay],
            _ => words.Find($"plan.fault.{fault.Kind}") ?? words["plan.fault.other"],
        };

    static string Key(string path) => PlanQuestions.PatternOf(path).Replace("[]", "", StringComparison.Ordinal);
}
