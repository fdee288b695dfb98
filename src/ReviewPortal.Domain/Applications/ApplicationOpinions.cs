using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>Opinions that are asked for, and what they lead to: conflicts that are settled, and experts who are heard.</summary>
public sealed partial class Application
{
    readonly List<ExpertInvitation> experts = [];

    public IReadOnlyList<OpinionConflict> Conflicts { get; private set; } = [];
    public IReadOnlyList<ExpertInvitation> Experts => experts;

    /// <summary>Asks ministries for their opinion, side by side.</summary>
    /// <exception cref="RuleBroken"><c>opinion-asked</c>: a ministry has an open request. <c>opinion-nobody</c>, <c>opinion-question</c>, <c>due-past</c>, <c>due-far</c></exception>
    public void RequestOpinions(IReadOnlyCollection<Ministry> ministries, string question, DateOnly dueOn, Act act)
    {
        var move = Permit(ApplicationAction.RequestOpinion, act);
        Require(ministries.Count > 0, "opinion-nobody");
        var asked = Written(question, "opinion-question");
        RequireAnswerDay(dueOn, act);
        foreach (var ministry in ministries.Distinct().Order())
        {
            Require(!consultations.Any(c => c.Ministry == ministry && c.IsOpen), "opinion-asked", ministry);
            consultations.Add(new(ministry, asked, dueOn, act));
            Go(move, new OpinionRequested(ministry, dueOn), act);
        }
    }

    public void WithdrawOpinionRequest(Ministry ministry, string reason, Act act)
    {
        var move = Permit(ApplicationAction.WithdrawOpinionRequest, act);
        var open = consultations.SingleOrDefault(c => c.Ministry == ministry && c.IsOpen);
        Require(open is not null, "opinion-not-open", ministry);
        var why = Written(reason, "reason-missing");
        (open!.ClosedAt, open.WithdrawnBecause) = (act.At, why);
        Go(move, new OpinionRequestWithdrawn(ministry, why), act);
    }

    /// <summary>The asked ministry answers, once.</summary>
    public void GiveOpinion(Stance stance, string text, IReadOnlyList<string> conditions, Act act, string? questions = null)
    {
        var move = Permit(ApplicationAction.GiveOpinion, act);
        var written = Written(text, stance is Stance.NoObjection or Stance.NotConcerned ? null : "opinion-text");
        var unsure = Written(questions, missing: null);
        IReadOnlyList<string> wanted =
        [
            .. conditions.Select(condition => Written(condition, missing: null)).Where(condition => condition.Length > 0),
        ];
        Require(stance != Stance.Conditional || wanted.Count > 0, "opinion-conditions");
        Require(stance == Stance.Conditional || wanted.Count == 0, "opinion-no-conditions");
        var open = consultations.Single(c => c.Ministry == act.Ministry && c.IsOpen);
        (open.Stance, open.Opinion, open.Conditions) = (stance, written, wanted);
        (open.Questions, open.AnsweredByName, open.ClosedAt) = (Blank(unsure), act.Name, act.At);
        Go(move, new OpinionGiven(open.Ministry, stance), act);
    }

    /// <summary>Says that what two ministries ask for cannot both be done.</summary>
    /// <exception cref="RuleBroken"><c>conflict-two</c>, <c>conflict-marked</c>, <c>reason-missing</c></exception>
    public void MarkConflict(IReadOnlyList<ConditionRef> between, string why, Act act)
    {
        var move = Permit(ApplicationAction.MarkConflict, act);
        IReadOnlyList<ConditionRef> sides = [.. between.Distinct()];
        var ministries = sides.Select(MinistryOf).ToList();
        Require(!ministries.Contains(null) && ministries.Distinct().Count() > 1, "conflict-two");
        Require(!Conflicts.Any(one => one.IsOpen && one.Between.ToHashSet().SetEquals(sides)), "conflict-marked");
        OpinionConflict conflict = new(Guid.CreateVersion7(act.At), sides, Written(why, "reason-missing"), act.By, act.Name, act.At);
        Conflicts = [.. Conflicts, conflict];
        Go(move, new ConflictMarked(conflict.Id, conflict.Why), act);
    }

    /// <summary>Says how a conflict is settled.</summary>
    /// <param name="id">Which.</param>
    /// <param name="settlement">How.</param>
    /// <param name="act">Who and when.</param>
    /// <param name="keeps">Of the conditions that it is about, those that stay; null where that is not said.</param>
    /// <exception cref="RuleBroken"><c>conflict-gone</c>, <c>conflict-keeps</c> (a condition that it is not about), <c>reason-missing</c></exception>
    public void SettleConflict(Guid id, string settlement, Act act, IReadOnlyCollection<ConditionRef>? keeps = null)
    {
        var move = Permit(ApplicationAction.SettleConflict, act);
        Require(Conflicts.Any(one => one.Id == id && one.IsOpen), "conflict-gone");
        var stay = Staying(Conflicts.Single(one => one.Id == id).Between, keeps);
        var written = Written(settlement, "reason-missing");
        Conflicts =
        [
            .. Conflicts.Select(one =>
                one.Id == id ? one with { Settlement = written, SettledByName = act.Name, SettledAt = act.At, Keeps = stay } : one
            ),
        ];
        Go(move, new ConflictSettled(id, written), act);
    }

