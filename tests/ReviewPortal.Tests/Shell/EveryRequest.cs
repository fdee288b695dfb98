using System.Net;
using System.Text.RegularExpressions;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Shell;

public sealed partial class EveryRequest(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/no-such-page")]
    [InlineData("/fails")]
    public async Task Is_answered_with_what_the_browser_has_to_refuse(string path)
    {
        using var visitor = portal.Visitor();
        var headers = (await visitor.OpenAsync(path)).Headers;

        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.False(headers.Contains("Server"));
        var policy = headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Matches("script-src 'self' 'nonce-[A-Za-z0-9+/=]{20,}';", policy);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/no-such-page")]
    public async Task To_a_public_page_is_answered_without_any_script(string path)
    {
        using var visitor = portal.Visitor();

        Assert.DoesNotContain("<script", await Visitor.TextAsync(await visitor.OpenAsync(path)));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/account/login", HttpStatusCode.OK)]
    [InlineData("/home", HttpStatusCode.Redirect)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    public async Task Without_a_body_is_answered_as_with_one(string path, HttpStatusCode status)
    {
        using var visitor = portal.Visitor();
        using HttpRequestMessage head = new(HttpMethod.Head, new Uri(visitor.BaseAddress!, path));
        using var answer = await visitor.SendAsync(head, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status, (await visitor.OpenAsync(path)).StatusCode);
        Assert.Empty(await Visitor.TextAsync(answer));
    }

    [Fact]
    public async Task To_an_unknown_address_is_answered_with_a_page_that_says_so()
    {
        using var visitor = portal.Visitor();
        var answer = await visitor.OpenAsync("/no-such-page");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await Visitor.TextAsync(answer));
        Assert.Contains("ページが見つかりません", page);
        Assert.Contains("href=\"/no-such-page#main\"", page); // Its links know the address that the visitor sees.
        Assert.Contains(Links.Language("en", "/no-such-page"), page);
    }

    [Theory]
    [InlineData("/verify/00000000-0000-7000-8000-000000000001")]
    [InlineData("/verify/R8-0001")]
    public async Task For_a_letter_that_was_never_issued_says_just_that(string path)
    {
        using var visitor = portal.Visitor();
        var answer = await visitor.OpenAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await Visitor.TextAsync(answer));
        Assert.Contains("この番号の文書は発出されていません", page);
        Assert.Contains("PHR利用企画審査事務局", page); // Whom to ask.
    }

    [Theory]
    [InlineData(Role.Lead, "/cases/{0}")]
    [InlineData(Role.Lead, "/cases/{0}/recommendation")]
    [InlineData(Role.Lead, "/cases/{0}/messages")]
    [InlineData(Role.Representative, "/applications/{0}")]
    [InlineData(Role.Representative, "/applications/{0}/plan")]
    public async Task For_an_application_that_is_not_there_is_not_found(Role role, string address)
    {
        using var visitor = portal.Visitor();
        var path = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Guid.NewGuid());
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.OpenAsync(path)).StatusCode); // First one signs in.
        await visitor.SendAsync(
            "/account/login",
            "sign-in",
            ("Email", await portal.AccountAsync(role)),
            ("Password", RunningPortal.Password)
        );

        var answer = await visitor.OpenAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("ページが見つかりません", WebUtility.HtmlDecode(await Visitor.TextAsync(answer)));
    }

    [Theory]
    [InlineData(Role.Representative, "/applications")]
    [InlineData(Role.Representative, "/team")]
    [InlineData(Role.SystemAdmin, "/system/outbox")]
    public async Task For_a_page_of_a_list_that_is_no_number_breaks_nothing(Role role, string address)
    {
        using var visitor = portal.Visitor();
        await visitor.SendAsync(
            "/account/login",
            "sign-in",
            ("Email", await portal.AccountAsync(role)),
            ("Password", RunningPortal.Password)
        );

        var answer = await visitor.OpenAsync($"{address}?page=x&size=99999999999&invitations=-1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task With_a_form_that_is_refused_stays_refused()
    {
        using var visitor = portal.Visitor();

        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/account/login", ("Email", "a@example.jp"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync(Links.SignOut())).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsync("/no-such-page")).StatusCode);
    }

    [Fact]
    public async Task That_fails_is_answered_with_a_reference_that_the_log_has_too()
    {
        using var visitor = portal.Visitor();
        var answer = await visitor.OpenAsync("/fails");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var text = await Visitor.TextAsync(answer);
        var reference = Reference().Match(text).Value;
        Assert.NotEmpty(reference);
        Assert.Contains(portal.Errors, line => line.Contains(reference, StringComparison.Ordinal));
        Assert.DoesNotContain("on purpose", text);
    }

    [Fact]
    public async Task To_a_page_for_signed_in_people_leads_to_signing_in_and_keeps_the_way_back()
    {
        using var visitor = portal.Visitor();
        var answer = await visitor.OpenAsync("/home");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith("/account/login?returnUrl=%2Fhome", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Is_answered_in_the_language_chosen_before()
    {
        using var visitor = portal.Visitor();
        Assert.Contains("""<html lang="ja">""", await Visitor.TextAsync(await visitor.OpenAsync("/")));

        var chosen = await visitor.OpenAsync(Links.Language("en", "/account/login"));

        Assert.Equal("/account/login", chosen.Headers.Location!.ToString());
        Assert.Contains("""<html lang="en">""", await Visitor.TextAsync(await visitor.OpenAsync("/")));
    }

    [Fact]
    public async Task For_another_language_leads_to_no_other_site()
    {
        using var visitor = portal.Visitor();

        Assert.Equal("/", (await visitor.OpenAsync(Links.Language("en", "https://evil.example/"))).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.OpenAsync(Links.Language("xx", "/"))).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task From_another_site_opens_no_circuit(string origin)
    {
        using var visitor = portal.Visitor();
        visitor.DefaultRequestHeaders.Add("Origin", origin);

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1")).StatusCode);
    }

    [Fact]
    public async Task From_a_visitor_may_open_a_circuit_because_the_self_check_lives_in_one()
    {
        using var visitor = portal.Visitor();
        visitor.DefaultRequestHeaders.Add("Origin", portal.Address.GetLeftPart(UriPartial.Authority));

        var answer = await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [GeneratedRegex("[2-9A-Z]{4}-[2-9A-Z]{4}(?=</code>)")]
    private static partial Regex Reference();
}
