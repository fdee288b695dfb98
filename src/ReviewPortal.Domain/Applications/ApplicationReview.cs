using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>What officials find, item by item, and what they sign.</summary>
public sealed partial class Application
{
    public IReadOnlyList<Judgement> Judgements { get; private set; } = [];

    /// <summary>Null until the substance review was signed for the first time.</summary>
    public ReviewSignature? SubstanceReview { get; private set; }

    /// <summary>Questions of the plan that ministries do not see, as patterns.</summary>
    public IReadOnlyList<string> LeadOnly { get; private set; } = [];

    public Judgement? JudgementOf(ReviewPart part, string item) => Judgements.SingleOrDefault(one => one.Part == part && one.Item == item);

    /// <summary>Judges one item; a signed one is open again from then on.</summary>
    /// <param name="part">Form or substance.</param>
    /// <param name="item">One of the items.</param>
    /// <param name="items">The items of that part, by the rules of the plan.</param>
    /// <param name="verdict">Null while only a note is written.</param>
    /// <param name="note">What a signature needs: see <see cref="Judgement.NeedsNote"/>.</param>
    /// <param name="seen">The item's revision that the page showed; 0 where nobody had judged it.</param>
    /// <param name="act">Who and when.</param>
    /// <exception cref="Stale">Somebody else has judged the item meanwhile.</exception>
    public void Judge(ReviewPart part, string item, IReadOnlyList<string> items, Verdict? verdict, string note, int seen, Act act)
    {
        var move = Permit(part == ReviewPart.Form ? ApplicationAction.JudgeForm : ApplicationAction.JudgeSubstance, act);
        Require(items.Contains(item), "judge-item");
        var written = Written(note, missing: null);
        var judgement = JudgementOf(part, item);
        if ((judgement?.Revision ?? 0) != seen)
        {
            throw new Stale(judgement!.ByName, judgement.At, nameof(ItemJudged));
        }

        Judgement now = new(part, item, verdict, written, seen + 1, act.By, act.Name, act.At);
        Judgements = [.. Judgements.Where(one => one != judgement), now];
        Go(move, new ItemJudged(part, item, verdict), act);
        // Who had signed did so for what stood there before.
        if (judgement is { IsSigned: true, SignedByName: { } signer })
        {
            Happen(new SignatureVoided(part, item, signer), act);
        }
    }

    /// <summary>Signs anew the items of the form check that were opened again.</summary>
    /// <exception cref="RuleBroken"><c>all-signed</c>, <c>items-open</c>, <c>form-not-met</c>, <c>open-points</c></exception>
    public void RenewFormCheck(Act act)
    {
        var move = Permit(ApplicationAction.RenewFormCheck, act);
        IReadOnlyList<string> open = [.. Unsigned(ReviewPart.Form, OpenPointKind.FormItem).Select(point => point.Of)];
        RequireOffered(open.Count > 0, ApplicationAction.RenewFormCheck, "all-signed");
        RequireEveryAnswerAccepted();
        SignItems(ReviewPart.Form, ReviewItems.OfForm, act);
        FormCheck = new(act.By, act.Name, act.At, FormCheck?.Note ?? "");
        Go(move, new FormCheckRenewed(open), act);
    }

    /// <summary>Signs the substance review (実質審査).</summary>
    /// <param name="items">The items of the substance review, by the rules of the plan.</param>
    /// <param name="note">What is to be kept beside it.</param>
    /// <param name="act">Who and when.</param>
    /// <exception cref="RuleBroken"><c>all-signed</c>, <c>items-open</c>, <c>items-touched</c> (not looked at since the applicant changed what they rest on)</exception>
    public void SignSubstance(IReadOnlyList<string> items, string note, Act act)
    {
        var move = Permit(ApplicationAction.SignSubstance, act);
        RequireOffered(
            SubstanceReview is null || items.Any(item => JudgementOf(ReviewPart.Substance, item) is not { IsSigned: true }),
            ApplicationAction.SignSubstance,
            "all-signed"
        );
        SignItems(ReviewPart.Substance, items, act);
        SubstanceReview = new(act.By, act.Name, act.At, Written(note, missing: null));
        Go(move, new SubstanceReviewSigned(), act);
    }

