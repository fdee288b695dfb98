using System.Diagnostics.CodeAnalysis;

namespace ReviewPortal.Domain.Register;

/// <summary>法人番号: thirteen digits, the first of which checks the other twelve (法人番号の指定等に関する省令). Public, not confidential.</summary>
public sealed record CorporateNumber
{
    /// <summary>Number of digits.</summary>
    public const int Length = 13;

    CorporateNumber(string value) => Value = value;

    /// <summary>Thirteen ASCII digits.</summary>
    public string Value { get; }

    /// <summary>Reads what a person typed: full-width digits, spaces and hyphens are taken.</summary>
    /// <param name="ruleCode"><c>corporate-number-digits</c>, <c>corporate-number-length</c> or <c>corporate-number-check-digit</c> when it is refused.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CorporateNumber? number, [NotNullWhen(false)] out string? ruleCode)
    {
        var digits = CodeInput.Clean(text);
        ruleCode =
            !CodeInput.IsDigits(digits) ? "corporate-number-digits"
            : digits.Length != Length ? "corporate-number-length"
            : digits[0] - '0' != CheckDigit(digits[1..]) ? "corporate-number-check-digit"
            : null;
        number = ruleCode is null ? new(digits) : null;
        return number is not null;
    }

    /// <exception cref="RuleBroken">With the code that <see cref="TryParse"/> gives.</exception>
    public static CorporateNumber Parse(string? text) =>
        TryParse(text, out var number, out var ruleCode) ? number : throw new RuleBroken(ruleCode);

    public override string ToString() => Value;

    /// <summary>
    /// 9 − (sum of digit × weight, mod 9), counted from the right: odd places weigh 1, even places 2. Between 1 and 9.
    /// The remainder is taken of the whole sum.
    /// </summary>
    static int CheckDigit(string twelve) =>
        9 - (twelve.Reverse().Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 2)).Sum() % 9);
}
