using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Access;

/// <summary>Turns the signed-in person into an <see cref="Act"/>, with the roles that the database holds at this moment.</summary>
public sealed class CurrentUser(AuthenticationStateProvider signedIn, TimeProvider time)
{
    /// <summary>The act that the signed-in person of the page or circuit can perform now.</summary>
    /// <exception cref="RuleBroken"><c>signed-out</c>: nobody is signed in, or the account was closed or locked meanwhile.</exception>
    public async Task<Act> ActAsync(PortalDb db, CancellationToken ct = default) =>
        await ActAsync(db, (await signedIn.GetAuthenticationStateAsync()).User, time, ct);

    /// <summary>The same for the person of a request, in endpoints.</summary>
    /// <exception cref="RuleBroken"><c>signed-out</c>, likewise.</exception>
    public static async Task<Act> ActAsync(PortalDb db, ClaimsPrincipal person, TimeProvider time, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var today = JapaneseDate.On(now.UtcDateTime);
        var user = Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await db
                .Users.AsNoTracking()
                .Include(u => u.Grants)
                .Include(u => u.Guest)
                .Include(u => u.StandsIn.Where(d => d.From <= today && d.Until >= today))
                .AsSingleQuery()
                .SingleOrDefaultAsync(u => u.Id == id && !u.IsClosed, ct)
            : null;
        // The lock is compared here and not in the query: SQLite cannot compare instants that carry an offset.
        if (user is null || user.LockoutEnd >= now)
        {
            throw new RuleBroken("signed-out");
        }

        var act = user.ActAt(now.UtcDateTime);
        return act.StandsInFor.Count > 0 && act.Is(Role.Decider) ? act with { DecidesFor = await DecidersAsync(db, act, ct) } : act;
    }

    static async Task<Dictionary<UserId, string>> DecidersAsync(PortalDb db, Act act, CancellationToken ct)
    {
        Guid[] absent = [.. act.StandsInFor.Keys.Select(person => person.Value)];
        var deciders = await db
            .Users.AsNoTracking()
            .Where(u => absent.Contains(u.Id) && !u.IsClosed && u.Grants.Any(grant => grant.Role == Role.Decider))
            .Select(u => u.Id)
            .ToListAsync(ct);
        return deciders.ToDictionary(id => new UserId(id), id => act.StandsInFor[new(id)]);
    }
}
