namespace ReviewPortal.Domain.Time;

/// <summary>How far ahead a day may lie by which something is asked for: beyond that it is a slip of the hand, and nobody is ever reminded.</summary>
public static class DueDay
{
    /// <summary>The last day that can be given for an answer: of the applicant, of a ministry, and for the end of the review itself.</summary>
    public static DateOnly LastToAnswer(DateOnly today) => today.AddYears(1);

    /// <summary>The last day that can be given for what a permission hangs on: as far as the longest period after a notice.</summary>
    public static DateOnly LastToFulfil(DateOnly today) => today.AddMonths(DueAfterNotice.Longest);
}
