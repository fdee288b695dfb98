using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>利用申請: one filing, from draft to decision. Every method happens or refuses; none quietly does nothing.</summary>
public sealed partial class Application : Aggregate
{
    public const int TextMaxLength = 4000;

    readonly List<PlanVersion> versions = [];
    readonly List<CorrectionRequest> corrections = [];
    readonly List<Consultation> consultations = [];
    readonly List<Inquiry> inquiries = [];

    Application() { }

    public ApplicationId Id { get; private init; }
    public OrganizationId Organization { get; private init; }

    /// <summary>受付番号; null until the first submission.</summary>
    public string? Number { get; private set; }
    public ApplicationState State { get; private set; }

    /// <summary>The plan as it is being written, in the wire format; what was filed stands in <see cref="Versions"/>.</summary>
    public string Draft { get; private set; } = "{}";

    /// <summary>Goes up with every change of the draft.</summary>
    public int DraftRevision { get; private set; }

    /// <summary>When the applicant last changed or filed something; tells nothing of what officials did since.</summary>
    public DateTime DraftSavedAt { get; private set; }

    /// <summary>How often an entry of a list was taken out of the draft; from one time to the next, places of entries stay.</summary>
    public int Removals { get; private set; }

    /// <summary>Who gave which answer of the draft last; begins anew with each filing.</summary>
    public IReadOnlyList<AnswerEdit> Edits { get; private set; } = [];

    /// <summary>Lists that have lost entries since the last filing, each with the number of the removal that was the last to take one out.</summary>
    public IReadOnlyDictionary<string, int> LastRemovals() =>
        Edits.Where(edit => edit.Removal > 0).ToDictionary(edit => edit.Path, edit => edit.Removal);

    public string ServiceName { get; private set; } = "";

    /// <summary>Number and service name as <see cref="SearchText.Fold"/> gives them.</summary>
    public string SearchKey { get; private set; } = "";
    public bool IsDemo { get; private init; }

    /// <summary>The application from which the answers were copied; null for one that began by itself.</summary>
    public ApplicationId? CopiedFrom { get; private init; }
    public DateTime CreatedAt { get; private init; }

    /// <summary>The instant of the last event; orders lists.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>到達: when the first submission was stored.</summary>
    public DateTime? ArrivedAt { get; private set; }

    /// <summary>When the case ended (notice issued, or withdrawn).</summary>
    public DateTime? EndedAt { get; private set; }
    public UserId? AssignedTo { get; private set; }
    public string? AssignedName { get; private set; }

    /// <summary>The applicant's person in charge: who filed it, or to whom it was handed over.</summary>
    public UserId? HeldBy { get; private set; }
    public string? HeldByName { get; private set; }
    public FormCheck? FormCheck { get; private set; }
    public Recommendation? Recommendation { get; private set; }

    /// <summary>Recommendations that were sent back or withdrawn, in their order; kept for good. Those sent back before they were kept have only their event.</summary>
    public IReadOnlyList<EarlierRecommendation> EarlierRecommendations { get; private set; } = [];

    /// <summary>The last challenge's comment, until the next recommendation.</summary>
    public string? ChallengeComment { get; private set; }
    public Decision? Decision { get; private set; }
    public IssuedNotice? Notice { get; private set; }
    public IReadOnlyList<PlanVersion> Versions => versions;
    public IReadOnlyList<CorrectionRequest> Corrections => corrections;
    public IReadOnlyList<Consultation> Consultations => consultations;
    public IReadOnlyList<Inquiry> Inquiries => inquiries;

    public PlanVersion? LatestVersion => versions.MaxBy(version => version.Number);
    public CorrectionRequest? OpenCorrection => corrections.SingleOrDefault(correction => correction.IsOpen);
    public CorrectionRequest? LatestCorrection => corrections.MaxBy(correction => correction.RequestedAt);

    /// <summary>Opens a draft for the acting person's organisation.</summary>
    /// <exception cref="RuleBroken"><c>not-allowed</c>: the person does not write plans for an organisation.</exception>
    /// <param name="copiedFrom">The application whose answers it begins with, if any.</param>
    public static Application Open(ApplicationId id, string draft, bool isDemo, Act act, ApplicationId? copiedFrom = null)
    {
        Require((act.Is(Role.Representative) || act.Is(Role.Contributor)) && act.Organization is not null, "not-allowed");
        Require(act.Guest is null, "guest-opens");
        var application = new Application
        {
            Id = id,
            Organization = act.Organization!.Value,
            State = ApplicationState.Draft,
            CreatedAt = act.At,
            IsDemo = isDemo,
            CopiedFrom = copiedFrom,
        };
        application.KeepDraft(PlanDraft.Parse(draft), act);
        application.Happen(new ApplicationDrafted(application.ServiceName, copiedFrom), act);
        return application;
    }

