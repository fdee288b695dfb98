using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;

namespace ReviewPortal;

/// <summary>The database of a portal, opened past it: for what nobody does on a screen.</summary>
public static class Database
{
    public static SqlitePortalDb Open(string dataFolder)
    {
        var options = new DbContextOptionsBuilder<SqlitePortalDb>();
        // Without a pool, so that the file is free when the test deletes it.
        Providers.UseSqlite(options, $"Data Source={Path.Combine(dataFolder, "portal.db")};Pooling=False", dataFolder);
        return new(options.Options);
    }

    /// <summary>The one application of the demonstration with this service name.</summary>
    public static async Task<Guid> ApplicationAsync(string dataFolder, string serviceName)
    {
        await using var db = Open(dataFolder);
        return (await db.Applications.AsNoTracking().SingleAsync(application => application.ServiceName == serviceName)).Id.Value;
    }
}
