using FsCheck.Xunit;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Time;

public class TheClock
{
    static readonly DateTime Arrival = Jst(2026, 5, 1, 16);

    [Fact]
    public void Starts_on_the_day_after_arrival()
    {
        var ledger = Draw(Jst(2026, 5, 1, 18));
        Assert.Equal((0, 0, 0), (ledger.ElapsedDays, ledger.GovernmentDays, ledger.UsedDays));
        Assert.Equal(new(2026, 5, 20), ledger.DueOn);
    }

    [Fact]
    public void Counts_only_business_days_of_the_government()
    {
        // 2 to 6 May are closed: on the 8th the 7th and the 8th are used.
        var ledger = Draw(Jst(2026, 5, 8, 12));
        Assert.Equal((7, 7, 2), (ledger.ElapsedDays, ledger.GovernmentDays, ledger.UsedDays));
        Assert.Equal(8, ledger.RemainingDays);
        Assert.False(ledger.IsOverdue);
    }

    [Fact]
    public void Counts_overlapping_stops_once()
    {
        var ledger = Draw(
            Jst(2026, 5, 20, 12),
            [new(Jst(2026, 5, 8, 10), Jst(2026, 5, 14, 10)), new(Jst(2026, 5, 11, 10), Jst(2026, 5, 13, 10))]
        );

        // Open at the end of 8, 9, 10, 11, 12 and 13 May.
        Assert.Equal(6, ledger.ApplicantDays);
        Assert.Equal(ledger.ElapsedDays, ledger.ApplicantDays + ledger.GovernmentDays);
        Assert.Equal(
            [
                new LedgerSpan(Holder.Government, new(2026, 5, 2), new(2026, 5, 7)),
                new LedgerSpan(Holder.Applicant, new(2026, 5, 8), new(2026, 5, 13)),
                new LedgerSpan(Holder.Government, new(2026, 5, 14), new(2026, 5, 20)),
            ],
            ledger.Spans
        );
        Assert.False(ledger.IsStopped);
    }

    [Fact]
    public void Does_not_stand_on_a_day_at_whose_end_it_runs()
    {
        var ledger = Draw(Jst(2026, 5, 20, 12), [new(Jst(2026, 5, 12, 9), Jst(2026, 5, 12, 17))]);
        Assert.Equal(0, ledger.ApplicantDays);
    }

    [Fact]
    public void Stands_while_the_applicant_has_something_open()
    {
        var before = Draw(Jst(2026, 5, 11, 12), [new(Jst(2026, 5, 8, 10), null)]);
        var after = Draw(Jst(2026, 6, 11, 12), [new(Jst(2026, 5, 8, 10), null)]);
        Assert.True(before.IsStopped);
        Assert.Equal(before.UsedDays, after.UsedDays);
        Assert.True(after.DueOn > before.DueOn);
    }

    [Fact]
    public void Keeps_the_due_day_once_it_is_past()
    {
        var ledger = Draw(Jst(2026, 6, 1, 12));
        Assert.Equal(new(2026, 5, 20), ledger.DueOn);
        Assert.True(ledger.IsOverdue);
        Assert.Equal(-8, ledger.RemainingDays);
    }

    [Fact]
    public void Ends_with_the_case()
    {
        var ledger = Draw(Jst(2026, 9, 1, 12), ended: Jst(2026, 5, 15, 12));
        Assert.Equal(14, ledger.ElapsedDays);
        Assert.True(ledger.HasEnded);
        Assert.Equal(new(2026, 5, 15), ledger.Until);
    }

    [Fact]
    public void Shows_ministries_side_by_side_inside_the_governments_part()
    {
        var ledger = ClockLedger.Draw(
            Arrival,
            [],
            [(Ministry.Meti, new(Jst(2026, 5, 8, 10), null)), (Ministry.Mic, new(Jst(2026, 5, 8, 10), Jst(2026, 5, 12, 10)))],
            null,
            Jst(2026, 5, 20, 12),
            10,
            BusinessCalendar.Shipped
        );
        Assert.Equal([Ministry.Mic, Ministry.Meti], ledger.Ministries.Select(span => span.Ministry));
        Assert.Equal([4, 12], ledger.Ministries.Select(span => span.Days));
    }

    [Property]
    public void Of_three_ministries_a_correction_inside_an_inquiry_and_a_weekend_adds_up_in_whatever_order_it_is_told(int turn)
    {
        // The inquiry is open from Thursday to the Wednesday after; the correction lies inside, was extended, and goes on over the weekend.
        Stretch inquiry = new(Jst(2026, 5, 21, 10), Jst(2026, 5, 27, 10));
        Stretch correction = new(Jst(2026, 5, 22, 9), Jst(2026, 5, 26, 18));
        (Ministry, Stretch)[] ministries =
        [
            (Ministry.Mic, new(Jst(2026, 5, 18, 9), Jst(2026, 5, 25, 9))),
            (Ministry.Mhlw, new(Jst(2026, 5, 18, 9), Jst(2026, 6, 1, 9))),
            (Ministry.Meti, new(Jst(2026, 5, 19, 9), null)),
        ];
        Random random = new(turn);
        Stretch[] stops = [inquiry, correction];
        random.Shuffle(stops);
        random.Shuffle(ministries);

        var ledger = ClockLedger.Draw(Arrival, stops, ministries, null, Jst(2026, 6, 3, 12), 30, BusinessCalendar.Shipped);

        // 21 to 26 May end with the applicant: six days, the weekend among them, counted once.
        Assert.Equal(6, ledger.ApplicantDays);
        Assert.Equal(ledger.ElapsedDays, ledger.ApplicantDays + ledger.GovernmentDays);
        Assert.Equal(
            [(Ministry.Mic, 7), (Ministry.Mhlw, 14), (Ministry.Meti, 15)],
            ledger.Ministries.Select(span => (span.Ministry, span.Days))
        );
        Assert.All(ledger.Ministries, span => Assert.InRange(span.From, ledger.Arrived, ledger.Until));
        Assert.Equal(Draw(Jst(2026, 6, 3, 12), [inquiry]).Spans, ledger.Spans);
    }

    [Property]
    public void Is_a_partition_whatever_the_order_of_the_stops((int Start, int Length)[] stops, int days)
    {
        var now = Arrival.AddDays(Math.Abs(days % 300));
        Stretch[] stretches =
        [
            .. stops.Select(stop => new Stretch(
                Arrival.AddHours(Math.Abs(stop.Start % 5000)),
                Arrival.AddHours(Math.Abs(stop.Start % 5000) + Math.Abs(stop.Length % 1000))
            )),
        ];
        var ledger = Draw(now, stretches);
        var turned = Draw(now, [.. stretches.Reverse()]);

        Assert.Equal(ledger.ElapsedDays, ledger.ApplicantDays + ledger.GovernmentDays);
        Assert.Equal(ledger.Spans, turned.Spans);
        Assert.True(ledger.UsedDays <= ledger.GovernmentDays);
        var next = ledger.Arrived.AddDays(1);
        foreach (var span in ledger.Spans)
        {
            Assert.Equal(next, span.From);
            next = span.To.AddDays(1);
        }
    }

    static ClockLedger Draw(DateTime now, Stretch[]? stops = null, DateTime? ended = null) =>
        ClockLedger.Draw(Arrival, stops ?? [], [], ended, now, 10, BusinessCalendar.Shipped);

    static DateTime Jst(int year, int month, int day, int hour) =>
        new DateTime(year, month, day, hour, 0, 0, DateTimeKind.Utc).AddHours(-9);
}
