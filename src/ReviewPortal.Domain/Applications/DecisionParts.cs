using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

public enum DecisionOutcome
{
    /// <summary>承諾</summary>
    Accepted,

    /// <summary>条件付承諾</summary>
    AcceptedWithConditions,

    /// <summary>不承諾</summary>
    Refused,
}

/// <summary>条件: what the permission hangs on, and why.</summary>
/// <param name="DueOn">The day by which it is to be fulfilled; null for one that holds for good, or that counts from the notice.</param>
/// <param name="Evidence">What shows that it is fulfilled; null where nothing is to be handed in.</param>
/// <param name="DueAfter">The period that begins with the notice; null where a day is given, or none.</param>
public sealed record DecisionCondition(
    string Text,
    string Reason,
    DateOnly? DueOn = null,
    string? Evidence = null,
    DueAfterNotice? DueAfter = null
)
{
    /// <summary>The day by which it is to be fulfilled, once the day of the notice is known.</summary>
    public DateOnly? DueWhen(DateOnly notice) => DueOn ?? DueAfter?.From(notice, BusinessCalendar.Shipped);
}

/// <summary>不承諾の理由: the criterion, the facts found, and why they do not meet it.</summary>
/// <param name="Rule">The rule from whose finding it was assembled; null where it was written freely.</param>
public sealed record RefusalReason(string Criterion, string Facts, string Why, string? Rule = null)
{
    public bool IsComplete => Criterion.Trim().Length > 0 && Facts.Trim().Length > 0 && Why.Trim().Length > 0;
}

/// <summary>起案の内容: what one official proposes and another decides.</summary>
/// <param name="Outcome">What is proposed.</param>
/// <param name="UseType">The type as the official sees it.</param>
/// <param name="Summary">審査の要旨, for the decider and the letter's file.</param>
/// <param name="Conditions">With <see cref="DecisionOutcome.AcceptedWithConditions"/> at least one, else none.</param>
/// <param name="Reasons">With <see cref="DecisionOutcome.Refused"/> at least one complete reason, else none.</param>
/// <param name="TypeReason">Why the type is not the one that the rules propose; needed exactly then.</param>
/// <param name="Route">The route as the official sees it; null where nothing was said, which is the rules' own.</param>
/// <param name="RouteReason">Why the route is not the one that the rules propose; needed exactly then.</param>
/// <param name="DespiteReason">Why it is accepted although something stands against it (<see cref="Application.Against"/>); needed exactly then.</param>
public sealed record Proposal(
    DecisionOutcome Outcome,
    UseType UseType,
    string Summary,
    IReadOnlyList<DecisionCondition> Conditions,
    IReadOnlyList<RefusalReason> Reasons,
    string? TypeReason = null,
    Route? Route = null,
    string? RouteReason = null,
    string? DespiteReason = null
);

/// <summary>起案: a proposal with its drafter.</summary>
public sealed record Recommendation(Proposal Proposal, UserId By, string ByName, DateTime At);

/// <summary>差し戻され、又は取り下げられた起案: a recommendation that was not adopted, whole, with what was said of it.</summary>
/// <param name="Comment">Why it was sent back or withdrawn.</param>
/// <param name="By">Who sent it back or withdrew it.</param>
/// <param name="IsWithdrawn">It was withdrawn by those who proposed it, and not sent back by who was to decide.</param>
public sealed record EarlierRecommendation(
    Recommendation Recommendation,
    string Comment,
    UserId By,
    string ByName,
    DateTime At,
    bool IsWithdrawn = false
);

/// <summary>決裁: who adopted the recommendation, and when.</summary>
public sealed record Decision(DecisionOutcome Outcome, UserId By, string ByName, DateTime At);

/// <summary>形式審査: signed apart from the substance review. The signature that holds; the history tells of earlier ones.</summary>
public sealed record FormCheck(UserId By, string ByName, DateTime At, string Note);

/// <summary>施行: the notice that went out.</summary>
public sealed record IssuedNotice(string DocumentNumber, DateOnly Date, Letter Letter, UserId By, string ByName, DateTime At);
