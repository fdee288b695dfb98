using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Whether a letter that went out stands.</summary>
public sealed class LetterStanding(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>The letter no longer stands.</summary>
    /// <param name="seen">The version that the page showed.</param>
    public async Task RevokeAsync(Guid letter, int seen, string reason, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var issued = act.IsOfficial ? await db.IssuedLetters.SingleOrDefaultAsync(one => one.Id == letter, ct) : null;
        if (issued is null)
        {
            throw new NotFound();
        }

        if (issued.Version != seen)
        {
            throw new Stale();
        }

        issued.Revoke(reason, act);
        await db.SaveChangesAsync(ct);
    }
}
