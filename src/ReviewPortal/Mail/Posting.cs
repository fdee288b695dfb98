using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;

namespace ReviewPortal.Mail;

/// <summary>Puts mails into the outbox of a transaction, each as its receiver wants that kind.</summary>
public static class Posting
{
    /// <summary>One mail about an application to each of several people, in the language of each; saves nothing.</summary>
    /// <param name="db">Where it will be saved.</param>
    /// <param name="to">Who.</param>
    /// <param name="kind">What.</param>
    /// <param name="key">What makes the occasion one: nobody gets two mails of the same key.</param>
    /// <param name="application">About which.</param>
    /// <param name="data">What the mail says of it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task PostAsync(
        this PortalDb db,
        IQueryable<PortalUser> to,
        MailKind kind,
        string key,
        ApplicationId application,
        MailData data,
        DateTime now,
        CancellationToken ct
    )
    {
        var people = await to.Select(user => new { user.Id, user.Language }).ToListAsync(ct);
        await db.PostAsync(
            people.Select(person => new OutgoingMail
            {
                Id = Guid.CreateVersion7(now),
                Kind = kind,
                Key = $"{key}:{person.Id:N}",
                To = new(person.Id),
                Language = person.Language,
                Application = application,
                Data = data,
                CreatedAt = now,
                DueAt = now,
            }),
            ct
        );
    }

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
