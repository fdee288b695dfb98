using Microsoft.AspNetCore.Identity;
using ReviewPortal.Domain;
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

    /// <summary>Two-letter code of the language in which the person gets mail.</summary>
    public string Language { get; set; } = "ja";
    public List<RoleGrant> Grants { get; } = [];

    /// <summary>The absences in which this person looks after somebody else's cases.</summary>
    public List<Delegation> StandsIn { get; } = [];

    /// <summary>The single applications that the person was asked to; they count only where there are no <see cref="Grants"/>.</summary>
    public List<ApplicationGrant> Guest { get; } = [];
    public UserId Key => new(Id);

    /// <summary>What the person can do at that instant. Both kinds of grants have to be loaded, and of <see cref="StandsIn"/> those of that day.</summary>
    public Act ActAt(DateTime utc) =>
        new(
            Key,
            DisplayName,
            (Grants.Count > 0 ? Grants.Select(grant => grant.Role) : Guest.Select(grant => grant.Role)).ToHashSet(),
            utc,
            OrganizationId,
            Ministry,
            Grants.Count > 0 || Guest.Count == 0 ? null : Guest.ToDictionary(grant => grant.Application, grant => grant.Role)
        )
        {
            StandsInFor = StandsIn.GroupBy(d => d.Absent).ToDictionary(absent => absent.Key, absent => absent.First().AbsentName),
        };
}

/// <summary>A role that a person holds now.</summary>
public sealed class RoleGrant
{
    public Guid UserId { get; init; }
    public Role Role { get; init; }
}

/// <summary>A role that a person holds for one application of the organisation, and for nothing else.</summary>
public sealed class ApplicationGrant
{
    public Guid UserId { get; init; }
    public ApplicationId Application { get; init; }
    public Role Role { get; set; }
}
