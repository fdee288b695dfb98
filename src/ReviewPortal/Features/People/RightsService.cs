using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.People;

/// <summary>An official of the rights manager's own body.</summary>
public sealed record OfficialRow(UserId Id, string Name, string Email, IReadOnlyList<Role> Roles, bool IsClosed, bool IsMe);

/// <summary>Officials' roles, for the rights manager of a body. Nobody changes the own ones.</summary>
public sealed class RightsService(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>The officials of the body, open accounts first.</summary>
    /// <exception cref="RuleBroken"><c>not-allowed</c></exception>
    public async Task<Page<OfficialRow>> ListAsync(string? text, int page, int size, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.Is(Role.RightsManager) || act.Ministry is not { } ministry)
        {
            throw new RuleBroken("not-allowed");
        }

        var found = db.Users.AsNoTracking().Where(u => u.Ministry == ministry);
        if (text?.Trim() is { Length: > 0 } part)
        {
            var key = part.ToUpperInvariant();
            found = found.Where(u => u.DisplayName.Contains(part) || u.NormalizedEmail!.Contains(key));
        }

        var people = await found
            .Include(u => u.Grants)
            .OrderBy(u => u.IsClosed)
            .ThenBy(u => u.DisplayName)
            .ThenBy(u => u.Id)
            .ToPageAsync(page, size, ct);
        return new(
            [
                .. people.Items.Select(u => new OfficialRow(
                    u.Key,
                    u.DisplayName,
                    u.Email ?? "",
                    [.. u.Grants.Select(grant => grant.Role).Order()],
                    u.IsClosed,
                    u.Key == act.By
                )),
            ],
            people.Total,
            people.Number,
            people.Size
        );
    }

    public Task GrantAsync(UserId person, Role role, CancellationToken ct = default) =>
        ChangeAsync(
            person,
            (standing, official, found, act) =>
            {
                standing.Grant(official, role, act);
                found.Grants.Add(new() { UserId = person.Value, Role = role });
            },
            ct
        );

    /// <summary>It is refused from the next thing that the person does in an open page.</summary>
    public Task RevokeAsync(UserId person, Role role, CancellationToken ct = default) =>
        ChangeAsync(
            person,
            (standing, official, found, act) =>
            {
                standing.Revoke(official, role, act);
                found.Grants.RemoveAll(grant => grant.Role == role);
            },
            ct
        );

    public Task CloseAsync(UserId person, CancellationToken ct = default) =>
        ChangeAsync(
            person,
            (standing, official, found, act) =>
            {
                standing.Close(official, act);
                found.Grants.Clear();
                found.IsClosed = true;
                found.SecurityStamp = Guid.NewGuid().ToString();
            },
            ct
        );

    async Task ChangeAsync(UserId person, Action<Standing, Official, PortalUser, Act> change, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        // Somebody of another body, or of no body, is not there for this one.
        var found =
            await db
                .Users.Include(u => u.Grants)
                .SingleOrDefaultAsync(u => u.Id == person.Value && !u.IsClosed && u.Ministry != null && u.Ministry == act.Ministry, ct)
            ?? throw new NotFound();
        var standing = await db.Standings.SingleOrDefaultAsync(s => s.Id == person, ct);
        if (standing is null)
        {
            standing = new(person);
            db.Standings.Add(standing);
        }

        change(standing, new(found.DisplayName, found.Ministry, [.. found.Grants.Select(grant => grant.Role)]), found, act);
        await db.SaveChangesAsync(ct);
    }
}
