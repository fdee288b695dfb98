using System.Collections.Frozen;
using System.Globalization;

namespace ReviewPortal.Domain.Time;

/// <summary>A day computed on the calendar.</summary>
/// <param name="Date">The day.</param>
/// <param name="BeyondCalendar">True when the way there passed the last year whose holidays are loaded: the day may still move.</param>
public readonly record struct CalendarDay(DateOnly Date, bool BeyondCalendar);

/// <summary>
/// Business days of the administration. 行政機関の休日: Saturdays, Sundays, national holidays and 29 December to 3 January
/// (行政機関の休日に関する法律 第1条).
/// </summary>
public sealed class BusinessCalendar
{
    readonly FrozenDictionary<DateOnly, string> holidays;

    BusinessCalendar(IEnumerable<KeyValuePair<DateOnly, string>> holidays)
    {
        this.holidays = holidays.ToFrozenDictionary();
        LastLoadedYear = this.holidays.Count == 0 ? 0 : this.holidays.Keys.Max(day => day.Year);
    }

    /// <summary>The holidays that come with the program: 2026 and 2027.</summary>
    public static BusinessCalendar Shipped { get; } = Parse(ReadShipped());

    /// <summary>The last year whose holidays are known.</summary>
    public int LastLoadedYear { get; }

    /// <summary>Reads the Cabinet Office's list: a head line, then <c>2026/1/12,成人の日</c>, dates without leading zeros.</summary>
    /// <exception cref="FormatException">A line is not a date and a name; the message says which.</exception>
    public static BusinessCalendar Parse(string csv)
    {
        var lines = csv.ReplaceLineEndings("\n").Split('\n').Select((text, i) => (Text: text.Trim(), Number: i + 1));
        return new(
            lines
                .Skip(1)
                .Where(line => line.Text.Length > 0)
                .Select(line =>
                    line.Text.Split(',') is [var date, var name]
                    && DateOnly.TryParseExact(date, "yyyy/M/d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                        ? KeyValuePair.Create(day, name)
                        : throw new FormatException($"Line {line.Number} of the holidays is not 'year/month/day,name': {line.Text}")
                )
        );
    }

    /// <summary>The holiday's name; null when the day is none.</summary>
    public string? HolidayOn(DateOnly day) => holidays.GetValueOrDefault(day);

    /// <summary>True when the administration works on that day.</summary>
    public bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsTurnOfTheYear(day) && !holidays.ContainsKey(day);

    /// <summary>True when the holidays of that day's year are loaded.</summary>
    public bool Covers(DateOnly day) => day.Year <= LastLoadedYear;

    /// <summary>The n-th business day after <paramref name="from"/>, which itself is not counted (民法140条).</summary>
    /// <param name="from">The day that is not counted.</param>
    /// <param name="businessDays">How many; zero gives <paramref name="from"/> itself, even on a holiday.</param>
    public CalendarDay Add(DateOnly from, int businessDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(businessDays);
        var day = from;
        for (var left = businessDays; left > 0; )
        {
            day = day.AddDays(1);
            if (IsBusinessDay(day))
            {
                left--;
            }
        }

        return new(day, !Covers(day));
    }

    /// <summary>How many business days lie after <paramref name="from"/>, up to and including <paramref name="to"/>.</summary>
    public int CountBetween(DateOnly from, DateOnly to)
    {
        var count = 0;
        for (var day = from.AddDays(1); day <= to; day = day.AddDays(1))
        {
            count += IsBusinessDay(day) ? 1 : 0;
        }

        return count;
    }

    static bool IsTurnOfTheYear(DateOnly day) => (day.Month == 12 && day.Day >= 29) || (day.Month == 1 && day.Day <= 3);

    static string ReadShipped()
    {
        using var reader = new StreamReader(typeof(BusinessCalendar).Assembly.GetManifestResourceStream("holidays.csv")!);
        return reader.ReadToEnd();
    }
}
