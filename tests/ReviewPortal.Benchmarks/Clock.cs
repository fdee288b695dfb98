using BenchmarkDotNet.Attributes;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Benchmarks;

/// <summary>What is worked out for every row of the list of cases.</summary>
[MemoryDiagnoser]
public class Clock
{
    static readonly DateTime Arrived = new(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc);

    // A year with a correction of ten days in every month.
    readonly Stretch[] corrections =
    [
        .. Enumerable.Range(0, 12).Select(month => new Stretch(Arrived.AddMonths(month), Arrived.AddMonths(month).AddDays(10))),
    ];

    [Benchmark(Description = "draw the clock ledger of a year")]
    public ClockLedger Draw() =>
        ClockLedger.Draw(Arrived, corrections, [], null, Arrived.AddYears(1), standardDays: 30, BusinessCalendar.Shipped);
}
