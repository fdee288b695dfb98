using System.Security.Cryptography;

namespace ReviewPortal.Shell;

/// <summary>What every answer tells the browser to refuse, and the check that a circuit is opened from the portal's own pages only.</summary>
public static class SecurityHeaders
{
    const string Nonce = "portal:nonce";
    const string Confined = "portal:confined";

    /// <summary>The number that lets the page's one inline script (the import map) run; another one for each request.</summary>
    public static string NonceOf(HttpContext request) =>
        (string)(request.Items[Nonce] ??= Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));

    /// <summary>For what others have written: the answer may load nothing and run nothing.</summary>
    /// <param name="isFramed">The portal's own pages may show it inside of themselves.</param>
    /// <param name="isSandboxed">The browser treats it as coming from nowhere.</param>
    public static void Confine(HttpContext request, bool isFramed, bool isSandboxed) =>
        request.Items[Confined] =
            $"default-src 'none'; img-src 'self'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
            + $"frame-ancestors {(isFramed ? "'self'" : "'none'")}{(isSandboxed ? "; sandbox" : "")}";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (!IsOwnOrigin(context.Request))
                {
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                    return Task.CompletedTask;
                }

                // At the last moment, because the handling of an error empties what was set before it.
                context.Response.OnStarting(() =>
                {
                    Set(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );

    static void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (context.Items[Confined] is string confined)
        {
            headers.ContentSecurityPolicy = confined;
            return;
        }

        // Styles need 'unsafe-inline' because MudBlazor writes style elements; the base element needs base-uri 'self'.
        headers.ContentSecurityPolicy =
            "default-src 'self'; base-uri 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; connect-src 'self'; "
            + $"img-src 'self' data:; font-src 'self'; script-src 'self' 'nonce-{NonceOf(context)}'; style-src 'self' 'unsafe-inline'";
        if (context.User.Identity?.IsAuthenticated == true && context.Response.ContentType?.StartsWith("text/html") == true)
        {
            headers.CacheControl = "no-store";
        }
    }

    // The same-origin rule of browsers does not cover WebSockets: any site could open one with the visitor's cookie.
    static bool IsOwnOrigin(HttpRequest request) =>
        !request.Path.StartsWithSegments("/_blazor")
        || request.Headers.Origin is not [{ Length: > 0 } origin]
        || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
