using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>From the recommendation to the notice.</summary>
public sealed partial class Application
{
    /// <summary>What is still open; a recommendation passes nothing over.</summary>
    public IReadOnlyList<OpenPoint> OpenPoints() =>
        [
            .. consultations.Where(c => c.IsOpen).Select(c => new OpenPoint(OpenPointKind.Opinion, c.Ministry.ToString())),
            .. inquiries.Where(inquiry => inquiry.IsOpen).Select(inquiry => new OpenPoint(OpenPointKind.Inquiry, inquiry.Question)),
            .. corrections
                .SelectMany(c => c.Items)
                .Where(item => !item.IsSettled)
                .Select(item => new OpenPoint(OpenPointKind.Answer, item.Path)),
            .. FormCheck is null ? [new OpenPoint(OpenPointKind.FormCheck, "")] : Unsigned(ReviewPart.Form, OpenPointKind.FormItem),
            .. SubstanceReview is null
                ? [new OpenPoint(OpenPointKind.SubstanceReview, "")]
                : Unsigned(ReviewPart.Substance, OpenPointKind.SubstanceItem),
            .. Conflicts.Where(conflict => conflict.IsOpen).Select(conflict => new OpenPoint(OpenPointKind.Conflict, conflict.Why)),
            .. OpinionConflict
                .Suspected(consultations, Conflicts)
                .Select(sides => new OpenPoint(OpenPointKind.SuspectedConflict, MinistryOf(sides[0]).ToString()!)),
            .. experts.Where(expert => expert.IsOpen).Select(expert => new OpenPoint(OpenPointKind.Expert, expert.Name)),
        ];

    /// <summary>
    /// What stands against accepting the plan: a ministry whose last answer objects, what was judged not to be met, what the rules find to hinder
    /// it, and a type outside of the three.
    /// </summary>
    /// <param name="assessment">What the rules said of the latest submission, as far as whoever asks may see it; null where they said nothing.</param>
    /// <param name="proposed">The type as the official sees it; null where nobody has said yet.</param>
    public IReadOnlyList<OpenPoint> Against(Assessment? assessment, UseType? proposed = null)
    {
        List<OpenPoint> people =
        [
            .. OpinionConflict
                .Heard(consultations)
                .Where(opinion => opinion.Stance == Stance.Objection)
                .Select(opinion => new OpenPoint(OpenPointKind.Opinion, opinion.Ministry.ToString())),
            .. Judgements
                .Where(judgement => judgement.Verdict == Verdict.NotMet)
                .Select(judgement => new OpenPoint(
                    judgement.Part == ReviewPart.Form ? OpenPointKind.FormItem : OpenPointKind.SubstanceItem,
                    judgement.Item
                )),
        ];
        return
        [
            .. people,
            // What a person judged under the rule's own name is said once.
            .. (assessment?.Findings ?? [])
                .Where(finding => finding.Hinders && !people.Exists(point => point.Of == finding.Rule))
                .Select(finding => new OpenPoint(OpenPointKind.Finding, finding.Rule))
                .Distinct(),
            .. LatestVersion?.UseType == UseType.OutsideTypes || proposed == UseType.OutsideTypes
                ? [new OpenPoint(OpenPointKind.OutsideTypes, "")]
                : Array.Empty<OpenPoint>(),
        ];
    }

    /// <summary>起案: proposes an outcome for another official to decide.</summary>
    /// <exception cref="RuleBroken">
    /// <c>open-points</c>, <c>reason-missing</c> (a refusal without a complete reason), <c>condition-missing</c>, <c>condition-incomplete</c>,
    /// <c>condition-too-many</c>, <c>due-after</c>, <c>due-past</c>, <c>due-far</c>, <c>type-reason</c>, <c>route-reason</c> (another type or route than the rules propose, without saying why),
    /// <c>type-open</c> (accepted without a type or a route), <c>route-refuses</c> (accepted by a route that ends without acceptance),
    /// <c>despite-reason</c> (accepted against what stands there, without saying why), <c>summary-missing</c>, <c>text-unusable</c>
    /// </exception>
    /// <param name="proposal">What is proposed.</param>
    /// <param name="act">Who and when.</param>
    /// <param name="assessment">What the rules said of the latest submission.</param>
    public void Recommend(Proposal proposal, Act act, Assessment? assessment = null)
    {
        var move = Permit(ApplicationAction.Recommend, act);
        var open = OpenPoints();
        RequireOffered(open.Count == 0, ApplicationAction.Recommend, "open-points", open.Count);
        RequireUsable([
            proposal.Summary,
            proposal.TypeReason,
            proposal.RouteReason,
            proposal.DespiteReason,
            .. proposal.Reasons.SelectMany(reason => new[] { reason.Criterion, reason.Facts, reason.Why }),
            .. proposal.Conditions.SelectMany(condition => new[] { condition.Text, condition.Reason }),
        ]);
        Require(proposal.Summary.Trim().Length > 0, "summary-missing");
        var refused = proposal.Outcome == DecisionOutcome.Refused;
        Require(!refused || (proposal.Reasons.Count > 0 && proposal.Reasons.All(reason => reason.IsComplete)), "reason-missing");
        Require(refused || proposal.Reasons.Count == 0, "reason-too-many");
        var conditional = proposal.Outcome == DecisionOutcome.AcceptedWithConditions;
        Require(!conditional || proposal.Conditions.Count > 0, "condition-missing");
        Require(conditional || proposal.Conditions.Count == 0, "condition-too-many");
        Require(
            proposal.Conditions.All(condition => condition.Text.Trim().Length > 0 && condition.Reason.Trim().Length > 0),
            "condition-incomplete"
        );
        Require(proposal.Conditions.All(condition => condition.DueAfter?.IsPossible != false), "due-after", DueAfterNotice.Longest);
        Require(proposal.Conditions.All(condition => condition.DueOn is null || condition.DueOn > JapaneseDate.On(act.At)), "due-past");
        var last = DueDay.LastToFulfil(JapaneseDate.On(act.At));
        Require(proposal.Conditions.All(condition => condition.DueOn is null || condition.DueOn <= last), "due-far", last);
        var differs = proposal.UseType != LatestVersion!.UseType;
        Require(!differs || !string.IsNullOrWhiteSpace(proposal.TypeReason), "type-reason");
        var elsewhere = proposal.Route is { } route && route != LatestVersion.Route;
        Require(!elsewhere || !string.IsNullOrWhiteSpace(proposal.RouteReason), "route-reason");
        var way = proposal.Route ?? LatestVersion.Route;
        // A plan can be refused because what its type rests on was never answered; accepted is only what is known.
        Require(refused || (proposal.UseType != UseType.Undetermined && way != Route.Undetermined), "type-open");
        Require(refused || way is not (Route.OutOfScopeGuidance or Route.RefusalLikely), "route-refuses");
        var despite = !refused && Against(assessment, proposal.UseType).Count > 0;
        Require(!despite || !string.IsNullOrWhiteSpace(proposal.DespiteReason), "despite-reason");
        var kept = proposal with
        {
            DespiteReason = despite ? proposal.DespiteReason!.Trim() : null,
            TypeReason = differs ? proposal.TypeReason!.Trim() : null,
            Route = way,
            RouteReason = elsewhere ? proposal.RouteReason!.Trim() : null,
        };
        Recommendation = new(kept, act.By, act.InPlaceOf(AssignedTo).Name, act.At);
        ChallengeComment = null;
        Go(move, new ApplicationRecommended(proposal.Outcome, proposal.UseType), act);
    }

