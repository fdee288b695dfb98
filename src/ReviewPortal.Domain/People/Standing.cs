namespace ReviewPortal.Domain.People;

/// <summary>What an official may do, as something that is changed under one version and remembers who changed it. Roles themselves stand with the person.</summary>
public sealed class Standing : Aggregate
{
    Standing() { }

    public Standing(UserId person) => Id = person;

    /// <summary>The person.</summary>
    public UserId Id { get; private set; }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>own-rights</c>, <c>other-body</c>, <c>role-applicant</c>, <c>role-held</c>.</exception>
    public void Grant(Official official, Role role, Act act)
    {
        Permit(official, act);
        Require(role.IsGovernment(), "role-applicant");
        Require(!official.Roles.Contains(role), "role-held");
        Record(new RoleGranted(Id, official.Name, role), act);
    }

    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>own-rights</c>, <c>other-body</c>, <c>role-not-held</c>.</exception>
    public void Revoke(Official official, Role role, Act act)
    {
        Permit(official, act);
        Require(official.Roles.Contains(role), "role-not-held");
        Record(new RoleRevoked(Id, official.Name, role), act);
    }

    /// <summary>The person can neither sign in nor act any more.</summary>
    public void Close(Official official, Act act)
    {
        Permit(official, act);
        Record(new AccountClosed(Id, official.Name), act);
    }

    // Nobody gives rights to oneself, and a body cares for its own people only.
    void Permit(Official official, Act act)
    {
        Require(act.Is(Role.RightsManager), "not-allowed");
        Require(act.By != Id, "own-rights");
        Require(official.Ministry is not null && act.Ministry == official.Ministry, "other-body");
    }
}

/// <summary>An official as the rights manager finds the person.</summary>
public sealed record Official(string Name, Ministry? Ministry, IReadOnlyCollection<Role> Roles);
