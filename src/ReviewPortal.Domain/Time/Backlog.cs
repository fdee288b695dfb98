namespace ReviewPortal.Domain.Time;

/// <summary>How many cases were open at the end of a day.</summary>
public sealed record BacklogPoint(DateOnly Day, int Open);

/// <summary>The backlog from one day to another: by day up to 30 days, by week up to 183, by month up to two years, by year above.</summary>
public static class Backlog
{
    /// <param name="cases">Each from the day of its arrival to the day on which it ended; null while it goes on.</param>
    public static IReadOnlyList<BacklogPoint> Between(IReadOnlyCollection<(DateOnly From, DateOnly? To)> cases, DateOnly from, DateOnly to)
    {
        // Counting steps up and down instead of every case for every day.
        DateOnly[] began = [.. cases.Select(one => one.From).Order()];
        DateOnly[] ended = [.. cases.Select(one => one.To).OfType<DateOnly>().Order()];
        return [.. Days(from, to).Select(day => new BacklogPoint(day, UpTo(began, day) - UpTo(ended, day)))];
    }

    /// <summary>The last day of each step; the last of all is the last day of the range.</summary>
    public static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to)
    {
        var range = to.DayNumber - from.DayNumber + 1;
        for (var day = from; day <= to; )
        {
            var end = range switch
            {
                <= 30 => day,
                <= 183 => day.AddDays(6),
                <= 731 => new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1),
                _ => new DateOnly(day.Year, 12, 31),
            };
            yield return end < to ? end : to;
            day = end.AddDays(1);
        }
    }

    // How many of the sorted days are not after the given one.
    static int UpTo(DateOnly[] sorted, DateOnly day)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
