using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>Marks what the applicant is never told, not even as a gap.</summary>
public interface IInternal;

public sealed record ApplicationDrafted(string ServiceName) : Event;

public sealed record ApplicationSubmitted(string Number, int PlanVersion, string Digest) : Event;

public sealed record ApplicationWithdrawn(string Reason) : Event;

public sealed record ApplicationHandedOver(UserId To, string Name) : Event;

/// <summary>A draft was removed because nobody had touched it since then.</summary>
public sealed record DraftExpired(DateTime SavedAt) : Event;

public sealed record FormCheckAccepted : Event;

public sealed record ReviewerAssigned(UserId To, string Name) : Event, IInternal;

public sealed record CorrectionRequested(Guid Correction, IReadOnlyList<string> Paths, DateOnly DueOn) : Event;

public sealed record ApplicationResubmitted(int PlanVersion, string Digest, IReadOnlyList<string> ChangedPaths) : Event;

public sealed record AnswerAccepted(string Path) : Event, IInternal;

/// <param name="RuleSet">The rules that it was assessed by once more, as <c>ID@REVISION</c>.</param>
public sealed record ApplicationReassessed(string RuleSet, UseType UseType, Route Route) : Event, IInternal;

public sealed record OpinionRequested(Ministry Ministry, DateOnly DueOn) : Event, IInternal;

public sealed record OpinionRequestWithdrawn(Ministry Ministry, string Reason) : Event, IInternal;

public sealed record OpinionGiven(Ministry Ministry, Stance Stance) : Event, IInternal;

public sealed record ApplicationRecommended(DecisionOutcome Outcome, UseType UseType) : Event, IInternal;

public sealed record RecommendationChallenged(string Comment) : Event, IInternal;

public sealed record ApplicationDecided(DecisionOutcome Outcome) : Event, IInternal;

public sealed record DecisionUndone(string Reason) : Event, IInternal;

public sealed record NoticeIssued(string DocumentNumber, DecisionOutcome Outcome) : Event;
