namespace ReviewPortal.Features.Experts;

/// <summary>What the expert's browser holds instead of an account: a secret of its own, for these two pages only.</summary>
static class ExpertCookie
{
    const string Name = "portal-expert";

    public static string? Read(HttpContext context) => context.Request.Cookies[Name];

    public static void Set(HttpContext context, string secret) => context.Response.Cookies.Append(Name, secret, Options(context));

    public static void Clear(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context));

    static CookieOptions Options(HttpContext context) =>
        new()
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = Domain.Applications.ExpertInvitation.Life,
            Path = Links.Expert(),
        };
}
