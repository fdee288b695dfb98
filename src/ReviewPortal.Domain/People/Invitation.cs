namespace ReviewPortal.Domain.People;

public enum InvitationState
{
    Open,
    Accepted,
    Withdrawn,
}

/// <summary>招待: a colleague is asked to join the organisation, or one application of it. It opens one door, once, for some days.</summary>
public sealed class Invitation : Aggregate
{
    public const int AddressLimit = 254;

    /// <summary>How long it can be accepted.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    Invitation() { }

    public Guid Id { get; private init; }
    public OrganizationId Organization { get; private init; }

    /// <summary>The one application that it opens; null for everything that the organisation has.</summary>
    public ApplicationId? Application { get; private init; }
    public string Email { get; private init; } = "";
    public Role Role { get; private init; }
    public UserId InvitedBy { get; private init; }
    public string InvitedByName { get; private init; } = "";
    public DateTime InvitedAt { get; private init; }
    public DateTime ExpiresAt { get; private set; }
    public InvitationState State { get; private set; }
    public UserId? AcceptedBy { get; private set; }

    /// <summary>Invites somebody into the acting person's own organisation.</summary>
    /// <exception cref="RuleBroken"><c>not-allowed</c>, <c>invite-address</c>, <c>invite-role</c>.</exception>
    public static Invitation Invite(string email, Role role, ApplicationId? application, Act act)
    {
        Require(act.Is(Role.Representative) && act is { Organization: not null, Guest: null }, "not-allowed");
        Require(IsAddress(email.Trim()), "invite-address");
        // Whoever joins for one application may write or read it; filing is the organisation's act.
        Require(role.IsApplicant() && (application is null || role != Role.Representative), "invite-role");
        Invitation invitation = new()
        {
            Id = Guid.CreateVersion7(act.At),
            Organization = act.Organization!.Value,
            Application = application,
            Email = email.Trim(),
            Role = role,
            InvitedBy = act.By,
            InvitedByName = act.Name,
            InvitedAt = act.At,
            ExpiresAt = act.At + Life,
        };
        invitation.Record(new PersonInvited(role, application), act);
        return invitation;
    }

    /// <summary>True while it can be accepted.</summary>
    public bool IsOpenAt(DateTime now) => State == InvitationState.Open && now < ExpiresAt;

    /// <summary>Sends it again; links of earlier mails are dead from now on.</summary>
    public void Renew(Act act)
    {
        RequireOwn(act);
        ExpiresAt = act.At + Life;
        Record(new InvitationRenewed(), act);
    }

    public void Withdraw(Act act)
    {
        RequireOwn(act);
        State = InvitationState.Withdrawn;
        Record(new InvitationWithdrawn(), act);
    }

    /// <summary>The invited person joins.</summary>
    /// <exception cref="RuleBroken">
    /// <c>invitation-gone</c>: used, withdrawn or expired. <c>join-official</c>: an official's account. <c>join-other</c>: another organisation's.
    /// </exception>
    public void Accept(Act act)
    {
        Require(IsOpenAt(act.At), "invitation-gone");
        Require(!act.IsOfficial && act.Ministry is null, "join-official");
        Require(act.Organization is null || act.Organization == Organization, "join-other");
        State = InvitationState.Accepted;
        AcceptedBy = act.By;
        Record(new InvitationAccepted(act.By, act.Name, Role), act);
    }

    /// <summary>Enough to be tried: what an address really is, the mail server knows.</summary>
    public static bool IsAddress(string text) =>
        text.Length <= AddressLimit
        && text.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal)
        && !host.StartsWith('.')
        && !host.EndsWith('.')
        && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or ',' or ';' or ':' or '"' or '(' or ')' or '[' or ']' or '\\'));

    void RequireOwn(Act act)
    {
        Require(act.Is(Role.Representative) && act.Organization == Organization && act.Guest is null, "not-allowed");
        Require(State == InvitationState.Open, "invitation-gone");
    }
}
