using System.Diagnostics.CodeAnalysis;

namespace ReviewPortal.Domain.Register;

/// <summary>団体コード (全国地方公共団体コード): two digits for the prefecture, three for the municipality, one that checks these five.</summary>
public sealed record LocalGovernmentCode
{
    /// <summary>Number of digits.</summary>
    public const int Length = 6;

    const int Prefectures = 47;

    LocalGovernmentCode(string value) => Value = value;

    /// <summary>Six ASCII digits.</summary>
    public string Value { get; }

    /// <summary>Reads what a person typed: full-width digits, spaces and hyphens are taken.</summary>
    /// <param name="ruleCode">
    /// <c>local-government-code-digits</c>, <c>local-government-code-length</c>, <c>local-government-code-check-digit</c>
    /// or <c>local-government-code-prefecture</c> when it is refused.
    /// </param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out LocalGovernmentCode? code, [NotNullWhen(false)] out string? ruleCode)
    {
        var digits = CodeInput.Clean(text);
        ruleCode =
            !CodeInput.IsDigits(digits) ? "local-government-code-digits"
            : digits.Length != Length ? "local-government-code-length"
            : digits[^1] - '0' != CheckDigit(digits[..^1]) ? "local-government-code-check-digit"
            : int.Parse(digits[..2]) is < 1 or > Prefectures ? "local-government-code-prefecture"
            : null;
        code = ruleCode is null ? new(digits) : null;
        return code is not null;
    }

    /// <exception cref="RuleBroken">With the code that <see cref="TryParse"/> gives.</exception>
    public static LocalGovernmentCode Parse(string? text) =>
        TryParse(text, out var code, out var ruleCode) ? code : throw new RuleBroken(ruleCode);

    public override string ToString() => Value;

    /// <summary>The digits weigh 6, 5, 4, 3, 2; the check digit is the last digit of 11 − (sum mod 11), or of 11 − sum when the sum is below 11, which is the same.</summary>
    static int CheckDigit(string five) => (11 - (five.Select((digit, place) => (digit - '0') * (6 - place)).Sum() % 11)) % 10;
}
