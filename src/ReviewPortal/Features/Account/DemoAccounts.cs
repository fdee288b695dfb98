using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Account;

/// <summary>An invented account that the sign-in page of a demonstration offers.</summary>
/// <param name="Ministry">The ministry of an official; null for an applicant.</param>
/// <param name="Organization">The name of an applicant's organisation; null for an official.</param>
public sealed record DemoAccount(string Email, string Name, IReadOnlyList<Role> Roles, Ministry? Ministry, string? Organization);

/// <summary>The demonstration's accounts. They exist in Development only; anywhere else there are none, whatever the database holds.</summary>
public sealed class DemoAccounts(IDbContextFactory<PortalDb> databases, IHostEnvironment environment)
{
    /// <summary>Known to everybody, on purpose: it opens invented accounts of a demonstration.</summary>
    public const string Password = "Demo-Portal-2026";

    public bool AreOffered => environment.IsDevelopment();

    /// <summary>Applicants first, then by role.</summary>
    public async Task<IReadOnlyList<DemoAccount>> ListAsync(CancellationToken ct = default)
    {
        if (!AreOffered)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var users = await db.Users.AsNoTracking().Include(user => user.Grants).Where(user => user.IsDemo && !user.IsClosed).ToListAsync(ct);
        var organizations = await db.Organizations.ToDictionaryAsync(
            organization => organization.Id,
            organization => organization.Name,
            ct
        );
        return
        [
            .. users
                .Select(user => new DemoAccount(
                    user.Email ?? "",
                    user.DisplayName,
                    [.. user.Grants.Select(grant => grant.Role).Order()],
                    user.Ministry,
                    user.OrganizationId is { } id ? organizations.GetValueOrDefault(id) : null
                ))
                .OrderBy(account => account.Roles.Count > 0 ? (int)account.Roles[0] : int.MaxValue)
                .ThenBy(account => account.Ministry)
                .ThenBy(account => account.Email, StringComparer.Ordinal),
        ];
    }
}
