using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ReviewPortal.Data;

/// <summary>Brings the database to the state that this program needs, before anybody is served.</summary>
public static class DatabasePreparation
{
    /// <summary>Makes or migrates the database.</summary>
    /// <exception cref="SettingsFault">It cannot be opened, or a newer program has already changed it. It is left as it was.</exception>
    public static async Task PrepareAsync(this PortalDb db, CancellationToken ct = default)
    {
        try
        {
            var known = db.Database.GetMigrations().ToHashSet();
            // Asked of the database itself: a database that is not there yet has no migrations, and is no fault.
            var applied = await db.Database.CanConnectAsync(ct) ? await db.Database.GetAppliedMigrationsAsync(ct) : [];
            if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
            {
                throw new SettingsFault(
                    $"The database is newer than this program (it has the migration {newer}): start the newer program, or choose another database."
                );
            }

            await db.Database.MigrateAsync(ct);
        }
        catch (DbException fault)
        {
            throw new SettingsFault($"The database cannot be opened: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }
}
