using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Data;

namespace ReviewPortal.Access;

/// <summary>Puts the person's name and present roles into the cookie. They open pages; acting asks the database again.</summary>
public sealed class PortalClaims(UserManager<PortalUser> users, IOptions<IdentityOptions> options, PortalDb db)
    : UserClaimsPrincipalFactory<PortalUser>(users, options)
{
    public const string DisplayName = "portal:name";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(DisplayName, user.DisplayName));
        foreach (var role in await db.RoleGrants.Where(grant => grant.UserId == user.Id).Select(grant => grant.Role).ToListAsync())
        {
            identity.AddClaim(new(identity.RoleClaimType, role.ToString()));
        }

        return identity;
    }
}