    /// <summary>差戻し: the second person does not agree; the case returns to review with the comment, and the proposal is kept beside it.</summary>
    public void Challenge(string comment, Act act)
    {
        var move = Permit(ApplicationAction.Challenge, act);
        var written = Written(comment, "comment-missing");
        ChallengeComment = written;
        SetAside(written, AsDecider(act), isWithdrawn: false);
        Go(move, new RecommendationChallenged(written), AsDecider(act));
    }

    /// <summary>起案の取下げ: those who proposed it take it back before it is decided; the case returns to review, and the proposal is kept.</summary>
    public void WithdrawRecommendation(string reason, Act act)
    {
        var move = Permit(ApplicationAction.WithdrawRecommendation, act);
        var written = Written(reason, "reason-missing");
        SetAside(written, act.InPlaceOf(AssignedTo), isWithdrawn: true);
        Go(move, new RecommendationWithdrawn(written), act);
    }

    /// <summary>決裁: the second person adopts the recommendation as it stands.</summary>
    public void Decide(Act act)
    {
        var move = Permit(ApplicationAction.Decide, act);
        var decider = AsDecider(act);
        Decision = new(Recommendation!.Proposal.Outcome, act.By, decider.Name, act.At);
        Go(move, new ApplicationDecided(Decision.Outcome), decider);
    }

    /// <summary>Takes the decision back before the notice goes out.</summary>
    public void UndoDecision(string reason, Act act)
    {
        var move = Permit(ApplicationAction.UndoDecision, act);
        var written = Written(reason, "reason-missing");
        Decision = null;
        Go(move, new DecisionUndone(written), AsDecider(act));
    }

    /// <summary>施行: the notice goes out under its document number.</summary>
    /// <param name="letter">The letter as it goes out; kept, so that it prints the same for ever.</param>
    /// <param name="act">Who and when.</param>
    public void Issue(Letter letter, Act act)
    {
        var move = Permit(ApplicationAction.Issue, act);
        Notice = new(letter.Number, JapaneseDate.On(act.At), letter, act.By, act.Name, act.At);
        EndedAt = act.At;
        Close(act);
        Go(move, new NoticeIssued(letter.Number, Decision!.Outcome), act);
    }

    void SetAside(string comment, Act act, bool isWithdrawn)
    {
        EarlierRecommendations = [.. EarlierRecommendations, new(Recommendation!, comment, act.By, act.Name, act.At, isWithdrawn)];
        Recommendation = null;
    }

    // Who decides while another decider is away has both names in the record; nobody decides in place of who proposed it.
    Act AsDecider(Act act) => act.InPlaceOfDeciders(Recommendation?.By);
}

/// <remarks>Kept by their numbers in the rows of the lists: new ones come last.</remarks>
public enum OpenPointKind
{
    FormCheck,
    Opinion,
    Answer,
    Inquiry,

    /// <summary>An item of the signed form check that was opened again.</summary>
    FormItem,
    SubstanceReview,

    /// <summary>An item of the signed substance review that was opened again.</summary>
    SubstanceItem,
    Conflict,

    /// <summary>A ministry's objection beside others' answers that let the plan pass, of which nobody has said yet how it is settled.</summary>
    SuspectedConflict,
    Expert,

    /// <summary>A rule's finding that hinders acceptance.</summary>
    Finding,

    /// <summary>The plan's type is outside of the three.</summary>
    OutsideTypes,
}

/// <summary>Something that has to be settled before a recommendation: a ministry's or expert's name, a field's path, an item, a rule, or what was asked.</summary>
public readonly record struct OpenPoint(OpenPointKind Kind, string Of);
