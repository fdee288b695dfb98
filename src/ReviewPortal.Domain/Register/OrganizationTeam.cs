using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Register;

/// <summary>Somebody who belongs to the organisation, with the role that counts there.</summary>
/// <param name="IsGuest">True for whoever was asked to one application only.</param>
public sealed record Member(UserId Id, string Name, Role Role, bool IsGuest = false);

/// <content>Who belongs to it. The organisation's version goes up with each change, so that two cannot each remove the other at once.</content>
public sealed partial class Organization
{
    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>last-representative</c>, <c>role-same</c>.</exception>
    public void ChangeRole(UserId person, Role after, IReadOnlyCollection<Member> team, Act act)
    {
        var member = Permit(person, team, act);
        Require(after.IsApplicant() && !member.IsGuest, "not-allowed");
        Require(member.Role != after, "role-same");
        RequireAnother(member, team);
        Record(new MemberRoleChanged(person, member.Name, member.Role, after), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>last-representative</c>.</exception>
    public void Remove(UserId person, IReadOnlyCollection<Member> team, Act act)
    {
        var member = Permit(person, team, act);
        RequireAnother(member, team);
        Record(new MemberRemoved(person, member.Name), act);
    }

    Member Permit(UserId person, IReadOnlyCollection<Member> team, Act act)
    {
        Require(act.Is(Role.Representative) && act.Organization == Id && act.Guest is null, "not-allowed");
        return team.SingleOrDefault(member => member.Id == person) ?? throw new NotFound();
    }

    // An organisation without a representative could file nothing and invite nobody.
    static void RequireAnother(Member member, IReadOnlyCollection<Member> team) =>
        Require(
            member.Role != Role.Representative || team.Any(other => other.Id != member.Id && other.Role == Role.Representative),
            "last-representative"
        );
}