    /// <summary>What the person can do now; a page draws exactly these buttons.</summary>
    public IReadOnlyList<ApplicationAction> OpenTo(Act act) =>
        [.. ApplicationFlow.Moves.Where(move => move.From == State && move.Who.Any(party => Fits(party, act))).Select(move => move.Action)];

    /// <summary>True when the person could do this to the application if only it were in the right state.</summary>
    public bool IsFor(Act act, ApplicationAction action) =>
        ApplicationFlow.Moves.Any(move => move.Action == action && move.Who.Any(party => Fits(party, act)));

    /// <summary>Changes the draft: any answer of a draft; in a correction the answers that it names, and those that only they raise.</summary>
    /// <param name="path">The answer, or the list, that changes.</param>
    /// <param name="change">Does it.</param>
    /// <param name="act">Who and when.</param>
    /// <exception cref="RuleBroken"><c>field-closed</c>: the correction does not name the field.</exception>
    /// <param name="removalsSeen">How many entries had been removed when the page was drawn; null where the path names no entry's place.</param>
    /// <param name="seen">What the person has seen at the path, as <see cref="PlanDraft.TextOf"/>; null where it does not matter.</param>
    /// <exception cref="AnswerTaken">Somebody else has given another answer meanwhile.</exception>
    public void Edit(string path, Action<PlanDraft> change, Act act, int? removalsSeen = null, IReadOnlyCollection<string>? seen = null)
    {
        // Places of entries move up when one before them goes: what was meant for one entry shall not land in another. Other lists stay.
        Require(!Edits.Any(edit => edit.Removal > removalsSeen && path != edit.Path && PlanPath.IsWithin(path, edit.Path)), "entry-gone");
        if (State == ApplicationState.Correcting)
        {
            Permit(ApplicationAction.AnswerCorrection, act);
            Require(OpenCorrection!.Opens(path) || IsConsequence(path, PlanJson.Read(Draft).Plan), "field-closed");
        }
        else
        {
            Permit(ApplicationAction.Edit, act);
        }

        var draft = PlanDraft.Parse(Draft);
        var theirs = PlanDraft.TextOf(draft.Get(path));
        change(draft);
        if (seen is not null && !seen.Contains(theirs) && theirs != PlanDraft.TextOf(draft.Get(path)))
        {
            var last = Edits.LastOrDefault(edit => edit.Path == path);
            throw new AnswerTaken(path, theirs, last?.ByName, last?.At);
        }

        // Where an entry went, the places of those after it are no longer theirs.
        var gone = draft.HasRemoved ? path[..path.LastIndexOf('[')] : null;
        Removals += draft.HasRemoved ? 1 : 0;
        var removal = draft.HasRemoved ? Removals : Edits.FirstOrDefault(edit => edit.Path == path)?.Removal ?? 0;
        Edits =
        [
            .. Edits.Where(edit => edit.Path != path && (gone is null || !PlanPath.IsWithin(edit.Path, gone))),
            new AnswerEdit(gone ?? path, act.By, act.Name, act.At, removal),
        ];
        KeepDraft(draft, act);
    }

    /// <summary>Files the plan. The clock starts on the day after.</summary>
    public void Submit(string number, FiledPlan plan, Act act)
    {
        var move = Permit(ApplicationAction.Submit, act);
        (Number, ArrivedAt) = (number, act.At);
        (HeldBy, HeldByName) = (act.By, act.Name);
        Freeze(plan, act);
        Go(move, new ApplicationSubmitted(number, LatestVersion!.Number, plan.Digest), act);
    }

    public void Withdraw(string reason, Act act)
    {
        var move = Permit(ApplicationAction.Withdraw, act);
        var why = Written(reason, missing: null);
        EndedAt = act.At;
        Close(act);
        Go(move, new ApplicationWithdrawn(why), act);
    }

    /// <summary>Hands a filed application over to a colleague, who is the applicant's person in charge from then on.</summary>
    /// <param name="to">The colleague; null when nobody of the organisation has that address.</param>
    /// <param name="name">The colleague's name.</param>
    /// <param name="act">Who and when.</param>
    /// <exception cref="RuleBroken"><c>handover-unknown</c>, <c>handover-same</c>.</exception>
    public void HandOver(UserId? to, string name, Act act)
    {
        var move = Permit(ApplicationAction.HandOver, act);
        Require(to is not null, "handover-unknown");
        Require(HeldBy != to, "handover-same", name);
        (HeldBy, HeldByName) = (to, name);
        Go(move, new ApplicationHandedOver(to!.Value, name), act);
    }

