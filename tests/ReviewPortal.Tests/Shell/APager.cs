using Bunit;

namespace ReviewPortal.Shell;

public sealed class APager : PortalTest
{
    IRenderedComponent<Pager> On(int page, int total) =>
        Render<Pager>(p =>
            p.Add(x => x.Page, page)
                .Add(x => x.Size, 25)
                .Add(x => x.Total, total)
                .Add(x => x.Address, (number, size) => $"/list?page={number}&size={size}")
        );

    [Fact]
    public void Leads_to_the_pages_around_and_at_the_ends() =>
        Assert.Equal(
            ["/list?page=1&size=25", "/list?page=1&size=25", "/list?page=3&size=25", "/list?page=4&size=25"],
            On(2, 99).FindAll("ul")[0].QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
        );

    [Fact]
    public void Leads_nowhere_when_everything_is_shown() => Assert.Empty(On(1, 25).FindAll("a"));

    [Fact]
    public void Goes_back_to_the_first_page_when_the_size_changes() =>
        Assert.Equal(
            ["/list?page=1&size=50", "/list?page=1&size=100", "/list?page=1&size=200"],
            On(2, 99).FindAll(".pager-sizes a").Select(link => link.GetAttribute("href"))
        );
}
