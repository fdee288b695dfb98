using ReviewPortal.Access;

namespace ReviewPortal.Features.Mails;

/// <summary>Where the links in mails lead.</summary>
public static class MailEndpoints
{
    static readonly string[] Pages = [Links.Invitation(), Links.ResetPassword(), Links.ConfirmAddress(), Links.Unsubscribe()];

    public static void MapMails(this WebApplication app)
    {
        app.MapGet("/from-mail", Enter).AllowAnonymous();
        // RFC 8058: the mail program itself sends this when its user asks for it. It carries no cookie, and needs none.
        app.MapPost("/from-mail/unsubscribe", UnsubscribeAsync).AllowAnonymous();
    }

    // Changes nothing, so that programs which open every link of a mail do no harm.
    static IResult Enter(string? to, string? t, HttpContext context)
    {
        if (!Pages.Contains(to) || string.IsNullOrEmpty(t) || t.Length > 3000)
        {
            return Results.NotFound();
        }

        MailCookie.Set(context, t);
        return Results.LocalRedirect(to!);
    }

    static async Task<IResult> UnsubscribeAsync(string? t, MailWishes wishes, CancellationToken ct) =>
        await wishes.UnsubscribeAsync(t, ct) ? Results.Ok() : Results.NotFound();
}
