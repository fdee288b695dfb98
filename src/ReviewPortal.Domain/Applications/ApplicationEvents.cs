using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>Marks what the applicant is never told, not even as a gap.</summary>
public interface IInternal;

public sealed record ApplicationDrafted(string ServiceName, ApplicationId? CopiedFrom = null) : Event;

public sealed record ApplicationSubmitted(string Number, int PlanVersion, string Digest) : Event;

public sealed record ApplicationWithdrawn(string Reason) : Event;

/// <param name="Verdict">None while only a note was written.</param>
public sealed record ItemJudged(ReviewPart Part, string Item, Verdict? Verdict) : Event, IInternal;

/// <summary>A signed item was judged anew: the signature no longer covers it, and it has to be signed again.</summary>
/// <param name="SignedByName">Whose signature it was.</param>
public sealed record SignatureVoided(ReviewPart Part, string Item, string SignedByName) : Event, IInternal;

/// <summary>What the applicant changed opened signed items again.</summary>
public sealed record ItemsReopened(IReadOnlyList<string> Items) : Event, IInternal;

public sealed record ApplicationHandedOver(UserId To, string Name) : Event;

/// <summary>A draft was removed because nobody had touched it since then.</summary>
public sealed record DraftExpired(DateTime SavedAt) : Event;

public sealed record FormCheckAccepted : Event;

public sealed record FormCheckRenewed(IReadOnlyList<string> Items) : Event, IInternal;

public sealed record SubstanceReviewSigned : Event, IInternal;

public sealed record ReviewerAssigned(UserId To, string Name) : Event, IInternal;

public sealed record CorrectionRequested(Guid Correction, IReadOnlyList<string> Paths, DateOnly DueOn) : Event;

public sealed record ExtensionRequested(Guid Correction, DateOnly DueOn, string Reason) : Event;

public sealed record ExtensionAgreed(Guid Correction, DateOnly DueOn) : Event;

/// <param name="DueOn">The day that goes on to hold.</param>
public sealed record ExtensionRefused(Guid Correction, DateOnly DueOn, string Reason) : Event;

public sealed record ApplicationResubmitted(int PlanVersion, string Digest, IReadOnlyList<string> ChangedPaths) : Event;

public sealed record AnswerAccepted(string Path) : Event, IInternal;

public sealed record LabelPut(int Label, string Name) : Event, IInternal;

public sealed record LabelTaken(int Label, string Name) : Event, IInternal;

/// <summary>The applicant is reminded of the open correction.</summary>
public sealed record CorrectionReminded(Guid Correction, DateOnly DueOn) : Event;

/// <summary>The applicant is reminded of an open inquiry.</summary>
public sealed record InquiryReminded(Guid Inquiry, DateOnly DueOn) : Event;

public sealed record OpinionReminded(Ministry Ministry, DateOnly DueOn) : Event, IInternal;

/// <param name="RuleSet">The rules that it was assessed by once more, as <c>ID@REVISION</c>.</param>
public sealed record ApplicationReassessed(string RuleSet, UseType UseType, Route Route) : Event, IInternal;

public sealed record InquiryMade(Guid Inquiry, DateOnly DueOn) : Event;

public sealed record InquiryAnswered(Guid Inquiry) : Event;

public sealed record OpinionRequested(Ministry Ministry, DateOnly DueOn) : Event, IInternal;

public sealed record OpinionRequestWithdrawn(Ministry Ministry, string Reason) : Event, IInternal;

public sealed record OpinionGiven(Ministry Ministry, Stance Stance) : Event, IInternal;

public sealed record ConflictMarked(Guid Conflict, string Why) : Event, IInternal;

public sealed record ConflictSettled(Guid Conflict, string Settlement) : Event, IInternal;

public sealed record ExpertInvited(Guid Invitation, string Name) : Event, IInternal;

public sealed record ExpertLinkUsed(Guid Invitation) : Event, IInternal;

public sealed record ExpertInvitationWithdrawn(Guid Invitation, string Reason) : Event, IInternal;

public sealed record ExpertOpinionGiven(Guid Invitation) : Event, IInternal;

/// <param name="Question">The question of the plan, in every entry of its list.</param>
public sealed record QuestionKeptToLead(string Question) : Event, IInternal;

public sealed record QuestionShownToAll(string Question) : Event, IInternal;

public sealed record ApplicationRecommended(DecisionOutcome Outcome, UseType UseType) : Event, IInternal;

public sealed record RecommendationWithdrawn(string Reason) : Event, IInternal;

public sealed record RecommendationChallenged(string Comment) : Event, IInternal;

public sealed record ApplicationDecided(DecisionOutcome Outcome) : Event, IInternal;

public sealed record DecisionUndone(string Reason) : Event, IInternal;

/// <summary>A file that went with a message, an inquiry or an answer was taken out of everybody's reach.</summary>
public sealed record TalkFileRedacted(Guid File, string Reason) : Event;

public sealed record FileRedacted(Guid File, DocumentKind Kind, string Reason) : Event;

public sealed record NoticeIssued(string DocumentNumber, DecisionOutcome Outcome) : Event;
