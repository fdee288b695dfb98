using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Applying;

/// <summary>The receipt goes with the mail that tells of it.</summary>
public static class ReceiptMail
{
    /// <summary>After so many attempts the mail goes without it: the receipt can be had on the page to which the mail leads.</summary>
    const int Patience = 3;

    public static AttachmentSource Source { get; } = new(MailKind.Submitted, MakeAsync);

    static async Task<MailAttachment?> MakeAsync(IServiceProvider services, OutgoingMail mail, CancellationToken ct)
    {
        if (mail is not { To: { } person, Application: { } application })
        {
            return null;
        }

        var db = services.GetRequiredService<PortalDb>();
        var user = await db.Users.AsNoTracking().Include(u => u.Grants).Include(u => u.Guest).SingleAsync(u => u.Id == person.Value, ct);
        var receipt = await Receipts.FindAsync(
            db,
            application,
            version: 1,
            user.ActAt(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime),
            services.GetRequiredService<IOptions<ReviewSettings>>().Value.StandardDays,
            services.GetRequiredService<IOptions<LetterSettings>>().Value.ContactLines,
            ct
        );
        if (receipt is null)
        {
            return null;
        }

        try
        {
            var printed = await services.GetRequiredService<PortalDocuments>().PrintAsync(receipt, ct);
            return new(printed.FileName, PrintedDocument.MediaType, printed.Content);
        }
        catch (PdfUnavailable)
        {
            return null; // Nothing here prints; trying again would change nothing.
        }
        catch (PdfFailed) when (mail.Tries >= Patience)
        {
            return null;
        }
    }
}
