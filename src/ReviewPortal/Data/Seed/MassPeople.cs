using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Register;

namespace ReviewPortal.Data.Seed;

/// <summary>The invented people and organisations of mass data. Nobody can sign in as one of them: they have no password.</summary>
sealed class MassPeople
{
    const int Organizations = 400;
    const int Reviewers = 24;

    static readonly Ministry[] Reviewing = [Ministry.Mic, Ministry.Mhlw, Ministry.Meti];

    readonly Dictionary<UserId, Act> known = [];

    public required IReadOnlyList<(Organization Organization, UserId Representative)> Applicants { get; init; }
    public required IReadOnlyList<UserId> Intake { get; init; }
    public required IReadOnlyList<UserId> Reviewer { get; init; }
    public required UserId Lead { get; init; }
    public required IReadOnlyList<UserId> Deciders { get; init; }

    public Act Act(UserId person, DateTime at) => known[person] with { At = at };

    /// <summary>Of that ministry, for opinions.</summary>
    public UserId Of(Ministry ministry, Random random)
    {
        UserId[] there = [.. Reviewer.Where(person => known[person].Ministry == ministry)];
        return there[random.Next(there.Length)];
    }

    public Ministry? MinistryOf(UserId person) => known[person].Ministry;

    /// <summary>Finds or makes them; the demonstration's own officials take part, so that their desks are full too.</summary>
    public static async Task<MassPeople> PrepareAsync(PortalDb db, CancellationToken ct)
    {
        var users = await db.Users.Include(u => u.Grants).Where(u => u.IsDemo).ToListAsync(ct);
        var organizations = await db.Organizations.Where(o => o.IsDemo).ToListAsync(ct);
        for (var i = 1; i <= Organizations; i++)
        {
            var name = i % 8 == 0 ? $"デモ{i:000}市" : $"デモ健康{i:000}株式会社";
            var organization = organizations.Find(o => o.Name == name);
            if (organization is null)
            {
                organization = i % 8 == 0 ? Organization.Municipality(name, isDemo: true) : Organization.Business(name, isDemo: true);
                db.Organizations.Add(organization);
                organizations.Add(organization);
            }

            Ensure(db, users, $"mass-rep-{i:000}", $"出母 {i:000}", Role.Representative, organization: organization.Id);
        }

        for (var i = 1; i <= Reviewers; i++)
        {
            Ensure(db, users, $"mass-reviewer-{i:00}", $"架空 審査{i:00}", Role.Reviewer, Reviewing[i % Reviewing.Length]);
        }

        Ensure(db, users, "mass-intake", "架空 受付", Role.Intake, Ministry.DigitalAgency);
        Ensure(db, users, "mass-lead", "架空 主査", Role.Lead, Ministry.DigitalAgency);
        Ensure(db, users, "mass-decider", "架空 決裁", Role.Decider, Ministry.DigitalAgency);
        await db.SaveChangesAsync(ct);
        var byName = users.OrderBy(u => u.Email, StringComparer.Ordinal).ToList();
        var people = new MassPeople
        {
            Applicants =
            [
                .. organizations
                    .OrderBy(o => o.Name, StringComparer.Ordinal)
                    .Select(o => (o, byName.Find(u => u.OrganizationId == o.Id && Holds(u, Role.Representative))!.Key)),
            ],
            Intake = With(Role.Intake),
            Reviewer = With(Role.Reviewer),
            Lead = With(Role.Lead)[0],
            Deciders = With(Role.Decider),
        };
        foreach (var user in byName)
        {
            people.known[user.Key] = new(
                user.Key,
                user.DisplayName,
                user.Grants.Select(grant => grant.Role).ToHashSet(),
                default,
                user.OrganizationId,
                user.Ministry
            );
        }

        return people;

        UserId[] With(Role role) => [.. byName.Where(u => Holds(u, role)).Select(u => u.Key)];
    }

    static bool Holds(PortalUser user, Role role) => user.Grants.Exists(grant => grant.Role == role);

    static void Ensure(
        PortalDb db,
        List<PortalUser> users,
        string name,
        string displayName,
        Role role,
        Ministry? ministry = null,
        OrganizationId? organization = null
    )
    {
        var email = $"{name}@demo.example";
        if (users.Exists(u => u.Email == email))
        {
            return;
        }

        PortalUser user = new()
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            SecurityStamp = Guid.NewGuid().ToString(),
            DisplayName = displayName,
            Ministry = ministry,
            OrganizationId = organization,
            IsDemo = true,
        };
        user.Grants.Add(new() { UserId = user.Id, Role = role });
        db.Users.Add(user);
        users.Add(user);
    }
}
