using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;
using ReviewPortal.Access;
using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>A file that goes with a mail.</summary>
public sealed record MailAttachment(string Name, string MediaType, byte[] Content);

/// <summary>
/// Makes the file that goes with every mail of a kind, when it is sent. Registered as a service by whoever owns the document; null attaches
/// nothing, and an exception lets the mail be tried again.
/// </summary>
public sealed record AttachmentSource(
    MailKind Kind,
    Func<IServiceProvider, OutgoingMail, CancellationToken, Task<MailAttachment?>> MakeAsync
);

/// <summary>Makes the message that goes out, from a row of the outbox and what holds at this moment.</summary>
public sealed class MailComposer(
    Wording words,
    Secrets secrets,
    IOptions<MailSettings> settings,
    IEnumerable<AttachmentSource> attachments,
    IServiceScopeFactory scopes,
    TimeProvider time
)
{
    readonly ILookup<MailKind, AttachmentSource> attachments = attachments.ToLookup(source => source.Kind);

    /// <returns>Null when it must not go out any more: the account was closed, the row is no longer the person's to see, the link is dead.</returns>
    public async Task<MimeMessage?> ComposeAsync(PortalDb db, OutgoingMail mail, CancellationToken ct)
    {
        var person = mail.To is { } to
            ? await db
                .Users.AsNoTracking()
                .Include(user => user.Grants)
                .Include(user => user.Guest)
                .SingleOrDefaultAsync(user => user.Id == to.Value && !user.IsClosed, ct)
            : null;
        if ((mail.To is not null && person is null) || !await MayKnowAsync(db, mail, person, ct))
        {
            return null;
        }

        var kind = MailKinds.Of(mail.Kind);
        var secret = await secrets.ForAsync(mail, ct);
        if (secret is null && Secrets.AreNeededBy(mail.Kind))
        {
            return null;
        }

        // An account's mail follows its address; one that confirms a new address goes there.
        var address = mail.Address ?? person?.Email ?? "";
        var unsubscribe = kind.IsOptional && person is not null ? secrets.Unsubscribe(person.Key, mail.Kind) : null;
        var text = MailText.Write(
            words,
            mail,
            Whole(kind.Link(mail, secret)),
            unsubscribe is null ? null : Whole(Links.FromMail(Links.Unsubscribe(), unsubscribe)),
            mail.Kind == MailKind.Digest ? await LinesAsync(db, mail, person!, ct) : []
        );
        MimeMessage message = new()
        {
            MessageId = $"{mail.Id:N}@{MailboxAddress.Parse(settings.Value.From).Domain}",
            Subject = text.Subject,
            Date = time.GetUtcNow(),
        };
        message.From.Add(new MailboxAddress(From(mail.Language), MailboxAddress.Parse(settings.Value.From).Address));
        message.To.Add(new MailboxAddress(mail.Address is null ? person?.DisplayName : null, address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (unsubscribe is not null)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{Whole(Links.UnsubscribeAtOnce(unsubscribe))}>");
            message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        }

        BodyBuilder body = new() { TextBody = text.Plain, HtmlBody = text.Html };
        await AttachAsync(body, mail, ct);
        message.Body = body.ToMessageBody();
        message.Body.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        return message;
    }

    // Between the event and the mail somebody may have left the team, or the case. A draft that is gone needs no reminder either.
    async Task<bool> MayKnowAsync(PortalDb db, OutgoingMail mail, PortalUser? person, CancellationToken ct) =>
        person is null
        || mail.Application is not { } id
        || await db.Applications.VisibleTo(person.ActAt(time.GetUtcNow().UtcDateTime)).AnyAsync(application => application.Id == id, ct);

    async Task<IReadOnlyList<(string, string)>> LinesAsync(PortalDb db, OutgoingMail digest, PortalUser person, CancellationToken ct)
    {
        var act = person.ActAt(time.GetUtcNow().UtcDateTime);
        var rows = await db.Outbox.AsNoTracking().Where(mail => mail.About == digest.Id).OrderBy(mail => mail.CreatedAt).ToListAsync(ct);
        ApplicationId[] about = [.. rows.Select(row => row.Application).OfType<ApplicationId>().Distinct()];
        var visible = await db.Applications.VisibleTo(act).Where(a => about.Contains(a.Id)).Select(a => a.Id).ToListAsync(ct);
        return
        [
            .. rows.Where(row => row.Application is not { } id || visible.Contains(id))
                .Select(row => (MailText.Line(words, row, digest.Language), Whole(MailKinds.Of(row.Kind).Link(row, null)))),
        ];
    }

    async Task AttachAsync(BodyBuilder body, OutgoingMail mail, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var source in attachments[mail.Kind])
        {
            if (await source.MakeAsync(scope.ServiceProvider, mail, ct) is { } file)
            {
                body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.MediaType));
            }
        }
    }

    string From(string language) =>
        settings.Value.FromName is { Length: > 0 } name ? name : Language.In(language, () => words["shell.product"]);

    string Whole(string local) => (settings.Value.PortalAddress ?? "").TrimEnd('/') + local;
}
