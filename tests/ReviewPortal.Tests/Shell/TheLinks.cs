namespace ReviewPortal.Shell;

public sealed class TheLinks
{
    [Theory]
    [InlineData("/home")]
    [InlineData("/applications?page=2")]
    public void Follow_local_addresses(string address) => Assert.Equal(address, Links.Local(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("home")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    public void Lead_nobody_to_another_site(string? address) => Assert.Null(Links.Local(address));

    [Fact]
    public void Leave_out_what_is_not_said()
    {
        Assert.Equal("/register", Links.Register());
        Assert.Equal("/register?asOf=2026-03-05&size=50", Links.Register(new(2026, 3, 5), 50));
        Assert.Equal("/account/login?returnUrl=%2Fhome", Links.SignIn("/home"));
    }
}
