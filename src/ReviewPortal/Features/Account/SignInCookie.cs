using Microsoft.AspNetCore.Authentication.Cookies;

namespace ReviewPortal.Features.Account;

/// <summary>The cookie of a signed-in person.</summary>
public static class SignInCookie
{
    public static void Set(CookieAuthenticationOptions options)
    {
        options.LoginPath = Links.SignIn();
        options.LogoutPath = Links.SignOut();
        options.AccessDeniedPath = Links.Denied();
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = TimeSpan.FromHours(8);
        options.SlidingExpiration = true;
        options.Cookie.Name = "portal";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }
}