    /// <summary>A draft that nobody has touched for long goes; what remains is that it was there. Whoever calls this removes it.</summary>
    public void Expire(Act act)
    {
        Require(State == ApplicationState.Draft, "not-now", State);
        Happen(new DraftExpired(DraftSavedAt), act);
    }

    /// <summary>Signs the form check (形式審査).</summary>
    public void AcceptFormCheck(string note, Act act)
    {
        var move = Permit(ApplicationAction.AcceptFormCheck, act);
        RequireEveryAnswerAccepted();
        SignItems(ReviewPart.Form, ReviewItems.OfForm, act);
        FormCheck = new(act.By, act.Name, act.At, Written(note, missing: null));
        Go(move, new FormCheckAccepted(), act);
    }

    /// <summary>Gives the case to a reviewer.</summary>
    public void Assign(UserId reviewer, string name, Act act)
    {
        var move = Permit(ApplicationAction.Assign, act);
        // A reviewer takes a case that nobody has, or hands over the own one; only the lead and the intake give away somebody else's.
        var isOwn = AssignedTo is null ? reviewer == act.By : act.IsOrStandsInFor(AssignedTo.Value);
        Require(act.Is(Role.Lead) || act.Is(Role.Intake) || isOwn, "assign-others");
        Require(AssignedTo != reviewer, "already-assigned", name);
        (AssignedTo, AssignedName) = (reviewer, name);
        Go(move, new ReviewerAssigned(reviewer, name), act);
    }

    /// <summary>Has what was filed assessed once more, by other rules; what was frozen at the submission stays as it is.</summary>
    /// <exception cref="RuleBroken"><c>same-rules</c>: the submission was assessed by them.</exception>
    public void Reassess(Assessment assessment, Act act)
    {
        var move = Permit(ApplicationAction.Reassess, act);
        var (by, filed) = (assessment.RuleSet, LatestVersion!);
        Require((by.Id, by.Revision) != (filed.RuleSetId, filed.RuleSetRevision), "same-rules", by.Id, by.Revision);
        Go(move, new ApplicationReassessed(by.ToString(), assessment.UseType, assessment.Route), act);
    }

    /// <summary>Where the time went, drawn anew from what happened.</summary>
    /// <param name="standardDays">The standard period of the application, without what was agreed beyond it.</param>
    public ClockLedger Clock(DateTime now, int standardDays, BusinessCalendar calendar) =>
        ClockLedger.Draw(
            ArrivedAt ?? throw new InvalidOperationException("A draft has no clock."),
            [
                .. corrections.Select(correction => new Stretch(correction.RequestedAt, correction.ClosedAt)),
                .. inquiries.Select(inquiry => new Stretch(inquiry.AskedAt, inquiry.ClosedAt)),
            ],
            [.. consultations.Select(consultation => (consultation.Ministry, new Stretch(consultation.AskedAt, consultation.ClosedAt)))],
            EndedAt,
            now,
            standardDays + AgreedDays,
            calendar
        );

    /// <summary>Refuses as the action itself would, before anything is read for it.</summary>
    /// <exception cref="RuleBroken">The action is not the person's, or not now.</exception>
    public void RequirePermission(ApplicationAction action, Act act) => Permit(action, act);

    Move Permit(ApplicationAction action, Act act)
    {
        try
        {
            return Allowed(action, act);
        }
        catch (RuleBroken refusal)
        {
            // What was tried, for the record of refusals.
            refusal.Attempted = action.ToString();
            throw;
        }
    }