    /// <summary>Decides whether ministries see the answers to a question of the plan.</summary>
    /// <exception cref="RuleBroken"><c>correction-path</c>: no question of the plan. <c>lead-only-same</c></exception>
    public void KeepToLead(string question, bool keep, Act act)
    {
        var move = Permit(ApplicationAction.KeepToLead, act);
        // Entries of a list move when one of them goes: what is kept back is the question, in every entry.
        var pattern = PlanQuestions.PatternOf(question);
        Require(PlanQuestions.Find(pattern) is not null, "correction-path");
        // By its name everybody finds the case.
        Require(pattern != "service.name", "lead-only-name");
        Require(LeadOnly.Contains(pattern) != keep, "lead-only-same");
        LeadOnly = keep ? [.. LeadOnly.Append(pattern).Order(StringComparer.Ordinal)] : [.. LeadOnly.Where(one => one != pattern)];
        Go(move, keep ? new QuestionKeptToLead(pattern) : new QuestionShownToAll(pattern), act);
    }

    /// <summary>
    /// The questions whose answers the person does not see. A ministry's reviewer sees everything but what is kept to those who lead; whoever
    /// the case is assigned to leads it.
    /// </summary>
    public IReadOnlyList<string> HiddenFrom(Act act) => act.Organization == Organization || IsLedBy(act) ? [] : LeadOnly;

    /// <summary>True for those who see what is kept from the ministries: answers, and notes for those who lead.</summary>
    public bool IsLedBy(Act act) =>
        act.IsOfficial && ((AssignedTo is { } assigned && act.IsOrStandsInFor(assigned)) || act.Roles.Any(role => role.SeesKept()));

    /// <summary>True when a letter of that kind asks about an answer that the person does not see.</summary>
    public bool KeepsLetterFrom(LetterKind kind, Act act) =>
        kind == LetterKind.Correction
        && HiddenFrom(act) is { Count: > 0 } hidden
        && Corrections.SelectMany(correction => correction.Items).Any(item => PlanMask.Hides(hidden, item.Path));

    /// <summary>The plan as the person may see it.</summary>
    public string PlanFor(PlanVersion version, Act act) => PlanMask.Without(version.Plan, HiddenFrom(act));

    void SignItems(ReviewPart part, IReadOnlyList<string> items, Act act)
    {
        var found = items.Select(item => JudgementOf(part, item)).ToList();
        IReadOnlyList<string> open = [.. items.Where(item => JudgementOf(part, item) is not { IsComplete: true })];
        Require(open.Count == 0, "items-open", open.Count, new ItemNames(open));
        // What rests on something that the applicant has changed is looked at again, one by one: signing is no look.
        IReadOnlyList<string> touched = [.. items.Where(item => JudgementOf(part, item)!.IsTouched)];
        Require(part == ReviewPart.Form || touched.Count == 0, "items-touched", touched.Count, new ItemNames(touched));
        // What is not met in the form is put right by a correction, or the case does not come to a review.
        Require(part != ReviewPart.Form || found.TrueForAll(one => one!.Verdict != Verdict.NotMet), "form-not-met");
        Judgements =
        [
            .. Judgements.Select(one =>
                found.Contains(one) && !one.IsSigned ? one with { SignedByName = act.Name, SignedAt = act.At, IsTouched = false } : one
            ),
        ];
    }

    void ReopenTouched(IReadOnlyList<string> changed, bool otherRules, Act act)
    {
        var touched = Judgements
            .Where(one => one.IsSigned)
            .Where(one => (otherRules && one.Part == ReviewPart.Substance) || changed.Any(path => ReviewItems.IsTouchedBy(one.Item, path)))
            .ToList();
        Judgements =
        [
            .. Judgements.Select(one => touched.Contains(one) ? one with { SignedByName = null, SignedAt = null, IsTouched = true } : one),
        ];
        if (touched.Count > 0)
        {
            Happen(new ItemsReopened([.. touched.Select(one => one.Item)]), act);
        }
    }

    /// <summary>The judgements of a part that no signature covers: not yet, or not any more.</summary>
    public IReadOnlyList<Judgement> Unsigned(ReviewPart part) => [.. Judgements.Where(one => one.Part == part && !one.IsSigned)];

    IReadOnlyList<OpenPoint> Unsigned(ReviewPart part, OpenPointKind kind) =>
        [.. Unsigned(part).Select(one => new OpenPoint(kind, one.Item))];

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
