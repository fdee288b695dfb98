using ReviewPortal.Domain.Time;

namespace ReviewPortal.Time;

public class JapaneseDates
{
    [Theory]
    [InlineData("2026-03-05", "令和8年3月5日")]
    [InlineData("2019-05-01", "令和元年5月1日")]
    [InlineData("2019-04-30", "平成31年4月30日")]
    [InlineData("1989-01-07", "昭和64年1月7日")]
    public void Are_written_in_their_era_without_leading_zeros(string day, string expected) =>
        Assert.Equal(expected, JapaneseDate.Format(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("2026/3/5")]
    [InlineData("20260305")]
    [InlineData("2026年3月5日")]
    [InlineData("令和8年3月5日")]
    [InlineData("R8.3.5")]
    [InlineData("ｒ８／３／５")]
    [InlineData("２０２６／３／５")]
    [InlineData(" 令和 8 年 3 月 5 日 ")]
    public void Are_read_as_people_write_them(string text)
    {
        Assert.True(JapaneseDate.TryParse(text, out var day));
        Assert.Equal(new(2026, 3, 5), day);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("来年")]
    [InlineData("2026-02-30")]
    [InlineData("平成32年1月1日")]
    [InlineData("令和0年1月1日")]
    [InlineData("H31.5.1")]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    [InlineData("1867-12-31")]
    [InlineData("9999-12-31")]
    public void Are_refused_where_no_such_day_is(string? text) => Assert.False(JapaneseDate.TryParse(text, out _));

    [Theory]
    [InlineData("2026-03-31", 2025, 7)]
    [InlineData("2026-04-01", 2026, 8)]
    public void Belong_to_a_fiscal_year_from_april(string day, int year, int reiwa)
    {
        Assert.Equal(year, JapaneseDate.FiscalYear(DateOnly.Parse(day)));
        Assert.Equal(reiwa, JapaneseDate.FiscalYearOfReiwa(DateOnly.Parse(day)));
    }

    [Fact]
    public void Begin_nine_hours_before_the_day_in_utc()
    {
        Assert.Equal(new(2026, 3, 6), JapaneseDate.On(new(2026, 3, 5, 15, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(new(2026, 3, 5), JapaneseDate.On(new(2026, 3, 5, 14, 59, 59, DateTimeKind.Utc)));
        Assert.Equal(new(2026, 3, 5, 15, 0, 0, DateTimeKind.Utc), JapaneseDate.EndOf(new(2026, 3, 5)));
    }

    [Fact]
    public void Are_read_back_as_they_were_written()
    {
        for (var day = new DateOnly(1927, 1, 1); day < new DateOnly(2040, 1, 1); day = day.AddDays(17))
        {
            Assert.True(JapaneseDate.TryParse(JapaneseDate.Format(day), out var read));
            Assert.Equal(day, read);
        }
    }
}
