namespace ReviewPortal.Features.Reviewing;

public sealed class AnAddressOfTheList
{
    [Fact]
    public void That_asks_for_what_nobody_understands_is_told_so() =>
        Assert.Equal(
            [("state", "Nope"), ("holder", "99"), ("mine", "yes"), ("due-from", "きのう")],
            CaseFilter.Misread("?due-from=きのう&state=Nope&open=0&mine=yes&type=SelfUse&holder=99&size=9999&sort=Odd&page=x")
        );

    [Fact]
    public void That_is_a_filter_s_own_is_understood() =>
        Assert.Empty(CaseFilter.Misread(new CaseFilter("健診", Domain.Applications.ApplicationState.InReview, Mine: true, Idle: 10).Query));
}
