namespace ReviewPortal.Domain.Time;

/// <summary>How long like cases took: half of them at most the median, nine of ten at most the ninetieth percentile.</summary>
/// <param name="Count">How many cases it is drawn from.</param>
/// <param name="Median">Business days of the government's part.</param>
/// <param name="Ninetieth">Business days of the government's part.</param>
public sealed record Spread(int Count, int Median, int Ninetieth)
{
    /// <summary>
    /// By the nearest rank, so that each figure is one that a real case took: the smallest value that at least the wanted share of cases does
    /// not exceed. Null where there are fewer cases than the minimum: a figure from a handful tells more of chance than of the next case.
    /// </summary>
    public static Spread? Of(IReadOnlyCollection<int> days, int minimum)
    {
        int[] sorted = [.. days.Order()];
        return sorted.Length == 0 || sorted.Length < minimum ? null : new(sorted.Length, At(50), At(90));

        int At(int percent) => sorted[Math.Max(0, ((sorted.Length * percent + 99) / 100) - 1)];
    }
}
