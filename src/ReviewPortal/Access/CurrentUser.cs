using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;

namespace ReviewPortal.Access;

/// <summary>Turns the signed-in person into an <see cref="Act"/>, with the roles that the database holds at this moment.</summary>
public sealed class CurrentUser(AuthenticationStateProvider signedIn, TimeProvider time)
{
    /// <summary>The account's id from the cookie; null for a visitor.</summary>
    public async Task<Guid?> IdAsync()
    {
        var state = await signedIn.GetAuthenticationStateAsync();
        return Guid.TryParse(state.User.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;
    }

    /// <summary>The act that the signed-in person can perform now.</summary>
    /// <exception cref="RuleBroken"><c>signed-out</c>: nobody is signed in, or the account was closed or locked meanwhile.</exception>
    public async Task<Act> ActAsync(PortalDb db, CancellationToken ct = default)
    {
        var id = await IdAsync() ?? throw new RuleBroken("signed-out");
        return await ActAsync(db, id, time, ct);
    }

    /// <summary>The same for a known account id, for code that has no signed-in person.</summary>
    public static async Task<Act> ActAsync(PortalDb db, Guid id, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var user = await db.Users.AsNoTracking().Include(u => u.Grants).SingleOrDefaultAsync(u => u.Id == id && !u.IsClosed, ct);
        // Compared here and not in the query: SQLite cannot compare instants that carry an offset.
        if (user is null || user.LockoutEnd >= now)
        {
            throw new RuleBroken("signed-out");
        }

        return new(
            user.Key,
            user.DisplayName,
            user.Grants.Select(grant => grant.Role).ToHashSet(),
            now.UtcDateTime,
            user.OrganizationId,
            user.Ministry
        );
    }
}
