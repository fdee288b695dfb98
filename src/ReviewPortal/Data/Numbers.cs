using Microsoft.EntityFrameworkCore;

namespace ReviewPortal.Data;

/// <summary>A series of numbers without gaps, e.g. the applications of 令和8年度.</summary>
public sealed class NumberSeries
{
    public string Key { get; init; } = "";

    /// <summary>The last number given; the concurrency token, so that no number is given twice.</summary>
    public int Last { get; set; }
}

/// <summary>Another save took the number first. Whoever catches it does the whole change again.</summary>
public sealed class NumberTaken() : Exception("The next number was taken meanwhile.");

public static class Numbers
{
    /// <summary>
    /// Takes the next number. It is given for good only when the same <c>SaveChanges</c> that uses it succeeds; a failed save leaves no gap.
    /// </summary>
    public static async Task<int> NextAsync(this PortalDb db, string key, CancellationToken ct)
    {
        var series = await db.NumberSeries.SingleOrDefaultAsync(s => s.Key == key, ct);
        if (series is null)
        {
            series = new() { Key = key };
            db.NumberSeries.Add(series);
        }

        return ++series.Last;
    }
}
