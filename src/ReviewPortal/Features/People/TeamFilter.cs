using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.People;

/// <summary>How somebody belongs to a team.</summary>
public enum TeamStanding
{
    Representative,
    Contributor,
    Viewer,

    /// <summary>Asked to single applications only.</summary>
    Guest,
}

/// <summary>By what the people of a team are put in order; those of one rank by their names.</summary>
public enum TeamSort
{
    Standing,
    Name,
    Email,
}

/// <summary>Which people of a team, and which invitations, are shown.</summary>
/// <param name="Text">A part of the name or address.</param>
/// <param name="Standing">Null for all.</param>
/// <param name="InvitationPage">Which page of the invitations, which come newest first.</param>
public sealed record TeamFilter(
    string? Text = null,
    TeamStanding? Standing = null,
    TeamSort Sort = TeamSort.Standing,
    bool Descending = false,
    int Page = 1,
    int Size = Paging.DefaultSize,
    int InvitationPage = 1
)
{
    public bool Restricts => Part is not null || Standing is not null;

    // Width never decides.
    string? Part => TextInput.HalfWidth(Text) is { Length: > 0 } part ? part : null;

    Role? Held =>
        Standing switch
        {
            TeamStanding.Representative => Role.Representative,
            TeamStanding.Contributor => Role.Contributor,
            TeamStanding.Viewer => Role.Viewer,
            _ => null,
        };

    internal IQueryable<PortalUser> Of(IQueryable<PortalUser> people)
    {
        if (Part is { } part)
        {
            var (said, key) = (Text!.Trim(), part.ToUpperInvariant());
            people = people.Where(u => u.DisplayName.Contains(said) || u.DisplayName.Contains(part) || u.NormalizedEmail!.Contains(key));
        }

        people = Standing switch
        {
            null => people,
            TeamStanding.Guest => people.Where(u => u.Grants.Count == 0),
            _ => people.Where(u => u.Grants.Any(g => g.Role == Held)),
        };
        var sorted = Sort switch
        {
            TeamSort.Name => people.OrderBy(u => u.DisplayName, Descending),
            TeamSort.Email => people.OrderBy(u => u.NormalizedEmail, Descending),
            _ => people
                .OrderBy(
                    u =>
                        u.Grants.Any(g => g.Role == Role.Representative) ? 0
                        : u.Grants.Any(g => g.Role == Role.Contributor) ? 1
                        : u.Grants.Count > 0 ? 2
                        : 3,
                    Descending
                )
                .ThenBy(u => u.DisplayName),
        };
        return sorted.ThenBy(u => u.Id);
    }

    internal IQueryable<Invitation> Of(IQueryable<Invitation> invitations)
    {
        if (Part is { } part)
        {
            var key = part.ToUpperInvariant();
            invitations = invitations.Where(i => i.Email.ToUpper().Contains(key));
        }

        invitations = Standing switch
        {
            null => invitations,
            TeamStanding.Guest => invitations.Where(i => i.Application != null),
            _ => invitations.Where(i => i.Application == null && i.Role == Held),
        };
        return invitations.OrderByDescending(i => i.InvitedAt).ThenBy(i => i.Id);
    }
}
