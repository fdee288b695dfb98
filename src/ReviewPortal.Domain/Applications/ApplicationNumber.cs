using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Applications;

/// <summary>受付番号, e.g. <c>R8-0001</c>: the fiscal year (年度) of arrival and a number without gaps within it.</summary>
public static partial class ApplicationNumber
{
    /// <summary>The series in which numbers of that fiscal year are counted.</summary>
    public static string Series(DateOnly arrival) => $"R{Time.JapaneseDate.FiscalYearOfReiwa(arrival)}";

    public static string Format(string series, int number) => $"{series}-{number:0000}";

    /// <summary>The number as one whole number that sorts as numbers are given: R8-0012 is 8000012.</summary>
    /// <exception cref="FormatException">The text is no number of an application.</exception>
    public static int Order(string number) =>
        TryParse(number, out var order) ? order : throw new FormatException($"{number} is no number of an application.");

    /// <summary>Understands a number however it was typed: <c>R8-12</c>, <c>r8-0012</c>, <c>Ｒ８－１２</c>, <c>令和8-12</c>, <c>R8 12</c>.</summary>
    public static bool TryParse(string? text, out int order)
    {
        order = 0;
        var match = Typed().Match((text ?? "").Trim());
        if (!match.Success)
        {
            return false;
        }

        order = (Digits(match.Groups[1].Value) * 1_000_000) + Digits(match.Groups[2].Value);
        return true;
    }

    /// <summary>
    /// What may be meant for a number, without the letter of the era: <c>8-12</c>. It may as well be a part of an address or of a telephone
    /// number: whoever searches for it means either.
    /// </summary>
    public static bool MayMean(string? text, out int order) => TryParse(text, out order) || TryParse($"R{text?.Trim()}", out order);

    static int Digits(string digits) => digits.Aggregate(0, (number, digit) => (number * 10) + (int)char.GetNumericValue(digit));

    [GeneratedRegex(@"^(?:[RrＲｒ]|令和)\s*([0-9０-９]{1,2})(?:\s*[-\u2010-\u2015\u2212\u30FC\uFF0D]\s*|\s+)([0-9０-９]{1,6})$")]
    private static partial Regex Typed();
}
