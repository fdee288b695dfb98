using ReviewPortal.Domain.Time;

namespace ReviewPortal.Time;

public class TheBusinessCalendar
{
    static readonly BusinessCalendar Calendar = BusinessCalendar.Shipped;

    [Theory]
    [InlineData("2026-05-01", 5, "2026-05-13")]
    [InlineData("2026-05-02", 5, "2026-05-13")]
    [InlineData("2026-03-05", 10, "2026-03-19")]
    [InlineData("2026-09-18", 1, "2026-09-24")]
    [InlineData("2026-12-25", 5, "2027-01-07")]
    [InlineData("2026-05-01", 10, "2026-05-20")]
    [InlineData("2026-12-28", 1, "2027-01-04")]
    [InlineData("2026-12-28", 5, "2027-01-08")]
    [InlineData("2026-12-28", 6, "2027-01-12")]
    [InlineData("2026-05-03", 0, "2026-05-03")]
    public void Adds_business_days_without_counting_the_first(string from, int days, string expected) =>
        Assert.Equal(new(DateOnly.Parse(expected), false), Calendar.Add(DateOnly.Parse(from), days));

    [Theory]
    [InlineData("2026-05-06", "休日")]
    [InlineData("2026-09-22", "休日")]
    [InlineData("2027-03-22", "休日")]
    [InlineData("2026-03-20", "春分の日")]
    public void Knows_the_holidays_by_name(string day, string name) => Assert.Equal(name, Calendar.HolidayOn(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-12-29")]
    [InlineData("2026-12-31")]
    [InlineData("2027-01-03")]
    public void Closes_at_the_turn_of_the_year(string day) => Assert.False(Calendar.IsBusinessDay(DateOnly.Parse(day)));

    [Fact]
    public void Counts_what_it_adds()
    {
        for (var days = 0; days < 200; days++)
        {
            var from = new DateOnly(2026, 1, 5);
            Assert.Equal(days, Calendar.CountBetween(from, Calendar.Add(from, days).Date));
        }
    }

    [Fact]
    public void Warns_where_holidays_are_not_loaded()
    {
        Assert.Equal(2027, Calendar.LastLoadedYear);
        Assert.False(Calendar.Add(new(2027, 12, 20), 3).BeyondCalendar);
        Assert.True(Calendar.Add(new(2027, 12, 20), 10).BeyondCalendar);
    }

    [Fact]
    public void Names_the_line_that_is_no_holiday()
    {
        var fault = Assert.Throws<FormatException>(() => BusinessCalendar.Parse("head\n2026/1/1,元日\n2026/13/1,何か"));
        Assert.Contains("Line 3", fault.Message, StringComparison.Ordinal);
    }
}
