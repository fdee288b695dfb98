using System.Text;

namespace ReviewPortal.Domain.Register;

/// <summary>How people type a code of digits: full width, in groups, with spaces or any kind of hyphen.</summary>
static class CodeInput
{
    const string Hyphens = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC";

    /// <summary>The code without width, spaces and hyphens. What is not a digit otherwise stays and is for the caller to refuse.</summary>
    public static string Clean(string? text)
    {
        var clean = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            // Rune by rune, because half a surrogate pair inside a whole string cannot be normalised.
            var letter = rune.ToString().Normalize(NormalizationForm.FormKC);
            if (!string.IsNullOrWhiteSpace(letter) && !Hyphens.Contains(letter, StringComparison.Ordinal))
            {
                clean.Append(letter);
            }
        }

        return clean.ToString();
    }

    public static bool IsDigits(string text) => text.All(char.IsAsciiDigit);
}
