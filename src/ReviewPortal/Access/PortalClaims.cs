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

    /// <summary>Has it who was asked to single applications only.</summary>
    public const string Guest = "portal:guest";

    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(PortalUser user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new(DisplayName, user.DisplayName));
        var roles = await db.RoleGrants.Where(grant => grant.UserId == user.Id).Select(grant => grant.Role).ToListAsync();
        if (roles.Count == 0)
        {
            roles = await db.ApplicationGrants.Where(grant => grant.UserId == user.Id).Select(grant => grant.Role).Distinct().ToListAsync();
            if (roles.Count > 0)
            {
                identity.AddClaim(new(Guest, "true"));
            }
        }

        identity.AddClaims(roles.Select(role => new Claim(identity.RoleClaimType, role.ToString())));

        return identity;
    }
}
