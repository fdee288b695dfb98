using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;

namespace ReviewPortal.Access;

/// <summary>The signed-in person as the screen shows it.</summary>
/// <param name="Organization">Name of an applicant's organisation; null for officials.</param>
public sealed record Profile(Act Act, string? Organization);

/// <summary>Who is signed in, to be shown.</summary>
public sealed class Profiles(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>Null when nobody is signed in, or the account was closed or locked meanwhile.</summary>
    public async Task<Profile?> FindAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        try
        {
            var act = await user.ActAsync(db, ct);
            return new(act, await db.Organizations.Where(o => o.Id == act.Organization).Select(o => o.Name).SingleOrDefaultAsync(ct));
        }
        catch (RuleBroken)
        {
            return null;
        }
    }
}
