using System.Globalization;
using System.Text;

namespace ReviewPortal.Domain.Files;

/// <summary>The name under which a file is kept and offered. It is text for people; no place on a disk is ever made from it.</summary>
public static class FileName
{
    public const int MaxLength = 120;

    static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>
    /// The name without what leads elsewhere (folders), cannot be seen (controls, marks of direction) or is refused by some system; shortened,
    /// and ending in what the file is.
    /// </summary>
    /// <param name="given">As the browser sent it; anything at all.</param>
    /// <param name="type">What the content is.</param>
    public static string Clean(string? given, FileType type)
    {
        var name = Text(given ?? "").Normalize(NormalizationForm.FormC);
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        name = string.Concat(name.Select(letter => "<>:\"|?*".Contains(letter) ? '_' : letter)).Trim(' ', '.', '\u3000');
        var ending = type.Endings().FirstOrDefault(known => name.EndsWith(known, StringComparison.OrdinalIgnoreCase)) is { } own
            ? name[^own.Length..]
            : type.Endings()[0];
        var stem = name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length].TrimEnd(' ', '.', '\u3000') : name;
        stem = Shortened(stem, MaxLength - ending.Length);
        return (
                stem.Length == 0 ? "file"
                : Reserved.Contains(stem.Split('.')[0].Trim()) ? $"_{stem}"
                : stem
            ) + ending;
    }

    // Halves of letters, control characters, and marks that turn the direction of writing ("fdp.exe" read backwards) or show nothing.
    static string Text(string given)
    {
        var clean = new StringBuilder(given.Length);
        foreach (var rune in given.EnumerateRunes())
        {
            var isUnseen =
                rune == Rune.ReplacementChar
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.PrivateUse;
            clean.Append(isUnseen ? "" : rune.ToString());
        }

        return clean.ToString();
    }

    // Letters that are made of several signs are kept whole or left out whole.
    static string Shortened(string stem, int length)
    {
        if (stem.Length <= length)
        {
            return stem;
        }

        var shortened = new StringBuilder();
        var letters = StringInfo.GetTextElementEnumerator(stem);
        while (letters.MoveNext() && shortened.Length + letters.GetTextElement().Length < length)
        {
            shortened.Append(letters.GetTextElement());
        }

        return shortened.Append('…').ToString();
    }
}
