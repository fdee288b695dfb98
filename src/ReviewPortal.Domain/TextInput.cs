using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReviewPortal.Domain;

/// <summary>Why a text cannot be kept.</summary>
public enum TextFault
{
    /// <summary>A control character, or one that turns the direction of reading round.</summary>
    Control,

    /// <summary>外字: a character of somebody's own, which nobody else can read.</summary>
    PrivateUse,

    /// <summary>Half of a character: something cut it in two on its way here.</summary>
    HalfCharacter,
}

/// <summary>A character because of which a text cannot be kept, and where it stands.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Place">In its line, counted from 1.</param>
/// <param name="Code">The number that Unicode gives it.</param>
public sealed record TextFlaw(TextFault Fault, int Line, int Place, int Code);

/// <summary>
/// What people type, made fit to be kept. Width never decides, and the writer's characters stay: old kanji, half-width kana and emoji are
/// kept as they are; only codes (addresses, numbers) are narrowed.
/// </summary>
public static partial class TextInput
{
    /// <summary>Why the text cannot be kept; null when it can.</summary>
    public static TextFault? FaultOf(string? typed) => FlawIn(typed)?.Fault;

    /// <summary>The first character because of which the text cannot be kept; null when it can.</summary>
    public static TextFlaw? FlawIn(string? typed)
    {
        var (line, place) = (1, 0);
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            (line, place) = rune.Value == '\n' ? (line + 1, 0) : (line, place + 1);
            // A lone half arrives as the replacement character, whether it came as such or was replaced on the way.
            if (rune == Rune.ReplacementChar)
            {
                return Flaw(TextFault.HalfCharacter);
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.PrivateUse:
                    return Flaw(TextFault.PrivateUse);
                case UnicodeCategory.Control when rune.Value is not ('\n' or '\r' or '\t'):
                case UnicodeCategory.Format when IsTurning(rune.Value):
                    return Flaw(TextFault.Control);
                default:
                    break;
            }

            TextFlaw Flaw(TextFault fault) => new(fault, line, place, rune.Value);
        }

        return null;
    }

    /// <summary>
    /// The text as it is kept: composed (NFC), without spaces around it, spaces in a row drawn together into one (a full-width one stays
    /// full-width). Where the field has one line, pasted line breaks become spaces.
    /// </summary>
    public static string Clean(string? typed, bool lines = false)
    {
        var text = Composed(
            (typed ?? "").Replace("\uFEFF", "", StringComparison.Ordinal).ReplaceLineEndings("\n"),
            NormalizationForm.FormC
        );
        if (!lines)
        {
            return Spaces().Replace(text.Trim(), One);
        }

        // The space that begins a paragraph is a habit of Japanese writing, and stays.
        var kept = text.Split('\n').Select(line => SpacesInLine().Replace(line.TrimEnd(), One));
        return string.Join('\n', kept).Trim();
    }

    /// <summary>A code: full-width letters and digits made half-width, without any space.</summary>
    public static string Narrow(string? typed) => AnySpace().Replace(Composed(typed ?? "", NormalizationForm.FormKC), "");

    /// <summary>Full-width letters and digits made half-width; spaces inside stay, and show what is wrong.</summary>
    public static string HalfWidth(string? typed) => Composed((typed ?? "").Trim(), NormalizationForm.FormKC);

    /// <summary>A telephone number: half-width, every kind of dash as the plain one, and dashes for the parentheses of an area code.</summary>
    public static string Phone(string? typed)
    {
        var text = Dashes().Replace(HalfWidth(typed), "-");
        // The zero in +81 (0)3 is not dialled from abroad: there the parentheses say something.
        return text.StartsWith('+') ? text : MiddleCode().Replace(AreaCode().Replace(text, "$1-"), "$1-$2-");
    }

    /// <summary>A country's code of two letters; Japan by its name becomes one, what else was typed stays to be refused.</summary>
    public static string Country(string? typed)
    {
        var text = Narrow(typed).ToUpperInvariant();
        return text is "日本" or "日本国" or "JAPAN" or "JPN" ? "JP" : text;
    }

    /// <summary>True for two letters, as ISO 3166-1 has them.</summary>
    public static bool IsCountry(string text) =>
        text.Trim() is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second);

    /// <summary>True for an address of the web, with its scheme and host, that can be made a link.</summary>
    public static bool IsWebAddress(string text) =>
        text.Length <= 2000
        && (
            text.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        )
        && !text.Any(char.IsWhiteSpace)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address.Host.Contains('.', StringComparison.Ordinal)
        && address.UserInfo.Length == 0;

    /// <summary>True when mail can be sent there as far as its form tells.</summary>
    public static bool IsMail(string text) => text.Length <= 254 && Mail().IsMatch(text);

    /// <summary>True for a number as it is dialled in Japan or from abroad, with or without an extension (内線).</summary>
    public static bool IsPhone(string text) => PhoneNumber().IsMatch(text) && text.Count(char.IsAsciiDigit) is >= 9 and <= 22;

    static string One(Match spaces) =>
        spaces.Value.Contains('\u3000', StringComparison.Ordinal) && !spaces.Value.Contains('\n', StringComparison.Ordinal)
            ? "\u3000"
            : " ";

    // A text with half a character in it cannot be composed; it is refused elsewhere, and here left as it is.
    static string Composed(string text, NormalizationForm form)
    {
        try
        {
            return text.Normalize(form);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    // Embeddings, overrides and isolates make a text read otherwise than it is stored.
    static bool IsTurning(int rune) => rune is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    [GeneratedRegex(@"[ \t\u00A0\u3000\n]+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"[ \t\u00A0\u3000]+")]
    private static partial Regex SpacesInLine();

    [GeneratedRegex(@"\s+")]
    private static partial Regex AnySpace();

    [GeneratedRegex(@"[\u2010-\u2015\u2212\u30FC\uFF70\u2500]")]
    private static partial Regex Dashes();

    [GeneratedRegex(@"^[^\s@<>(),;:""\[\]\\.]+(\.[^\s@<>(),;:""\[\]\\.]+)*@[^\s@<>(),;:""\[\]\\.]+(\.[^\s@<>(),;:""\[\]\\.]+)+$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"^\(([0-9]{1,6})\) ?-?")]
    private static partial Regex AreaCode();

    [GeneratedRegex(@"^([0-9]{1,6}) ?-?\(([0-9]{1,6})\) ?-?(?=[0-9])")]
    private static partial Regex MiddleCode();

    [GeneratedRegex(@"^(\([0-9]{1,6}\)[ -]?)?\+?[0-9][0-9() -]*[0-9]( ?\(?(内線|ext\.?) ?[0-9]{1,6}\)?)?$")]
    private static partial Regex PhoneNumber();
}
