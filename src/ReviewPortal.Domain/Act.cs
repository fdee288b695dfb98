using System.Collections.Frozen;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain;

/// <summary>Who is acting, in which roles, for which body, and when. Every change takes one.</summary>
/// <param name="By">The person. Roles are those that the database holds at the moment of acting.</param>
/// <param name="Name">The person's name as it is to stand in records.</param>
/// <param name="Roles">Every role that the person holds now.</param>
/// <param name="At">The instant, UTC.</param>
/// <param name="Organization">The applicant organisation that the person belongs to; null for officials.</param>
/// <param name="Ministry">The ministry that the person belongs to; null for applicants.</param>
/// <param name="Guest">The only applications that the person was asked to, each with the role there; null where roles count for the whole organisation.</param>
public sealed record Act(
    UserId By,
    string Name,
    IReadOnlySet<Role> Roles,
    DateTime At,
    OrganizationId? Organization = null,
    Ministry? Ministry = null,
    IReadOnlyDictionary<ApplicationId, Role>? Guest = null
)
{
    /// <summary>True when the person holds the role now.</summary>
    public bool Is(Role role) => Roles.Contains(role);

    /// <summary>Absent officials whose cases the person looks after today, with their names. It gives no role, only their ties.</summary>
    public IReadOnlyDictionary<UserId, string> StandsInFor { get; init; } = FrozenDictionary<UserId, string>.Empty;

    /// <summary>Those of <see cref="StandsInFor"/> who decide, where the person decides, too. It gives no right: every decider may decide.</summary>
    public IReadOnlyDictionary<UserId, string> DecidesFor { get; init; } = FrozenDictionary<UserId, string>.Empty;

    /// <summary>True for the person, and for one whose cases the person looks after today.</summary>
    public bool IsOrStandsInFor(UserId person) => person == By || StandsInFor.ContainsKey(person);

    /// <summary>The same act as it stands in the record of a case: with both names where it is the case of somebody who is absent.</summary>
    /// <param name="assigned">To whom the case is assigned.</param>
    public Act InPlaceOf(UserId? assigned) =>
        assigned is { } absent && absent != By && StandsInFor.TryGetValue(absent, out var name) ? Beside(name) : this;

    /// <summary>The same act as it stands in the record of a decision: with the names of the absent deciders, too.</summary>
    /// <param name="drafter">Who proposed what is decided: nobody decides in that person's place.</param>
    public Act InPlaceOfDeciders(UserId? drafter)
    {
        var absent = DecidesFor
            .Where(one => one.Key != drafter && one.Key != By)
            .Select(one => one.Value)
            .Order(StringComparer.Ordinal)
            .ToList();
        // A decider decides in the own right: the record names nobody else, also where the reviewer of the case is away.
        return absent.Count > 0
            ? Beside(string.Join("・", absent))
            : this with
            {
                StandsInFor = FrozenDictionary<UserId, string>.Empty,
                DecidesFor = FrozenDictionary<UserId, string>.Empty,
            };
    }

    Act Beside(string absent) =>
        this with
        {
            Name = $"{Name}（{absent}{InPlace}",
            StandsInFor = FrozenDictionary<UserId, string>.Empty,
            DecidesFor = FrozenDictionary<UserId, string>.Empty,
        };

    const string InPlace = "の代理）";

    /// <summary>The two names of a record that <see cref="InPlaceOf"/> made.</summary>
    /// <param name="recorded">The name as it stands in a record.</param>
    /// <returns>Who acted, and for whom; null for whom where it is the name of one person.</returns>
    public static (string Name, string? Absent) NamesOf(string recorded)
    {
        var begin = recorded.EndsWith(InPlace, StringComparison.Ordinal) ? recorded.LastIndexOf('（') : -1;
        return begin > 0 ? (recorded[..begin], recorded[(begin + 1)..^InPlace.Length]) : (recorded, null);
    }

    /// <summary>True when the role counts for that application of the person's organisation.</summary>
    public bool Holds(Role role, ApplicationId application) =>
        Is(role) && (Guest is null || (Guest.TryGetValue(application, out var there) && there == role));

    /// <summary>True for anybody on the government's side.</summary>
    public bool IsOfficial => Roles.Any(role => role.IsGovernment());
}
