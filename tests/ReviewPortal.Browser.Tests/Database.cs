using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Data.Seed;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

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

    /// <summary>Attaches the documents that the plan of a draft of the demonstration's company needs.</summary>
    public static async Task AttachAsync(string dataFolder, Guid id)
    {
        // The page stores the answer that was just left at the same time: whoever is second reads anew.
        for (var tries = 0; ; tries++)
        {
            await using var db = Open(dataFolder);
            ApplicationId key = new(id);
            var application = await db.Applications.Include(one => one.Attachments).SingleAsync(one => one.Id == key);
            var act = await db.ActAsync("rep");
            await DemoDocuments.AttachAsync(db, application, act);
            try
            {
                await db.SaveChangesAsync();
                return;
            }
            catch (Stale) when (tries < 5) { }
        }
    }

    /// <summary>A person of the demonstration, acting now.</summary>
    /// <param name="name">What stands before @demo.example.</param>
    public static async Task<Act> ActAsync(this PortalDb db, string name)
    {
        var user = await db.Users.Include(one => one.Grants).SingleAsync(one => one.Email == $"{name}@demo.example");
        HashSet<Role> roles = [.. user.Grants.Select(grant => grant.Role)];
        return new(user.Key, user.DisplayName, roles, TimeProvider.System.GetUtcNow().UtcDateTime, user.OrganizationId, user.Ministry);
    }

    /// <summary>The one application of the demonstration with this service name.</summary>
    public static async Task<Guid> ApplicationAsync(string dataFolder, string serviceName)
    {
        await using var db = Open(dataFolder);
        return (await db.Applications.AsNoTracking().SingleAsync(application => application.ServiceName == serviceName)).Id.Value;
    }
}
