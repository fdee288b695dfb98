using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain;

/// <summary>Who is acting, in which roles, for which body, and when. Every change takes one.</summary>
/// <param name="By">The person. Roles are those that the database holds at the moment of acting.</param>
/// <param name="Name">The person's name as it is to stand in records.</param>
/// <param name="Roles">Every role that the person holds now.</param>
/// <param name="At">The instant, UTC.</param>
/// <param name="Organization">The applicant organisation that the person belongs to; null for officials.</param>
/// <param name="Ministry">The ministry that the person belongs to; null for applicants.</param>
public sealed record Act(
    UserId By,
    string Name,
    IReadOnlySet<Role> Roles,
    DateTime At,
    OrganizationId? Organization = null,
    Ministry? Ministry = null
)
{
    /// <summary>True when the person holds the role now.</summary>
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>True for anybody on the government's side.</summary>
    public bool IsOfficial => Roles.Any(role => role.IsGovernment());
}
