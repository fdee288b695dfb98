using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Time;

/// <summary>Japan's days, eras and fiscal years. Instants are UTC elsewhere; here they become days in Japan (UTC+9, no summer time).</summary>
public static partial class JapaneseDate
{
    static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    // What the portal is about lies between: with room on both sides, to count days from any of them.
    const int FirstYear = 1868;
    const int LastYear = 2999;

    static readonly (string Name, char Letter, DateOnly From, DateOnly To)[] Eras =
    [
        ("令和", 'R', new(2019, 5, 1), DateOnly.MaxValue),
        ("平成", 'H', new(1989, 1, 8), new(2019, 4, 30)),
        ("昭和", 'S', new(1926, 12, 25), new(1989, 1, 7)),
    ];

    /// <summary>The day in Japan at an instant (UTC).</summary>
    public static DateOnly On(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>The wall clock in Japan at an instant (UTC).</summary>
    public static DateTime Local(DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The instant (UTC) at which a day ends in Japan.</summary>
    public static DateTime EndOf(DateOnly day) =>
        DateTime.SpecifyKind(day.AddDays(1).ToDateTime(TimeOnly.MinValue) - Offset, DateTimeKind.Utc);

    /// <summary>令和8年3月5日: no leading zeros, the first year is 元年. Days before 昭和 are given in the common era.</summary>
    public static string Format(DateOnly day) =>
        Find(day) is { } era ? $"{era.Name}{YearIn(era.From, day)}年{day.Month}月{day.Day}日" : $"{day.Year}年{day.Month}月{day.Day}日";

    /// <summary>令和8年2月.</summary>
    public static string FormatMonth(DateOnly day) => Format(day)[..(Format(day).IndexOf('月', StringComparison.Ordinal) + 1)];

    /// <summary>年度: the fiscal year from April to March in which a day lies, in the common era.</summary>
    public static int FiscalYear(DateOnly day) => day.Month >= 4 ? day.Year : day.Year - 1;

    /// <summary>The fiscal year with its era: 8 for 令和8年度.</summary>
    public static int FiscalYearOfReiwa(DateOnly day) => FiscalYear(day) - 2018;

    /// <summary>
    /// Reads a day as people write it: 2026-03-05, 2026/3/5, 20260305, 令和8年3月5日, R8.3.5, 令和元年5月1日, in full or half width.
    /// A day outside of the era that it names is refused, and one before 1868 or after 2999.
    /// </summary>
    public static bool TryParse(string? text, out DateOnly day)
    {
        day = default;
        var plain = (text ?? "").Normalize(NormalizationForm.FormKC).Replace(" ", "", StringComparison.Ordinal);
        if (Western().Match(plain) is { Success: true } west)
        {
            return TryMake(Number(west, "y"), Number(west, "m"), Number(west, "d"), out day);
        }

        if (InEra().Match(plain) is not { Success: true } match)
        {
            return false;
        }

        var era = Eras.First(e => e.Name == match.Groups["e"].Value || e.Letter == char.ToUpperInvariant(match.Groups["e"].Value[0]));
        var year = match.Groups["y"].Value == "元" ? 1 : Number(match, "y");
        return year > 0
            && TryMake(era.From.Year + year - 1, Number(match, "m"), Number(match, "d"), out day)
            && day >= era.From
            && day <= era.To;
    }

    static (string Name, DateOnly From)? Find(DateOnly day)
    {
        foreach (var era in Eras)
        {
            if (day >= era.From)
            {
                return (era.Name, era.From);
            }
        }

        return null;
    }

    static string YearIn(DateOnly from, DateOnly day) =>
        day.Year == from.Year ? "元" : (day.Year - from.Year + 1).ToString(CultureInfo.InvariantCulture);

    static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new(year, month, day);
        return true;
    }

    [GeneratedRegex(@"^(?<y>\d{4})(?:[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?|(?<m>\d{2})(?<d>\d{2}))$")]
    private static partial Regex Western();

    [GeneratedRegex(@"^(?<e>令和|平成|昭和|[RHSrhs])(?<y>元|\d{1,2})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?$")]
    private static partial Regex InEra();
}
