using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>補正: what the applicant is asked to put right, and what becomes of it.</summary>
public sealed partial class Application
{
    /// <summary>Asks for corrections tied to fields. The clock stands until they are answered.</summary>
    /// <exception cref="RuleBroken"><c>correction-empty</c>, <c>correction-text</c>, <c>correction-path</c>, <c>correction-double</c>, <c>due-past</c>, <c>due-far</c></exception>
    public void RequestCorrection(IReadOnlyList<CorrectionItem> items, DateOnly dueOn, Act act)
    {
        var move = Permit(ApplicationAction.RequestCorrection, act);
        Require(items.Count > 0, "correction-empty");
        IReadOnlyList<string> texts = [.. items.Select(item => Written(item.Text, "correction-text"))];
        Require(
            items.All(item => PlanQuestions.Find(item.Path) is not null || DocumentPath.Find(item.Path) is not null),
            "correction-path"
        );
        Require(items.DistinctBy(item => item.Path).Count() == items.Count, "correction-double");
        RequireAnswerDay(dueOn, act);
        IReadOnlyList<CorrectionItem> asked =
        [
            .. items.Select((item, at) => new CorrectionItem(item.Path, texts[at], item.Rule, Follows: AskAgain(item.Path))),
        ];
        var correction = new CorrectionRequest(asked, dueOn, State, LatestVersion!.Number, act);
        corrections.Add(correction);
        Go(move, new CorrectionRequested(correction.Id, [.. asked.Select(item => item.Path)], dueOn), act);
    }

    /// <summary>The applicant says what was done about one item.</summary>
    /// <param name="path">The item.</param>
    /// <param name="answer">What is said.</param>
    /// <param name="act">Who and when.</param>
    /// <param name="seen">What the person has seen there; null where it does not matter.</param>
    /// <exception cref="AnswerTaken">Somebody else has answered otherwise meanwhile.</exception>
    public void AnswerCorrection(string path, string answer, Act act, IReadOnlyCollection<string>? seen = null)
    {
        Permit(ApplicationAction.AnswerCorrection, act);
        var correction = OpenCorrection!;
        var asked = correction.Items.SingleOrDefault(item => item.Path == path);
        Require(asked is not null, "field-closed");
        var theirs = asked!.Answer ?? "";
        var written = Written(answer, missing: null, Plans.PlanJson.LongestAnswer);
        if (seen is not null && !seen.Contains(theirs) && theirs != written)
        {
            throw new AnswerTaken(path, theirs);
        }

        correction.Items = [.. correction.Items.Select(item => item.Path == path ? item with { Answer = written } : item)];
        Touch(act);
    }

    /// <summary>Files the corrected plan; the case returns to where the correction left it.</summary>
    /// <exception cref="RuleBroken"><c>correction-unanswered</c>: an item has no answer. <c>field-closed</c>: another field was changed.</exception>
    public void Resubmit(FiledPlan plan, Act act)
    {
        var move = Permit(ApplicationAction.Resubmit, act);
        var correction = OpenCorrection!;
        var now = PlanJson.Read(plan.Plan).Plan;
        // An item whose question no longer applies after the other answers has nothing that could be answered.
        Require(
            correction.Items.All(item =>
                !string.IsNullOrWhiteSpace(item.Answer) || (now is not null && !PlanQuestions.IsAsked(item.Path, now))
            ),
            "correction-unanswered"
        );
        var changed = PlanDiff.Between(LatestVersion!.Plan, plan.Plan).Select(change => change.Path).ToList();
        // An answer whose question no longer applies is kept and ignored, here too.
        Require(
            changed.TrueForAll(path =>
                correction.Opens(path) || IsConsequence(path, now) || (now is not null && !PlanQuestions.IsAsked(path, now))
            ),
            "field-closed"
        );
        changed.AddRange(DocumentDiff.Between(LatestVersion.Files, FilesToFile()).Select(change => change.Path));
        // A form check already signed stays signed, but for the items that rest on what was changed.
        var back = correction.Leaves;
        correction.ClosedAt = act.At;
        var otherRules = plan.RuleSetId != LatestVersion.RuleSetId;
        Freeze(plan, act);
        Go(move with { To = back }, new ApplicationResubmitted(LatestVersion!.Number, plan.Digest, changed), act);
        ReopenTouched(changed, otherRules, act);
    }

    /// <summary>The reviewer ticks off one answered item.</summary>
    public void AcceptAnswer(string path, Act act)
    {
        var move = Permit(ApplicationAction.AcceptAnswer, act);
        // A field may have been asked about more than once: what the reviewer now sees answers every time.
        var asked = corrections.Where(c => !c.IsOpen && c.Items.Any(item => item.Path == path && !item.IsSettled)).ToList();
        Require(asked.Count > 0, "nothing-to-accept");
        foreach (var correction in asked)
        {
            correction.Items =
            [
                .. correction.Items.Select(item => item.Path == path && !item.IsSettled ? item with { IsAccepted = true } : item),
            ];
        }

        Go(move, new AnswerAccepted(path), act);
    }

    /// <summary>True when the correction was answered by filing again; what ended with the case otherwise was not.</summary>
    public bool IsAnswered(CorrectionRequest correction) => !correction.IsOpen && versions.Any(v => v.Number > correction.PlanVersion);

    // A corrected answer can raise a question that the filed plan was not asked; it has to be answered, so it is open.
    bool IsConsequence(string path, UsePlan? now) =>
        now is not null
        && PlanQuestions.IsAsked(path, now)
        && PlanJson.Read(LatestVersion!.Plan).Plan is { } filed
        && !PlanQuestions.IsAsked(path, filed);

    void RequireEveryAnswerAccepted()
    {
        var open = corrections.SelectMany(c => c.Items).Count(item => !item.IsSettled);
        Require(open == 0, "open-points", open);
    }
}
