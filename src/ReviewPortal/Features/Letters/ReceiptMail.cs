using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Documents;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Letters;

/// <summary>到達確認 goes with the mail that tells of it: the same file that stands with the letters.</summary>
public static class ReceiptMail
{
    /// <summary>After so many attempts the mail goes without it: the receipt can be had on the page to which the mail leads.</summary>
    const int Patience = 3;

    public static AttachmentSource Source { get; } = new(MailKind.Submitted, MakeAsync);

    // Who may know the application no more is sent no mail at all.
    static async Task<MailAttachment?> MakeAsync(IServiceProvider services, OutgoingMail mail, CancellationToken ct)
    {
        if (mail is not { To: not null, Application: { } application })
        {
            return null;
        }

        var receipt = await services
            .GetRequiredService<PortalDb>()
            .IssuedLetters.AsNoTracking()
            .Where(letter => letter.Application == application && letter.Kind == LetterKind.Receipt)
            .OrderBy(letter => letter.IssuedAt)
            .Select(letter => (Guid?)letter.Id)
            .FirstOrDefaultAsync(ct);
        try
        {
            return receipt is { } id && await services.GetRequiredService<LetterPrints>().FileAsync(id, ct) is { } printed
                ? new(printed.FileName, PrintedDocument.MediaType, printed.Content)
                : null;
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
