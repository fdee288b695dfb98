using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;

namespace ReviewPortal.Mail;

/// <summary>Does what a clock asks for exactly once, however many clocks ask.</summary>
public static class Once
{
    /// <summary>Takes the key and saves it together with what the work adds; does nothing when the key is taken.</summary>
    /// <returns>True when it was done now, here.</returns>
    public static async Task<bool> DoOnceAsync(this PortalDb db, string key, DateTime now, Func<Task> work, CancellationToken ct)
    {
        if (await db.DoneOnce.AnyAsync(done => done.Key == key, ct))
        {
            return false;
        }

        db.DoneOnce.Add(new() { Key = key, At = now });
        await work();
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (Stale)
        {
            return false; // Another instance took the key, or somebody changed the thing itself: the next round looks again.
        }
    }
}