    Move Allowed(ApplicationAction action, Act act)
    {
        var move = ApplicationFlow.Find(State, action);
        var roles = ApplicationFlow.Moves.Where(m => m.Action == action).SelectMany(m => m.Who).Where(party => act.Is(party.Role)).ToList();
        Require(roles.Count > 0, "not-allowed");
        // Whoever is told another state than the true one is not told why: the reason would tell it.
        var isToldAll = act.IsOfficial || State == State.ToldToApplicant();
        Require(move is not null, isToldAll ? "not-now" : "not-taken-now", isToldAll ? State : State.ToldToApplicant());
        var parties = move!.Who.Where(party => act.Is(party.Role)).ToList();
        Require(parties.Count > 0, "not-allowed");
        if (!parties.Exists(party => Fits(party, act)))
        {
            throw new RuleBroken(
                parties[0].Tie switch
                {
                    Tie.Assigned => "not-assigned",
                    Tie.Asked => "not-asked",
                    Tie.NotDrafter => "four-eyes",
                    Tie.DraftedIt => "not-drafter",
                    Tie.DecidedIt => "not-decider",
                    Tie.Inquired => act.Organization == Organization ? "inquiry-not-open" : "not-allowed",
                    Tie.Invited => "not-asked",
                    Tie.ProposedIt => "not-proposer",
                    _ => "not-allowed",
                }
            );
        }

        return move;
    }

    bool Fits(Party party, Act act) =>
        act.Is(party.Role)
        && party.Tie switch
        {
            Tie.None => true,
            Tie.Own => act.Organization == Organization && act.Holds(party.Role, Id),
            Tie.Assigned => AssignedTo is { } assigned && act.IsOrStandsInFor(assigned),
            Tie.Asked => consultations.Any(c => c.Ministry == act.Ministry && c.IsOpen),
            Tie.NotDrafter => Recommendation is { } recommendation && recommendation.By != act.By,
            Tie.DraftedIt => Recommendation is { } recommendation && act.IsOrStandsInFor(recommendation.By),
            Tie.DecidedIt => Decision is { } decision && decision.By == act.By,
            Tie.Inquired => act.Organization == Organization && inquiries.Any(inquiry => inquiry.IsOpen),
            Tie.ProposedIt => OpenPeriodExtension is { } proposed && act.IsOrStandsInFor(proposed.By),
            Tie.Invited => experts.Any(expert => expert.Person == act.By && expert.IsUsableAt(act.At)),
            _ => false,
        };

    void Freeze(FiledPlan plan, Act act)
    {
        versions.Add(new(versions.Count + 1, plan with { Files = plan.Files ?? FilesToFile() }, act));
        Draft = plan.Plan;
        Edits = [];
        DraftRevision++;
        CallIt(plan.ServiceName);
        DraftSavedAt = act.At;
    }

    void KeepDraft(PlanDraft draft, Act act)
    {
        Draft = draft.Json;
        // What was filed keeps its name until it is filed anew.
        if (versions.Count == 0)
        {
            // A name that is being typed may be longer than the list shows; the plan itself keeps it whole.
            var name = draft.Get("service.name")?.ToString().Trim() ?? "";
            CallIt(name.Length > 200 ? name[..200] : name);
        }

        Touch(act);
    }

    void CallIt(string serviceName)
    {
        ServiceName = serviceName;
        SearchKey = SearchText.Fold($"{Number} {serviceName}");
    }

    void Touch(Act act)
    {
        DraftRevision++;
        DraftSavedAt = act.At;
    }

    // Nothing stays open in a case that has ended: stretches of the clock end with it.
    void Close(Act act)
    {
        foreach (var correction in corrections.Where(c => c.IsOpen))
        {
            correction.ClosedAt = act.At;
        }

        foreach (var consultation in consultations.Where(c => c.IsOpen))
        {
            consultation.ClosedAt = act.At;
        }

        foreach (var inquiry in inquiries.Where(i => i.IsOpen))
        {
            inquiry.ClosedAt = act.At;
        }

        foreach (var expert in experts.Where(e => e.IsOpen))
        {
            Shut(expert, act);
        }
    }

    // What no page that is up to date offers a button for: somebody called without one. It is kept with the refusals.
    static void RequireOffered(bool holds, ApplicationAction action, string code, params object[] details)
    {
        if (!holds)
        {
            throw new RuleBroken(code, details) { Attempted = action.ToString() };
        }
    }

    static void RequireAnswerDay(DateOnly dueOn, Act act)
    {
        var today = JapaneseDate.On(act.At);
        Require(dueOn > today, "due-past");
        RequireNear(dueOn, today);
    }

    static void RequireNear(DateOnly dueOn, DateOnly today) =>
        Require(dueOn <= DueDay.LastToAnswer(today), "due-far", DueDay.LastToAnswer(today));

    void Go(Move move, Event what, Act act)
    {
        State = move.To ?? throw new InvalidOperationException($"{move.Action} leads nowhere.");
        Happen(what, act);
    }

    void Happen(Event what, Act act)
    {
        ChangedAt = act.At;
        Record(what, act.InPlaceOf(AssignedTo));
    }
}
