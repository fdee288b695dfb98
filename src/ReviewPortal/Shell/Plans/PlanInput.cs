using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Shell.Plans;

/// <summary>Turns what a person typed into an answer. Width never decides: full-width digits and dates of the Japanese era are read.</summary>
public static class PlanInput
{
    /// <summary>The answer, or what was typed where it is none yet (reading the plan then names it as a fault); null for nothing.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="typed">What was typed.</param>
    public static JsonNode? Read(PlanQuestion question, string? typed)
    {
        var text = Clean(typed);
        return text.Length == 0
            ? null
            : question.Kind switch
            {
                AnswerKind.Date => JapaneseDate.TryParse(text, out var day)
                    ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    : text,
                AnswerKind.Number => int.TryParse(Narrow(text), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : text,
                AnswerKind.YesNo => bool.Parse(text),
                _ => question.Name.EndsWith("rl", StringComparison.Ordinal) || question.Name is "storageCountry" ? Narrow(text) : text,
            };
    }

    /// <summary>True when the text holds what no form can keep: control characters, private-use characters, half a surrogate pair.</summary>
    public static bool HasUnusable(string? typed)
    {
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (
                rune == Rune.ReplacementChar
                || category is UnicodeCategory.PrivateUse
                || (category is UnicodeCategory.Control && rune.Value is not ('\n' or '\r' or '\t'))
            )
            {
                return true;
            }
        }

        return false;
    }

    static string Clean(string? typed) => (typed ?? "").ReplaceLineEndings("\n").Normalize(NormalizationForm.FormC).Trim();

    static string Narrow(string text) => text.Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
}
