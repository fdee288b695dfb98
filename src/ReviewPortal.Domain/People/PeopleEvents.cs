namespace ReviewPortal.Domain.People;

/// <summary>Somebody was asked to join; the address stands with the invitation, not here.</summary>
/// <param name="Application">The one application that it is about; null for the whole organisation.</param>
public sealed record PersonInvited(Role Role, ApplicationId? Application) : Event;

public sealed record InvitationRenewed : Event;

public sealed record InvitationWithdrawn : Event;

public sealed record InvitationAccepted(UserId Person, string Name, Role Role) : Event;

public sealed record MemberRoleChanged(UserId Person, string Name, Role Before, Role After) : Event;

public sealed record MemberRemoved(UserId Person, string Name) : Event;

public sealed record RoleGranted(UserId Person, string Name, Role Role) : Event;

public sealed record RoleRevoked(UserId Person, string Name, Role Role) : Event;

public sealed record AccountClosed(UserId Person, string Name) : Event;
