using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;

namespace ReviewPortal.Shell;

/// <summary>What happens to every request before and after a page: headers, language, pages for errors and unknown addresses.</summary>
public static class Pipeline
{
    const string ErrorAddress = "/error";

    /// <summary>To be called first.</summary>
    public static void UseShell(this WebApplication app)
    {
        app.Use(AnswerHead);
        app.UseSecurityHeaders();
        app.UseRequestLocalization(Localization());
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = ErrorAddress,
                CreateScopeForErrors = true,
                SuppressDiagnosticsCallback = _ => true, // ErrorInRequest has logged it, with its reference.
            }
        );
        app.UseStatusCodePagesWithReExecute($"{ErrorAddress}/{{0}}", createScopeForStatusCodePages: true);
        app.Use(
            (context, next) =>
            {
                // A refused form stays what it is: running the request again would read the form again, and fail.
                if (!HttpMethods.IsGet(context.Request.Method) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
                {
                    pages.Enabled = false;
                }

                return next(context);
            }
        );
        // Not before a HEAD has become the GET that is meant: else no page is found for it.
        app.UseRouting();
    }

    // Pages are mapped to GET alone. HEAD is the same answer without its body: monitors and link checkers ask so.
    static async Task AnswerHead(HttpContext context, RequestDelegate next)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>The language switch, and an answer for every address that nothing else answers.</summary>
    public static void MapShell(this WebApplication app)
    {
        app.MapGet("/language/{language}", ChooseLanguage).AllowAnonymous();
        app.MapFallback("{*path}", () => Results.NotFound()).AllowAnonymous();
    }

    static IResult ChooseLanguage(string language, string? back, HttpContext context)
    {
        if (Wording.Languages.FirstOrDefault(known => known.Code == language) is not { Culture: { } culture })
        {
            return Results.NotFound();
        }

        context.Response.Cookies.Append(
            CookieRequestCultureProvider.DefaultCookieName,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)),
            new()
            {
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
            }
        );
        return Results.LocalRedirect(Links.Local(back) ?? Links.Start());
    }

    static RequestLocalizationOptions Localization()
    {
        CultureInfo[] cultures = [.. Wording.Languages.Select(language => CultureInfo.GetCultureInfo(language.Culture))];
        return new()
        {
            DefaultRequestCulture = new(cultures[0]),
            SupportedCultures = cultures,
            SupportedUICultures = cultures,
            // Japanese unless chosen otherwise: a browser set to English shall not turn an official's screens round.
            RequestCultureProviders = [new CookieRequestCultureProvider()],
        };
    }
}
