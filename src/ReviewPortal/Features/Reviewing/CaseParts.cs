using ReviewPortal.Domain;

namespace ReviewPortal.Features.Reviewing;

/// <summary>One thing that happened.</summary>
public sealed record CaseEvent(DateTime At, string By, Event What);

/// <summary>A filed application that shares its answers' beginning with another.</summary>
/// <param name="IsSource">The other one was copied from this.</param>
public sealed record RelatedCase(ApplicationId Id, string Number, bool IsSource);

/// <summary>An attempt that was refused: who tried what, when, and the rule's code.</summary>
public sealed record RefusedAttempt(DateTime At, string By, string? Action, string Code);
