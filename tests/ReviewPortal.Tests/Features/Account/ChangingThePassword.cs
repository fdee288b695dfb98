using System.Net;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Account;

public sealed class ChangingThePassword(RunningPortal portal) : IClassFixture<RunningPortal>
{
    const string Better = "another long phrase";

    async Task<Visitor> SignedInAsync()
    {
        var visitor = portal.Visitor();
        var email = await portal.AccountAsync(Role.Representative);
        await visitor.SendAsync(Links.SignIn(), "sign-in", ("Email", email), ("Password", RunningPortal.Password));
        return visitor;
    }

    static Task<HttpResponseMessage> ChangeAsync(Visitor visitor, string old, string better, string again) =>
        visitor.SendAsync(Links.ChangePassword(), "password", ("Old", old), ("New", better), ("Again", again));

    [Fact]
    public async Task Keeps_the_person_signed_in()
    {
        using var visitor = await SignedInAsync();
        var answer = await ChangeAsync(visitor, RunningPortal.Password, Better, Better);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/home")).StatusCode);
    }

    [Theory]
    [InlineData("not the present one", Better, Better, "現在のパスワードが違います")]
    [InlineData(RunningPortal.Password, "short", "short", "12文字以上で入力してください")]
    [InlineData(RunningPortal.Password, Better, "something else", "一致しません")]
    public async Task Is_refused_with_the_reason(string old, string better, string again, string reason)
    {
        using var visitor = await SignedInAsync();

        Assert.Contains(reason, WebUtility.HtmlDecode(await Visitor.TextAsync(await ChangeAsync(visitor, old, better, again))));
    }
}
