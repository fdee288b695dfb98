using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Features.People;

/// <summary>Everything that representatives change about the people of their organisation. It holds from the next thing that those people do.</summary>
public sealed class TeamService(IDbContextFactory<PortalDb> databases, CurrentUser user, ApplicationChanges changes)
{
    // Two representatives who act in the same moment: the second one's rules are asked again, of what the first one left.
    const int Tries = 5;

    /// <summary>Invites somebody to the organisation, or to one application.</summary>
    /// <exception cref="RuleBroken"><c>already-invited</c>, <c>already-member</c>, <c>invite-closed</c>; what <see cref="Invitation.Invite"/> refuses.</exception>
    /// <exception cref="NotFound">The application is not there, or not theirs.</exception>
    public Task InviteAsync(string email, Role role, ApplicationId? application = null, CancellationToken ct = default) =>
        RunAsync(
            async (db, act) =>
            {
                var invitation = Invitation.Invite(email, role, application, act);
                if (application is { } id && (await db.LoadAsync(id, act, ct)).State.IsFinal())
                {
                    throw new RuleBroken("invite-closed");
                }

                await RequireNewAsync(db, invitation, act.At, ct);
                db.Invitations.Add(invitation);
            },
            ct
        );

    /// <summary>Sends an invitation again; earlier links are dead from now on.</summary>
    public Task RenewAsync(Guid invitation, CancellationToken ct = default) =>
        RunAsync(
            async (db, act) =>
            {
                (await FindAsync(db, invitation, act, ct)).Renew(act);
                db.InvitationTokens.RemoveRange(await db.InvitationTokens.Where(token => token.Invitation == invitation).ToListAsync(ct));
            },
            ct
        );

    public Task WithdrawAsync(Guid invitation, CancellationToken ct = default) =>
        RunAsync(async (db, act) => (await FindAsync(db, invitation, act, ct)).Withdraw(act), ct);

    public Task ChangeRoleAsync(UserId person, Role role, CancellationToken ct = default) =>
        RunAsync(
            async (db, act) =>
            {
                var (organization, people) = await TeamAsync(db, act, ct);
                organization.ChangeRole(person, role, [.. people.Select(AsMember)], act);
                var grants = people.Single(p => p.Id == person.Value).Grants;
                grants.Clear();
                grants.Add(new() { UserId = person.Value, Role = role });
            },
            ct
        );

    /// <summary>Takes somebody out of the organisation, with everything that the person could do there.</summary>
    public Task RemoveAsync(UserId person, CancellationToken ct = default) =>
        RunAsync(
            async (db, act) =>
            {
                var (organization, people) = await TeamAsync(db, act, ct);
                organization.Remove(person, [.. people.Select(AsMember)], act);
                var gone = people.Single(p => p.Id == person.Value);
                gone.Grants.Clear();
                gone.Guest.Clear();
                gone.OrganizationId = null;
                // Open windows compare their session with this stamp and sign out within a minute; acting is refused at once.
                gone.SecurityStamp = Guid.NewGuid().ToString();
                await PassOnAsync(db, gone, people, act, ct);
            },
            ct
        );

    /// <summary>Hands a filed application over to a colleague.</summary>
    /// <exception cref="RuleBroken"><c>handover-unknown</c>: nobody of the organisation who may see it has that address.</exception>
    public Task HandOverAsync(ApplicationId id, string email, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                var key = Key(email);
                var to = await db
                    .Users.AsNoTracking()
                    .Where(u => u.NormalizedEmail == key && !u.IsClosed && u.OrganizationId == act.Organization)
                    .Where(u => u.Grants.Count > 0 || u.Guest.Any(grant => grant.Application == id))
                    .Select(u => new { u.Id, u.DisplayName })
                    .SingleOrDefaultAsync(ct);
                application.HandOver(to is null ? null : new UserId(to.Id), to?.DisplayName ?? "", act);
            },
            ct
        );

    static string Key(string email) => email.Trim().ToUpperInvariant();

    static Member AsMember(PortalUser person) =>
        person.Grants.Count > 0
            ? new(person.Key, person.DisplayName, person.Grants.Min(grant => grant.Role))
            : new(person.Key, person.DisplayName, person.Guest.Min(grant => grant.Role), IsGuest: true);

    static async Task<(Organization, List<PortalUser>)> TeamAsync(PortalDb db, Act act, CancellationToken ct)
    {
        var organization = await db.Organizations.SingleOrDefaultAsync(o => o.Id == act.Organization, ct) ?? throw new NotFound();
        var people = await db
            .Users.Include(u => u.Grants)
            .Include(u => u.Guest)
            .Where(u => u.OrganizationId == organization.Id && !u.IsClosed && (u.Grants.Count > 0 || u.Guest.Count > 0))
            .ToListAsync(ct);
        return (organization, people);
    }

    // What the person was in charge of goes to whoever removes them; a representative who leaves passes it on to another one.
    static async Task PassOnAsync(PortalDb db, PortalUser gone, List<PortalUser> people, Act act, CancellationToken ct)
    {
        var heir =
            gone.Key != act.By
                ? people.Single(p => p.Key == act.By)
                : people.Where(p => p != gone && p.Grants.Any(grant => grant.Role == Role.Representative)).OrderBy(p => p.Id).First();
        foreach (var id in await HeldBy(db, gone.Key).OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(ct))
        {
            (await db.LoadAsync(id, act, ct)).HandOver(heir.Key, heir.DisplayName, act);
        }
    }

    /// <summary>The cases under way of which somebody of the applicant is in charge.</summary>
    internal static IQueryable<Application> HeldBy(PortalDb db, UserId person) =>
        db.Applications.Where(a => a.HeldBy == person && a.ArrivedAt != null && a.EndedAt == null);

    static async Task<Invitation> FindAsync(PortalDb db, Guid id, Act act, CancellationToken ct) =>
        await db.Invitations.SingleOrDefaultAsync(i => i.Id == id && i.Organization == act.Organization, ct) ?? throw new NotFound();

    static async Task RequireNewAsync(PortalDb db, Invitation invitation, DateTime now, CancellationToken ct)
    {
        var key = Key(invitation.Email);
        var open = await db
            .Invitations.Where(i => i.Organization == invitation.Organization && i.State == InvitationState.Open && i.ExpiresAt > now)
            .Where(i => i.Application == invitation.Application)
            .Select(i => i.Email)
            .ToListAsync(ct);
        if (open.Any(address => Key(address) == key))
        {
            throw new RuleBroken("already-invited");
        }

        // Only of the own organisation: whether others know the address is not told.
        var isMember = await db.Users.AnyAsync(
            u =>
                u.NormalizedEmail == key
                && u.OrganizationId == invitation.Organization
                && (u.Grants.Count > 0 || u.Guest.Any(grant => grant.Application == invitation.Application)),
            ct
        );
        if (isMember)
        {
            throw new RuleBroken("already-member");
        }
    }

    async Task RunAsync(Func<PortalDb, Act, Task> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await change(db, await user.ActAsync(db, ct));
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (Stale) when (attempt < Tries) { }
        }
    }
}
