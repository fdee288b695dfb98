using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>Puts mails into the outbox of a transaction, each as its receiver wants that kind.</summary>
public static class Posting
{
    /// <summary>Adds them to what will be saved; saves nothing.</summary>
    public static async Task PostAsync(this PortalDb db, IEnumerable<OutgoingMail> mails, CancellationToken ct)
    {
        List<OutgoingMail> all = [.. mails];
        if (all.Count == 0)
        {
            return;
        }

        var kind = all[0].Kind;
        Guid[] people = [.. all.Select(mail => mail.To).OfType<Domain.People.UserId>().Select(id => id.Value)];
        var wishes =
            MailKinds.Of(kind).IsOptional && people.Length > 0
                ? await db
                    .MailPreferences.AsNoTracking()
                    .Where(wish => wish.Kind == kind && people.Contains(wish.UserId))
                    .ToDictionaryAsync(wish => wish.UserId, wish => wish.Choice, ct)
                : [];
        foreach (var mail in all)
        {
            var wish = mail.To is { } person ? wishes.GetValueOrDefault(person.Value) : MailChoice.Each;
            if (wish != MailChoice.Off)
            {
                mail.State = wish == MailChoice.Digest ? MailState.Collected : MailState.Waiting;
                db.Outbox.Add(mail);
            }
        }
    }
}
