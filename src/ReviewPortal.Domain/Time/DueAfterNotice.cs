namespace ReviewPortal.Domain.Time;

public enum DueUnit
{
    BusinessDays,
    Months,
}

/// <summary>A period that begins with a notice; its first day is not counted (民法140条).</summary>
/// <param name="Number">How many, from 1.</param>
public sealed record DueAfterNotice(int Number, DueUnit Unit)
{
    /// <summary>The longest period that is taken, in its unit.</summary>
    public const int Longest = 120;

    public bool IsPossible => Number is >= 1 and <= Longest;

    /// <summary>The last day of the period.</summary>
    public DateOnly From(DateOnly notice, BusinessCalendar calendar) =>
        Unit == DueUnit.Months ? LastDayOfMonths(notice, Number) : calendar.Add(notice, Number).Date;

    // A period in months ends on the eve of the day that corresponds to its first, or on the month's last day where there is none (民法143条).
    static DateOnly LastDayOfMonths(DateOnly notice, int months)
    {
        var first = notice.AddDays(1);
        var corresponding = first.AddMonths(months);
        return corresponding.Day == first.Day ? corresponding.AddDays(-1) : corresponding;
    }
}
