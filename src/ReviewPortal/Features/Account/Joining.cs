using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Mail;

namespace ReviewPortal.Features.Account;

/// <summary>An invitation as the invited person sees it.</summary>
/// <param name="Service">Name of the one application that it opens; null for the whole organisation.</param>
/// <param name="HasAccount">True when the address has an account already.</param>
public sealed record InvitationView(
    string Email,
    string Organization,
    string? Service,
    Role Role,
    string InvitedBy,
    bool IsForOne,
    bool HasAccount
);

/// <summary>Accepting an invitation: account, membership and event are saved together, once.</summary>
/// <param name="db">The context that the user manager saves too.</param>
public sealed class Joining(PortalDb db, UserManager<PortalUser> users, TimeProvider time)
{
    /// <returns>Null when the link opens nothing: unknown, used, withdrawn, expired, or about a case that has ended. Which, is not told.</returns>
    public async Task<InvitationView?> FindAsync(string? secret, CancellationToken ct = default)
    {
        if (await LoadAsync(secret, ct) is not { } invitation)
        {
            return null;
        }

        var organization = await db.Organizations.Where(o => o.Id == invitation.Organization).Select(o => o.Name).SingleAsync(ct);
        var service = await db.Applications.Where(a => a.Id == invitation.Application).Select(a => a.ServiceName).SingleOrDefaultAsync(ct);
        return new(
            invitation.Email,
            organization,
            service,
            invitation.Role,
            invitation.InvitedByName,
            invitation.Application is not null,
            await users.FindByEmailAsync(invitation.Email) is not null
        );
    }

    /// <summary>Lets the signed-in person join.</summary>
    /// <exception cref="RuleBroken"><c>invitation-gone</c>, <c>already-member</c>; what <see cref="Invitation.Accept"/> refuses.</exception>
    public async Task JoinAsync(string? secret, Guid person, CancellationToken ct = default)
    {
        var invitation = await LoadAsync(secret, ct) ?? throw new RuleBroken("invitation-gone");
        var user =
            await db.Users.Include(u => u.Grants).Include(u => u.Guest).SingleOrDefaultAsync(u => u.Id == person && !u.IsClosed, ct)
            ?? throw new RuleBroken("signed-out");
        Admit(invitation, user);
        await SaveAsync(() => db.SaveChangesAsync(ct));
    }

    /// <summary>Makes the invited person's account, which belongs to the organisation from its first moment.</summary>
    /// <returns>The account, or what is wrong with name or password.</returns>
    /// <exception cref="RuleBroken"><c>invitation-gone</c></exception>
    public async Task<(PortalUser? User, IdentityResult Result)> MakeAccountAsync(
        string? secret,
        string name,
        string password,
        CancellationToken ct = default
    )
    {
        var invitation = await LoadAsync(secret, ct) ?? throw new RuleBroken("invitation-gone");
        PortalUser user = new()
        {
            Id = Guid.CreateVersion7(),
            UserName = invitation.Email,
            Email = invitation.Email,
            // Whoever has the secret reads the mails of this address.
            EmailConfirmed = true,
            DisplayName = name,
            Language = Language.Now,
            IsDemo = await db.Organizations.Where(o => o.Id == invitation.Organization).Select(o => o.IsDemo).SingleAsync(ct),
        };
        Admit(invitation, user);
        IdentityResult? result = null;
        // The user manager saves the same context: the invitation and its event go with the account, or nothing does.
        await SaveAsync(async () => result = await users.CreateAsync(user, password));
        return (result!.Succeeded ? user : null, result);
    }

    async Task<Invitation?> LoadAsync(string? secret, CancellationToken ct)
    {
        if (await Secrets.InvitationOfAsync(db, secret, ct) is not { } id)
        {
            return null;
        }

        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct);
        if (invitation?.IsOpenAt(time.GetUtcNow().UtcDateTime) != true)
        {
            return null;
        }

        var state = await db
            .Applications.Where(a => a.Id == invitation.Application)
            .Select(a => (ApplicationState?)a.State)
            .SingleOrDefaultAsync(ct);
        return invitation.Application is null || state?.IsFinal() == false ? invitation : null;
    }

    void Admit(Invitation invitation, PortalUser user)
    {
        if (user.Grants.Count > 0 && user.OrganizationId == invitation.Organization)
        {
            throw new RuleBroken("already-member");
        }

        invitation.Accept(user.ActAt(time.GetUtcNow().UtcDateTime));
        user.OrganizationId = invitation.Organization;
        if (invitation.Application is not { } application)
        {
            user.Grants.Add(new() { UserId = user.Id, Role = invitation.Role });
        }
        else if (user.Guest.SingleOrDefault(grant => grant.Application == application) is { } held)
        {
            held.Role = invitation.Role;
        }
        else
        {
            user.Guest.Add(
                new()
                {
                    UserId = user.Id,
                    Application = application,
                    Role = invitation.Role,
                }
            );
        }
    }

    // Somebody was faster with the same link.
    static async Task SaveAsync(Func<Task> save)
    {
        try
        {
            await save();
        }
        catch (Stale)
        {
            throw new RuleBroken("invitation-gone");
        }
    }
}
