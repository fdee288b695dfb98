using System.Net;
using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Account;

public sealed class SigningIn(RunningPortal portal) : IClassFixture<RunningPortal>
{
    const string Refused = "メールアドレスかパスワードが違うか、このアカウントは使えません";

    static Task<HttpResponseMessage> TryAsync(Visitor visitor, string email, string password, string path = "/account/login") =>
        visitor.SendAsync(path, "sign-in", ("Email", email), ("Password", password));

    static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await Visitor.TextAsync(answer));

    [Fact]
    public async Task With_the_right_password_leads_where_the_person_wanted_to_go()
    {
        using var visitor = portal.Visitor();
        var answer = await TryAsync(
            visitor,
            await portal.AccountAsync(Role.Representative),
            RunningPortal.Password,
            Links.SignIn("/applications?page=2")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/applications?page=2", answer.Headers.Location!.ToString());
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("portal=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.DoesNotContain("expires", cookie); // Ends with the browser, unless the person asked to stay.
    }

    [Fact]
    public async Task Leads_to_no_other_site()
    {
        using var visitor = portal.Visitor();
        var email = await portal.AccountAsync(Role.Representative);

        var answer = await TryAsync(visitor, email, RunningPortal.Password, Links.SignIn("https://evil.example/"));

        Assert.EndsWith(Links.Home(), answer.Headers.Location!.ToString());
        Assert.DoesNotContain("evil", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Answers_a_wrong_password_an_unknown_address_and_a_closed_account_alike()
    {
        using var visitor = portal.Visitor();
        var open = await portal.AccountAsync(Role.Representative);
        var closed = await portal.AccountAsync(Role.Representative, user => user.IsClosed = true);

        Assert.Contains(Refused, await TextAsync(await TryAsync(visitor, open, "another long phrase")));
        Assert.Contains(Refused, await TextAsync(await TryAsync(visitor, "nobody@example.jp", RunningPortal.Password)));
        Assert.Contains(Refused, await TextAsync(await TryAsync(visitor, closed, RunningPortal.Password)));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.OpenAsync("/home")).StatusCode);
    }

    [Fact]
    public async Task Says_which_field_is_missing()
    {
        using var visitor = portal.Visitor();
        var text = await TextAsync(await TryAsync(visitor, "", ""));

        Assert.Contains("＊メールアドレスを入力してください。", text);
        Assert.Contains("＊パスワードを入力してください。", text);
    }

    [Fact]
    public async Task Is_stopped_after_ten_failures_even_with_the_right_password()
    {
        using var visitor = portal.Visitor();
        var email = await portal.AccountAsync(Role.Representative);
        for (var i = 0; i < 10; i++)
        {
            await TryAsync(visitor, email, "another long phrase");
        }

        Assert.Contains(Refused, await TextAsync(await TryAsync(visitor, email, RunningPortal.Password)));
    }

    [Fact]
    public async Task Opens_pages_that_no_cache_keeps()
    {
        using var visitor = portal.Visitor();
        await TryAsync(visitor, await portal.AccountAsync(Role.Representative), RunningPortal.Password);

        var page = await visitor.OpenAsync("/home");

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Contains("blazor.web.js", await Visitor.TextAsync(page));
    }

    [Fact]
    public async Task Ends_with_signing_out()
    {
        using var visitor = portal.Visitor();
        await TryAsync(visitor, await portal.AccountAsync(Role.Representative), RunningPortal.Password);
        var page = await Visitor.TextAsync(await visitor.OpenAsync(Links.ChangePassword()));
        var token = System.Text.RegularExpressions.Regex.Match(page, "__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;

        var answer = await visitor.PostAsync(Links.SignOut(), ("__RequestVerificationToken", token));

        Assert.Equal("/", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.OpenAsync("/home")).StatusCode);
    }

    [Fact]
    public async Task Asks_for_the_code_of_the_app_once_that_is_switched_on_and_takes_a_recovery_code_once()
    {
        var email = await portal.AccountAsync(Role.Representative);
        using var visitor = portal.Visitor();
        await TryAsync(visitor, email, RunningPortal.Password);
        await visitor.OpenAsync(Links.TwoFactor()); // Makes the key.
        Assert.Contains("認証コードが違うか", await TextAsync(await visitor.SendAsync(Links.TwoFactor(), "enable", ("Code", "000000"))));

        var shown = await TextAsync(await visitor.SendAsync(Links.TwoFactor(), "enable", ("Code", await CodeAsync(email))));
        var recovery = System
            .Text.RegularExpressions.Regex.Matches(shown, "<li><code>([^<]+)</code>")
            .Select(match => match.Groups[1].Value)
            .ToArray();
        Assert.Equal(10, recovery.Length);

        using var another = portal.Visitor();
        var asked = await TryAsync(another, email, RunningPortal.Password, Links.SignIn("/home"));
        Assert.EndsWith(Links.SignInWithCode("/home"), asked.Headers.Location!.ToString());
        Assert.EndsWith("/home", (await SendCodeAsync(another, ToFullWidth(await CodeAsync(email)))).Headers.Location!.ToString());

        using var third = portal.Visitor();
        await TryAsync(third, email, RunningPortal.Password);
        Assert.Equal(HttpStatusCode.Redirect, (await SendRecoveryAsync(third, recovery[0])).StatusCode);

        using var fourth = portal.Visitor();
        await TryAsync(fourth, email, RunningPortal.Password);
        Assert.Contains("この回復コードは使えません", await TextAsync(await SendRecoveryAsync(fourth, recovery[0])));
    }

    static Task<HttpResponseMessage> SendCodeAsync(Visitor visitor, string code) =>
        visitor.SendAsync(Links.SignInWithCode("/home"), "code", ("Code", code));

    static Task<HttpResponseMessage> SendRecoveryAsync(Visitor visitor, string code) =>
        visitor.SendAsync(Links.SignInWithRecoveryCode("/home"), "recovery", ("Code", code));

    static string ToFullWidth(string digits) => string.Concat(digits.Select(digit => (char)(digit - '0' + '０')));

    /// <summary>What the person's app would show now (RFC 6238: HMAC-SHA1 over the number of half minutes).</summary>
    Task<string> CodeAsync(string email) =>
        portal.WithAsync<UserManager<PortalUser>, string>(async users =>
        {
            var user = await users.FindByEmailAsync(email);
            var key = FromBase32(await users.GetAuthenticatorKeyAsync(user!) ?? "");
            var step = BitConverter.GetBytes(IPAddress.HostToNetworkOrder(DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30));
#pragma warning disable CA5350 // The standard of authenticator apps is SHA-1.
            var hash = System.Security.Cryptography.HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
            var start = hash[^1] & 0xf;
            var number = ((hash[start] & 0x7f) << 24) | (hash[start + 1] << 16) | (hash[start + 2] << 8) | hash[start + 3];
            return (number % 1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);
        });

    static byte[] FromBase32(string text)
    {
        var bits = string.Concat(
            text.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(part => part.Length == 8).Select(part => Convert.ToByte(new string(part), 2))];
    }
}
