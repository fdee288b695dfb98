namespace ReviewPortal.Access;

/// <summary>The secret of a mail, on its way from the link to the page: out of the address, so that no page, log or other site gets it.</summary>
public static class MailCookie
{
    const string Name = "portal-mail";

    public static void Set(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, Options(context, TimeSpan.FromHours(1)));

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    /// <summary>To be called when it has done what it was for.</summary>
    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    // Lax: it is set while the person comes from another site, the mail program.
    static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            MaxAge = life,
            Path = "/account",
        };
}
