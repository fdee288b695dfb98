using Microsoft.AspNetCore.Identity;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

/// <summary>A person with an account. Belongs to one organisation (applicant) or one ministry (official).</summary>
public sealed class PortalUser : IdentityUser<Guid>
{
    /// <summary>The name as it stands in records and, for applicants, in letters.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>役職, e.g. 代表取締役; optional.</summary>
    public string? JobTitle { get; set; }
    public OrganizationId? OrganizationId { get; set; }
    public Ministry? Ministry { get; set; }

    /// <summary>An invented account of the demonstration.</summary>
    public bool IsDemo { get; set; }

    /// <summary>Set when the account was closed: the person cannot sign in or act any more.</summary>
    public bool IsClosed { get; set; }
    public List<RoleGrant> Grants { get; } = [];
    public UserId Key => new(Id);
}

/// <summary>A role that a person holds now.</summary>
public sealed class RoleGrant
{
    public Guid UserId { get; init; }
    public Role Role { get; init; }
}
