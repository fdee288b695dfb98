using Microsoft.EntityFrameworkCore;

namespace ReviewPortal.Data.Seed;

/// <summary>Loads the register of operating providers into a database that has none yet.</summary>
public static class RegisterSeed
{
    public static async Task LoadRegisterAsync(this PortalDb db, CancellationToken ct = default)
    {
        if (await db.Services.AnyAsync(ct))
        {
            return;
        }

        var register = ProvidersCsv.ReadShipped();
        db.Organizations.AddRange(register.Select(row => row.Organization).Distinct());
        db.Services.AddRange(register.Select(row => row.Service));
        await db.SaveChangesAsync(ct);
    }
}
