using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Time;

/// <summary>On whose side a filed application stands.</summary>
public enum Holder
{
    Government,
    Applicant,
}

/// <summary>A stretch of time (UTC); without an end it is still going on.</summary>
public sealed record Stretch(DateTime From, DateTime? To)
{
    /// <summary>True when the stretch is going on at the instant; it has ended at its end.</summary>
    public bool Covers(DateTime instant) => From <= instant && (To is null || To > instant);
}

/// <summary>A run of whole days (both inclusive, days in Japan) on one side.</summary>
public sealed record LedgerSpan(Holder Holder, DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}

/// <summary>How long one ministry held a request for its opinion; lies inside the government's part, several run side by side.</summary>
public sealed record MinistrySpan(Ministry Ministry, DateOnly From, DateOnly? To, int Days);

/// <summary>
/// Where the time of one application went. Every day after the day of arrival belongs to exactly one side, so the two sides add up to
/// the days since arrival. A day belongs to the applicant if the clock stands at its end, that is, if a correction or inquiry was open then;
/// however many were open, the day counts once.
/// </summary>
/// <param name="Arrived">The day of arrival, not counted itself (民法140条).</param>
/// <param name="Until">The last day drawn: today, or the day on which the case ended.</param>
/// <param name="Spans">The partition of the days after arrival, oldest first.</param>
/// <param name="Ministries">Parallel detail inside the government's part.</param>
/// <param name="StandardDays">The standard period, in business days.</param>
/// <param name="UsedDays">Business days of the government's part so far.</param>
/// <param name="DueOn">The day on which the standard period is used up; while the clock stands, as if it went on tomorrow.</param>
/// <param name="BeyondCalendar">The due day lies past the last year whose holidays are loaded.</param>
/// <param name="IsStopped">The clock stands now: the applicant has something to answer.</param>
/// <param name="HasEnded">The case has ended; nothing runs any more.</param>
public sealed record ClockLedger(
    DateOnly Arrived,
    DateOnly Until,
    IReadOnlyList<LedgerSpan> Spans,
    IReadOnlyList<MinistrySpan> Ministries,
    int StandardDays,
    int UsedDays,
    DateOnly DueOn,
    bool BeyondCalendar,
    bool IsStopped,
    bool HasEnded
)
{
    /// <summary>Calendar days since arrival.</summary>
    public int ElapsedDays => Until.DayNumber - Arrived.DayNumber;

    public int GovernmentDays => DaysOf(Holder.Government);
    public int ApplicantDays => DaysOf(Holder.Applicant);

    /// <summary>Business days left of the standard period; negative when it is exceeded.</summary>
    public int RemainingDays => StandardDays - UsedDays;

    public bool IsOverdue => RemainingDays < 0;

    int DaysOf(Holder holder) => Spans.Where(span => span.Holder == holder).Sum(span => span.Days);

    /// <summary>Draws the ledger of one application.</summary>
    /// <param name="arrivedAt">The instant (UTC) at which the submission was stored.</param>
    /// <param name="withApplicant">Every stretch in which the applicant had an open correction or inquiry, in any order, overlapping or not.</param>
    /// <param name="withMinistries">Every stretch in which a ministry held a request.</param>
    /// <param name="endedAt">The instant at which the case ended; null while it goes on.</param>
    /// <param name="now">The present instant (UTC).</param>
    /// <param name="standardDays">The standard period, in business days.</param>
    /// <param name="calendar">Which days are business days.</param>
    public static ClockLedger Draw(
        DateTime arrivedAt,
        IReadOnlyCollection<Stretch> withApplicant,
        IReadOnlyCollection<(Ministry Ministry, Stretch Held)> withMinistries,
        DateTime? endedAt,
        DateTime now,
        int standardDays,
        BusinessCalendar calendar
    )
    {
        var last = endedAt ?? now;
        var arrived = JapaneseDate.On(arrivedAt);
        var until = JapaneseDate.On(last);
        var spans = new List<LedgerSpan>();
        var used = 0;
        var (due, left) = (arrived, standardDays);
        for (var day = arrived.AddDays(1); day <= until; day = day.AddDays(1))
        {
            var end = JapaneseDate.EndOf(day);
            // The last day has not ended yet, or ended with the case: there the state at that instant counts.
            var holder = withApplicant.Any(stretch => stretch.Covers(end < last ? end : last)) ? Holder.Applicant : Holder.Government;
            Extend(spans, holder, day);
            if (holder == Holder.Government && calendar.IsBusinessDay(day))
            {
                used++;
                if (left > 0)
                {
                    (due, left) = (day, left - 1);
                }
            }
        }

        var rest = left > 0 ? calendar.Add(until > arrived ? until : arrived, left) : new(due, !calendar.Covers(due));
        return new(
            arrived,
            until,
            spans,
            [
                .. withMinistries
                    .Select(held => Span(held.Ministry, held.Held, last))
                    .OrderBy(span => span.From)
                    .ThenBy(span => span.Ministry),
            ],
            standardDays,
            used,
            rest.Date,
            rest.BeyondCalendar,
            endedAt is null && withApplicant.Any(stretch => stretch.Covers(now)),
            endedAt is not null
        );
    }

    static void Extend(List<LedgerSpan> spans, Holder holder, DateOnly day)
    {
        if (spans.Count > 0 && spans[^1].Holder == holder)
        {
            spans[^1] = spans[^1] with { To = day };
        }
        else
        {
            spans.Add(new(holder, day, day));
        }
    }

    static MinistrySpan Span(Ministry ministry, Stretch held, DateTime last)
    {
        var from = JapaneseDate.On(held.From);
        return new(
            ministry,
            from,
            held.To is { } to ? JapaneseDate.On(to) : null,
            JapaneseDate.On(held.To ?? last).DayNumber - from.DayNumber
        );
    }
}
