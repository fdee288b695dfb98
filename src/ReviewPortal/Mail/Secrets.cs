using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Mail;

/// <summary>The secrets that mails carry in their links. They are made when a mail is sent and kept nowhere; of invitations a hash is.</summary>
public sealed class Secrets(IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>How long the link to do without a kind of mail works.</summary>
    public static readonly TimeSpan UnsubscribeLife = TimeSpan.FromDays(60);

    readonly IDataProtector unsubscribe = protection.CreateProtector("Mail.Unsubscribe");

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>True for kinds whose link opens nothing without a secret.</summary>
    public static bool AreNeededBy(MailKind kind) =>
        kind is MailKind.Invitation or MailKind.ExpertInvited or MailKind.PasswordReset or MailKind.AddressChange;

    /// <summary>The secret of a mail that is about to be sent; null for kinds that carry none, or when it no longer opens anything.</summary>
    public async Task<string?> ForAsync(OutgoingMail mail, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return mail.Kind switch
        {
            MailKind.Invitation => await InvitationAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), mail, ct),
            MailKind.ExpertInvited => await ExpertAsync(scope.ServiceProvider.GetRequiredService<PortalDb>(), mail, ct),
            MailKind.PasswordReset => await AccountAsync(
                scope.ServiceProvider,
                mail,
                (users, user) => users.GeneratePasswordResetTokenAsync(user)
            ),
            MailKind.AddressChange => await AccountAsync(
                scope.ServiceProvider,
                mail,
                (users, user) => users.GenerateChangeEmailTokenAsync(user, mail.Data.NewAddress!)
            ),
            _ => null,
        };
    }

    /// <summary>The invitation that a secret opens, if it was made for one; whether it is still open, the invitation knows.</summary>
    public static async Task<Guid?> InvitationOfAsync(PortalDb db, string? secret, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(secret))
        {
            return null;
        }

        var hash = Hash(secret);
        return await db
            .InvitationTokens.Where(token => token.Hash == hash)
            .Select(token => (Guid?)token.Invitation)
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>Splits what a link about an account carries: person, new address, and the token that Identity knows.</summary>
    public static (string User, string Address, string Token)? Account(string? secret)
    {
        try
        {
            return
                secret is { Length: > 0 and < 4000 }
                && Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(secret)).Split('\n')
                    is [var user, var address, var token]
                ? (user, address, token)
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What the link to do without a kind carries.</summary>
    public string Unsubscribe(UserId person, MailKind kind) =>
        unsubscribe.Protect($"{person.Value:N} {kind} {(time.GetUtcNow() + UnsubscribeLife).ToUnixTimeSeconds()}");

    /// <summary>Reads it back; null when it is not ours or has expired.</summary>
    public (UserId Person, MailKind Kind)? ReadUnsubscribe(string? secret)
    {
        try
        {
            return
                secret is { Length: > 0 and < 2000 }
                && unsubscribe.Unprotect(secret).Split(' ') is [var person, var kind, var end]
                && Enum.TryParse<MailKind>(kind, out var which)
                && long.Parse(end, System.Globalization.CultureInfo.InvariantCulture) > time.GetUtcNow().ToUnixTimeSeconds()
                ? (new(Guid.Parse(person)), which)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    async Task<string?> InvitationAsync(PortalDb db, OutgoingMail mail, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == mail.About, ct);
        if (invitation?.IsOpenAt(now) != true)
        {
            return null;
        }

        var secret = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        db.InvitationTokens.Add(new() { Hash = Hash(secret), Invitation = invitation.Id });
        await db.SaveChangesAsync(ct);
        return secret;
    }

    // Each mail makes a link of its own; that of an earlier attempt is dead. Once a link was used, there is no more.
    async Task<string?> ExpertAsync(PortalDb db, OutgoingMail mail, CancellationToken ct)
    {
        var application = await db.Applications.Include(a => a.Experts).SingleOrDefaultAsync(a => a.Id == mail.Application, ct);
        var secret = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        try
        {
            application?.IssueExpertLink(mail.About ?? Guid.Empty, Hash(secret), time.GetUtcNow().UtcDateTime);
        }
        catch (RuleBroken)
        {
            return null;
        }

        await db.SaveChangesAsync(ct);
        return application is null ? null : secret;
    }

    static async Task<string?> AccountAsync(
        IServiceProvider services,
        OutgoingMail mail,
        Func<UserManager<PortalUser>, PortalUser, Task<string>> make
    )
    {
        var users = services.GetRequiredService<UserManager<PortalUser>>();
        return await users.FindByIdAsync(mail.To!.Value.Value.ToString()) is { IsClosed: false } user
            ? System.Buffers.Text.Base64Url.EncodeToString(
                Encoding.UTF8.GetBytes($"{user.Id}\n{mail.Data.NewAddress}\n{await make(users, user)}")
            )
            : null;
    }
}
