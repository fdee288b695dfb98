using Microsoft.AspNetCore.Authorization;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

/// <summary>A page that is not there for everybody asks by itself who it is for; this says whom.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AsksByItselfAttribute(string who) : Attribute
{
    /// <summary>As the printed list of addresses says it.</summary>
    public string Who => who;
}

/// <summary>Who may open a page or call an endpoint. What may be done there is asked again, of the database, when it is done.</summary>
public static class Policies
{
    /// <summary>Everybody, signed in or not. Written out so that no page is public by forgetting.</summary>
    public const string Public = nameof(Public);
    public const string SignedIn = nameof(SignedIn);

    /// <summary>Applicants: their organisation's applications.</summary>
    public const string ReadOwnApplications = nameof(ReadOwnApplications);

    /// <summary>Officials who read what has arrived.</summary>
    public const string ReadCases = nameof(ReadCases);

    /// <summary>Those who write plans for their organisation.</summary>
    public const string WritePlans = nameof(WritePlans);

    /// <summary>Those who write to applicants: the texts that they keep for it.</summary>
    public const string KeepTextBlocks = nameof(KeepTextBlocks);

    /// <summary>Those who ask for corrections: the texts that they keep for it.</summary>
    public const string KeepCorrectionTexts = nameof(KeepCorrectionTexts);

    /// <summary>Those who keep the library of conditions and the templates of letters.</summary>
    public const string KeepLetters = nameof(KeepLetters);

    /// <summary>Those who write rule sets.</summary>
    public const string WriteRuleSets = nameof(WriteRuleSets);

    /// <summary>Those of them who may begin new ones: guests of a single application may not.</summary>
    public const string OpenPlans = nameof(OpenPlans);

    /// <summary>Those who belong to their organisation as a whole, and so see its team: no guests of a single application.</summary>
    public const string SeeTeam = nameof(SeeTeam);

    /// <summary>Those who care for the team of an organisation.</summary>
    public const string ManageTeam = nameof(ManageTeam);

    /// <summary>Those who give and take officials' roles.</summary>
    public const string ManageRights = nameof(ManageRights);

    /// <summary>Those who run the program.</summary>
    public const string RunSystem = nameof(RunSystem);

    static readonly Dictionary<string, Func<Role, bool>> ByRole = new()
    {
        [ReadOwnApplications] = role => role.IsApplicant(),
        [ReadCases] = role => role.ReadsSubmitted(),
        [KeepCorrectionTexts] = role => role is Role.Intake or Role.Reviewer or Role.Lead,
        [KeepLetters] = role => role is Role.Legal or Role.Lead,
        [WriteRuleSets] = role => role is Role.Legal or Role.Lead,
        [WritePlans] = role => role is Role.Representative or Role.Contributor,
        [KeepTextBlocks] = role => role is Role.Intake or Role.Reviewer or Role.Lead,
        [ManageTeam] = role => role == Role.Representative,
        [ManageRights] = role => role == Role.RightsManager,
        [RunSystem] = role => role == Role.SystemAdmin,
    };

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Public, policy => policy.RequireAssertion(_ => true));
        options.AddPolicy(SignedIn, policy => policy.RequireAuthenticatedUser());
        foreach (var (name, allows) in ByRole)
        {
            options.AddPolicy(
                name,
                policy =>
                    policy.RequireAuthenticatedUser().RequireRole(Enum.GetValues<Role>().Where(allows).Select(role => role.ToString()))
            );
        }

        AddWithoutGuests(options, OpenPlans, WritePlans);
        AddWithoutGuests(options, SeeTeam, ReadOwnApplications);
        // Deny by default: whatever states nothing needs a signed-in person.
        options.FallbackPolicy = options.GetPolicy(SignedIn);
    }

    static void AddWithoutGuests(AuthorizationOptions options, string name, string of) =>
        options.AddPolicy(
            name,
            policy =>
                policy
                    .Combine(options.GetPolicy(of)!)
                    .RequireAssertion(context => !context.User.HasClaim(claim => claim.Type == PortalClaims.Guest))
        );
}
