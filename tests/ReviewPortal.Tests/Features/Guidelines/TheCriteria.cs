using ReviewPortal.House;

namespace ReviewPortal.Features.Guidelines;

public sealed class The_criteria(RealProgram program) : PortalTest, IClassFixture<RealProgram>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_day_before_the_first_edition_say_that_there_were_none()
    {
        Assert.Contains(Words["criteria.before-first"], await PageAsync("?asOf=2020-01-01"), StringComparison.Ordinal);
        Assert.DoesNotContain(Words["criteria.before-first"], await PageAsync("?asOf=2021-04-23"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_offered_in_print_under_their_own_name()
    {
        var page = await PageAsync("");

        Assert.Contains(Words["criteria.pdf"], page, StringComparison.Ordinal);
        Assert.DoesNotContain(Words["register.pdf"], page, StringComparison.Ordinal);
    }

    async Task<string> PageAsync(string query)
    {
        using var visitor = program.Visitor();
        return System.Net.WebUtility.HtmlDecode(await visitor.GetStringAsync($"{Links.Criteria()}{query}", Cancel));
    }
}
