using Microsoft.AspNetCore.Identity;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Account;

/// <summary>Mails that people ask for about their own account. Their links are made when they are sent, and work for an hour.</summary>
public sealed class AccountMails(PortalDb db, UserManager<PortalUser> users, TimeProvider time)
{
    /// <summary>One of a kind in so many minutes for each account: nobody can fill another's mailbox.</summary>
    const int Minutes = 5;

    /// <summary>Sends the way to a new password, if the address has an account; whether it has, nobody is told.</summary>
    public async Task AskResetAsync(string email, CancellationToken ct = default)
    {
        if (await users.FindByEmailAsync(email) is { IsClosed: false } user)
        {
            await PostAsync(user, MailKind.PasswordReset, null, ct);
        }
    }

    /// <summary>Sends a link to the new address, if no other account has it; whether one has, nobody is told.</summary>
    public async Task AskChangeAsync(PortalUser user, string address, CancellationToken ct = default)
    {
        if (await users.FindByEmailAsync(address) is null)
        {
            await PostAsync(user, MailKind.AddressChange, address, ct);
        }
    }

    async Task PostAsync(PortalUser user, MailKind kind, string? address, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var slot = now.Ticks / TimeSpan.FromMinutes(Minutes).Ticks;
        OutgoingMail mail = new()
        {
            Id = Guid.CreateVersion7(now),
            Kind = kind,
            Key = $"{kind}:{user.Id:N}:{(address is null ? "" : Secrets.Hash(address)[..16])}:{slot}",
            To = user.Key,
            Address = address,
            Language = user.Language,
            Data = new(NewAddress: address),
            CreatedAt = now,
            DueAt = now,
        };
        await db.PostAsync([mail], ct);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (Stale)
        {
            db.ChangeTracker.Clear(); // Asked for a moment ago; that mail is on its way.
        }
    }
}
