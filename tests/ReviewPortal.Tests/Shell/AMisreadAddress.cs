using Bunit;

namespace ReviewPortal.Shell;

public sealed class AMisreadAddress : PortalTest
{
    [Fact]
    public void Is_told_with_each_value_that_restricts_nothing()
    {
        var notice = Render<Misread>(p =>
            p.Add(
                one => one.Values,
                Misread.Of(("状態", "Nope", null), ("類型", "SelfUse", "SelfUse"), ("担当", "", null), ("区分", null, null))
            )
        );

        Assert.Equal(["状態：Nope"], notice.FindAll("li").Select(li => li.TextContent));
    }

    [Fact]
    public void Is_no_notice_where_all_was_understood() => Assert.Empty(Render<Misread>(p => p.Add(one => one.Values, [])).Markup.Trim());
}