    /// <summary>Says of what only looks like a conflict why it is none, or how it is settled, without marking it first.</summary>
    /// <param name="between">As it is suspected now.</param>
    /// <param name="settlement">Why both stand, or which of them counts.</param>
    /// <param name="act">Who and when.</param>
    /// <param name="keeps">Of the conditions that it is about, those that stay; null where that is not said.</param>
    /// <exception cref="RuleBroken"><c>conflict-gone</c>: another answer came meanwhile, or somebody has marked it. <c>conflict-keeps</c>, <c>reason-missing</c></exception>
    public void SettleSuspected(
        IReadOnlyList<ConditionRef> between,
        string settlement,
        Act act,
        IReadOnlyCollection<ConditionRef>? keeps = null
    )
    {
        var move = Permit(ApplicationAction.SettleConflict, act);
        Require(OpinionConflict.Suspected(consultations, Conflicts).Any(one => one.ToHashSet().SetEquals(between)), "conflict-gone");
        var stay = Staying(between, keeps);
        var written = Written(settlement, "reason-missing");
        OpinionConflict conflict = new(
            Guid.CreateVersion7(act.At),
            [.. between],
            "",
            act.By,
            act.Name,
            act.At,
            written,
            act.Name,
            act.At,
            stay
        );
        Conflicts = [.. Conflicts, conflict];
        Go(move, new ConflictSettled(conflict.Id, written), act);
    }

    /// <summary>Asks somebody from outside for one opinion.</summary>
    /// <exception cref="RuleBroken"><c>expert-name</c>, <c>expert-address</c>, <c>opinion-question</c>, <c>expert-invited</c></exception>
    public ExpertInvitation InviteExpert(string name, string email, string question, Act act)
    {
        var move = Permit(ApplicationAction.InviteExpert, act);
        Require(name.Trim().Length is > 0 and <= 100, "expert-name");
        Require(IsAddress(email.Trim()), "expert-address");
        var asked = Written(question, "opinion-question");
        Require(
            !experts.Any(one => one.IsOpen && string.Equals(one.Email, email.Trim(), StringComparison.OrdinalIgnoreCase)),
            "expert-invited"
        );
        ExpertInvitation invitation = new(name.Trim(), email.Trim(), asked, act);
        experts.Add(invitation);
        Go(move, new ExpertInvited(invitation.Id, invitation.Name), act);
        return invitation;
    }

    /// <summary>Takes an invitation back; its link and its page are dead from then on.</summary>
    /// <exception cref="RuleBroken"><c>expert-gone</c>, <c>reason-missing</c></exception>
    public void WithdrawExpert(Guid id, string reason, Act act)
    {
        var move = Permit(ApplicationAction.WithdrawExpert, act);
        var invitation = experts.SingleOrDefault(one => one.Id == id && one.IsOpen);
        Require(invitation is not null, "expert-gone");
        var why = Written(reason, "reason-missing");
        Shut(invitation!, act);
        invitation!.WithdrawnBecause = why;
        Go(move, new ExpertInvitationWithdrawn(id, why), act);
    }

    /// <summary>A link is made for the mail that carries it; links made before are dead.</summary>
    public void IssueExpertLink(Guid id, string hash, DateTime now)
    {
        var invitation = experts.SingleOrDefault(one => one.Id == id && one.IsUsableAt(now) && one.OpenedAt is null);
        Require(invitation is not null, "expert-gone");
        invitation!.LinkHash = hash;
    }

    /// <summary>The link is used, once: from then on only that browser opens the page.</summary>
    public void UseExpertLink(string browserHash, Act act)
    {
        var move = Permit(ApplicationAction.GiveExpertOpinion, act);
        var invitation = experts.Single(one => one.Person == act.By);
        Require(invitation.LinkHash is not null, "expert-gone");
        (invitation.LinkHash, invitation.BrowserHash, invitation.OpenedAt) = (null, browserHash, act.At);
        Go(move, new ExpertLinkUsed(invitation.Id), act);
    }

    /// <summary>The expert writes the one opinion.</summary>
    /// <exception cref="RuleBroken"><c>opinion-text</c></exception>
    public void GiveExpertOpinion(string text, Act act)
    {
        var move = Permit(ApplicationAction.GiveExpertOpinion, act);
        var written = Written(text, "opinion-text");
        var invitation = experts.Single(one => one.Person == act.By);
        invitation.Opinion = written;
        Shut(invitation, act);
        Go(move, new ExpertOpinionGiven(invitation.Id), act);
    }

    ConditionRef[]? Staying(IEnumerable<ConditionRef> between, IReadOnlyCollection<ConditionRef>? keeps)
    {
        var about = OpinionConflict.ConditionsOf(between, consultations);
        Require(keeps?.All(about.Contains) != false, "conflict-keeps");
        return keeps is null ? null : [.. about.Where(keeps.Contains)];
    }

    Ministry? MinistryOf(ConditionRef side) =>
        consultations.SingleOrDefault(one => one.Id == side.Consultation && one.Stance is not null) is { } answered
        && (side.Condition is not { } place || (place >= 0 && place < answered.Conditions.Count))
            ? answered.Ministry
            : null;

    static void Shut(ExpertInvitation invitation, Act act) =>
        (invitation.ClosedAt, invitation.LinkHash, invitation.BrowserHash) = (act.At, null, null);

    // Enough to be tried: what an address really is, the mail server knows.
    static bool IsAddress(string text) =>
        text.Length <= 254
        && text.Split('@') is [{ Length: > 0 }, { Length: > 2 } host]
        && host.Contains('.', StringComparison.Ordinal)
        && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or ',' or ';' or '"'));
}
