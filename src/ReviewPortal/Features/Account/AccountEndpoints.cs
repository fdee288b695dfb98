using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;

namespace ReviewPortal.Features.Account;

/// <summary>What belongs to accounts and is no page.</summary>
public static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder app) => app.MapPost(Links.SignOut(), SignOutAsync).AllowAnonymous();

    // Open to everybody: a second click, or one after the person is signed out already, shall simply end at the start page.
    static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInManager<PortalUser> signIn)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Results.BadRequest();
        }

        await signIn.SignOutAsync();
        return Results.LocalRedirect(Links.Start());
    }
}
