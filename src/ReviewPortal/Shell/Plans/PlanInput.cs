using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Shell.Plans;

/// <summary>Turns what a person typed into an answer. Width never decides: full-width digits and dates of the Japanese era are read.</summary>
public static class PlanInput
{
    static readonly FrozenSet<string> LongTexts = new[]
    {
        "summary",
        "description",
        "purpose",
        "reason",
        "apiNecessity",
        "targetUsers",
    }.ToFrozenSet();

    static readonly FrozenSet<string> Codes = new[] { "url", "publishedUrl", "evidenceUrl" }.ToFrozenSet();

    /// <summary>True for a text of several lines.</summary>
    public static bool IsLong(PlanQuestion question) => question.Kind == AnswerKind.Text && LongTexts.Contains(question.Name);

    /// <summary>The answer, or what was typed where it is none yet (reading the plan then names it as a fault); null for nothing.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="typed">What was typed; of choices their names with commas between them, see <see cref="PlanDraft.TextOf"/>.</param>
    public static JsonNode? Read(PlanQuestion question, string? typed)
    {
        var text = TextInput.Clean(typed, IsLong(question));
        return text.Length == 0
            ? null
            : question.Kind switch
            {
                AnswerKind.Date => JapaneseDate.TryParse(text, out var day)
                    ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : text,
                AnswerKind.Number => int.TryParse(TextInput.Narrow(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : text,
                AnswerKind.YesNo => bool.TryParse(text, out var yes) ? yes : text,
                AnswerKind.Choices when text == PlanDraft.None => new JsonArray(),
                AnswerKind.Choices => new JsonArray([.. text.Split(',').Select(name => (JsonNode?)name)]),
                AnswerKind.Text when Codes.Contains(question.Name) => TextInput.Narrow(text),
                AnswerKind.Text when question.Name == "storageCountry" => TextInput.Country(text),
                AnswerKind.Text when question.Name == "mail" => TextInput.HalfWidth(text),
                AnswerKind.Text when question.Name == "phone" => TextInput.Phone(text),
                _ => text,
            };
    }

    /// <summary>True when the text holds what no form can keep: control characters, private-use characters, half a surrogate pair.</summary>
    public static bool HasUnusable(string? typed) => TextInput.FaultOf(typed) is not null;
}
