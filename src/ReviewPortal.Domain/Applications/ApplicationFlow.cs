using ReviewPortal.Domain.People;
using static ReviewPortal.Domain.Applications.ApplicationAction;
using static ReviewPortal.Domain.Applications.ApplicationState;
using static ReviewPortal.Domain.People.Role;

namespace ReviewPortal.Domain.Applications;

public enum ApplicationState
{
    /// <summary>下書き: nobody's business but the applicant's.</summary>
    Draft,

    /// <summary>到達: filed, waits for the form check.</summary>
    Arrived,

    /// <summary>審査中: substance review.</summary>
    InReview,

    /// <summary>補正中: the applicant answers a correction request; the application stays filed.</summary>
    Correcting,

    /// <summary>起案済: proposed by one official, waits for another to decide.</summary>
    Recommended,

    /// <summary>決裁済: decided, the notice has not gone out.</summary>
    Decided,

    /// <summary>施行済: the notice went out.</summary>
    Issued,

    /// <summary>取下げ</summary>
    Withdrawn,
}

public enum ApplicationAction
{
    Edit,
    Submit,
    Withdraw,
    HandOver,

    /// <summary>Judges one item of the form check, as often as it takes.</summary>
    JudgeForm,
    AcceptFormCheck,

    /// <summary>Signs the items of the form check that the applicant's changes opened again.</summary>
    RenewFormCheck,

    /// <summary>Judges one item of the substance review, as often as it takes.</summary>
    JudgeSubstance,
    SignSubstance,
    Assign,
    RequestCorrection,
    AnswerCorrection,

    /// <summary>The applicant asks for a later due day.</summary>
    RequestExtension,
    AnswerExtension,
    Resubmit,
    AcceptAnswer,
    Reassess,

    /// <summary>照会: a question to the applicant; the clock stands until it is answered.</summary>
    Inquire,
    AnswerInquiry,

    /// <summary>A message to the other side.</summary>
    SendMessage,

    /// <summary>A note among officials.</summary>
    WriteNote,

    /// <summary>Puts a label on the case, or takes it off.</summary>
    Label,

    /// <summary>督促: reminds the applicant of an open correction, or ministries of open requests.</summary>
    Remind,
    RequestOpinion,
    WithdrawOpinionRequest,
    GiveOpinion,
    MarkConflict,
    SettleConflict,
    InviteExpert,
    WithdrawExpert,
    GiveExpertOpinion,

    /// <summary>Decides whether ministries see an answer of the plan.</summary>
    KeepToLead,
    Recommend,

    /// <summary>The drafter or the lead takes a recommendation back that is not decided.</summary>
    WithdrawRecommendation,
    Challenge,
    Decide,
    UndoDecision,
    Issue,

    /// <summary>The lead proposes a later end of the standard period.</summary>
    ProposePeriodExtension,

    /// <summary>The applicant agrees to it, or refuses.</summary>
    AnswerPeriodExtension,

    /// <summary>A proposal that has not been answered is taken back.</summary>
    WithdrawPeriodExtension,

    /// <summary>非開示処理: takes a document out of everybody's reach.</summary>
    Redact,
}

/// <summary>What must hold between the person and this very application, besides the role.</summary>
public enum Tie
{
    None,

    /// <summary>The application is the person's organisation's.</summary>
    Own,

    /// <summary>The case is assigned to the person.</summary>
    Assigned,

    /// <summary>The person's ministry was asked and has not answered.</summary>
    Asked,

    /// <summary>The person did not draft the recommendation (four eyes).</summary>
    NotDrafter,

    /// <summary>The person drafted the recommendation, or stands in for who did.</summary>
    DraftedIt,

    /// <summary>The person took the decision.</summary>
    DecidedIt,

    /// <summary>The application is the person's organisation's, and an inquiry waits for its answer.</summary>
    Inquired,

    /// <summary>The person proposed the extension that waits for an answer.</summary>
    ProposedIt,

    /// <summary>The person was invited to this case as an expert, has not answered, and the invitation has not expired.</summary>
    Invited,
}

/// <summary>Who may: a role, and what must tie the person to the application.</summary>
public readonly record struct Party(Role Role, Tie Tie = Tie.None);

/// <summary>One row of the table.</summary>
/// <param name="From">The state in which it can be done.</param>
/// <param name="Action">What is done.</param>
/// <param name="To">The state afterwards; null for the one that the correction left.</param>
/// <param name="Who">Any of these may.</param>
public sealed record Move(ApplicationState From, ApplicationAction Action, ApplicationState? To, IReadOnlyList<Party> Who);

/// <summary>
/// The whole life of an application. The aggregate's methods, the buttons, the authorisation, the exhaustive test and the printed document
/// read this table; nothing else says who may do what.
/// </summary>
public static class ApplicationFlow
{
    static readonly Party Files = new(Representative, Tie.Own);
    static readonly Party Writes = new(Contributor, Tie.Own);
    static readonly Party Reviews = new(Reviewer, Tie.Assigned);
    static readonly Party SecondPerson = new(Decider, Tie.NotDrafter);
    static readonly Party[] Redacts = [new(Lead), new(Intake)];
    static readonly Party AskedMinistry = new(Reviewer, Tie.Asked);
    static readonly Party AnswersInquiries = new(Representative, Tie.Inquired);
    static readonly Party[] NoteWriters = [new(Intake), new(Reviewer), new(Lead), new(Decider), new(Legal)];
    static readonly Party InvitedExpert = new(Expert, Tie.Invited);
    static readonly Party[] ChecksForm = [new(Intake), new(Lead)];
    static readonly Party[] LeadsReview = [new(Lead), Reviews];

    // Whoever proposed it may take it back, even when another leads by then.
    static readonly Party[] TakesBack = [new(Lead), new(Reviewer, Tie.ProposedIt), new(Intake, Tie.ProposedIt)];

    static readonly Party[] Labels = [new(Intake), new(Reviewer), new(Lead), new(Decider)];

    public static IReadOnlyList<Move> Moves { get; } =
    [
        //  from         action                  to           who
        new(Draft, Edit, Draft, [Files, Writes]),
        new(Draft, Submit, Arrived, [Files]),
        new(Draft, Withdraw, Withdrawn, [Files]),
        new(Arrived, JudgeForm, Arrived, ChecksForm),
        new(Arrived, AcceptFormCheck, InReview, ChecksForm),
        new(Arrived, KeepToLead, Arrived, [new(Lead)]),
        new(Arrived, RequestCorrection, Correcting, [new(Intake), new(Lead)]),
        new(Arrived, AcceptAnswer, Arrived, [new(Intake), new(Lead)]),
        new(Arrived, Assign, Arrived, [new(Intake), new(Lead)]),
        new(Arrived, SendMessage, Arrived, [Files, Writes, new(Intake), new(Lead)]),
        new(Arrived, WriteNote, Arrived, NoteWriters),
        new(Arrived, Label, Arrived, Labels),
        new(Arrived, HandOver, Arrived, [Files]),
        new(Arrived, Withdraw, Withdrawn, [Files]),
        new(InReview, JudgeForm, InReview, ChecksForm),
        new(InReview, RenewFormCheck, InReview, ChecksForm),
        new(InReview, JudgeSubstance, InReview, LeadsReview),
        new(InReview, SignSubstance, InReview, LeadsReview),
        new(InReview, Assign, InReview, [new(Lead), new(Reviewer)]),
        new(InReview, RequestCorrection, Correcting, [new(Lead), Reviews]),
        new(InReview, AcceptAnswer, InReview, [new(Lead), Reviews]),
        new(InReview, Reassess, InReview, [new(Lead), Reviews]),
        new(InReview, Inquire, InReview, [new(Lead), Reviews]),
        new(InReview, AnswerInquiry, InReview, [AnswersInquiries]),
        new(InReview, SendMessage, InReview, [Files, Writes, new(Lead), Reviews]),
        new(InReview, WriteNote, InReview, NoteWriters),
        new(InReview, RequestOpinion, InReview, [new(Lead), Reviews]),
        new(InReview, WithdrawOpinionRequest, InReview, [new(Lead), Reviews]),
        new(InReview, GiveOpinion, InReview, [AskedMinistry]),
        new(InReview, MarkConflict, InReview, LeadsReview),
        new(InReview, SettleConflict, InReview, LeadsReview),
        new(InReview, InviteExpert, InReview, LeadsReview),
        new(InReview, WithdrawExpert, InReview, LeadsReview),
        new(InReview, GiveExpertOpinion, InReview, [InvitedExpert]),
        new(InReview, KeepToLead, InReview, [new(Lead)]),
        new(InReview, Recommend, Recommended, [new(Lead), Reviews]),
        new(InReview, Label, InReview, Labels),
        new(InReview, Remind, InReview, [new(Lead), Reviews]),
        new(InReview, Withdraw, Withdrawn, [Files]),
        new(InReview, HandOver, InReview, [Files]),
        new(Correcting, AnswerCorrection, Correcting, [Files, Writes]),
        new(Correcting, RequestExtension, Correcting, [Files, Writes]),
        new(Correcting, AnswerExtension, Correcting, [new(Intake), new(Lead), Reviews]),
        new(Correcting, Resubmit, null, [Files]),
        new(Correcting, AnswerInquiry, Correcting, [AnswersInquiries]),
        new(Correcting, SendMessage, Correcting, [Files, Writes, new(Intake), new(Lead), Reviews]),
        new(Correcting, WriteNote, Correcting, NoteWriters),
        new(Correcting, JudgeForm, Correcting, ChecksForm),
        new(Correcting, JudgeSubstance, Correcting, LeadsReview),
        new(Correcting, GiveOpinion, Correcting, [AskedMinistry]),
        new(Correcting, Assign, Correcting, [new(Intake), new(Lead), new(Reviewer)]),
        new(Correcting, Label, Correcting, Labels),
        new(Correcting, Remind, Correcting, [new(Intake), new(Lead), Reviews]),
        new(Correcting, WithdrawExpert, Correcting, LeadsReview),
        new(Correcting, GiveExpertOpinion, Correcting, [InvitedExpert]),
        new(Correcting, KeepToLead, Correcting, [new(Lead)]),
        new(Correcting, Withdraw, Withdrawn, [Files]),
        new(Correcting, HandOver, Correcting, [Files]),
        new(Recommended, Challenge, InReview, [SecondPerson]),
        new(Recommended, WithdrawRecommendation, InReview, [new(Lead), new(Reviewer, Tie.DraftedIt)]),
        new(Recommended, Decide, Decided, [SecondPerson]),
        new(Recommended, SendMessage, Recommended, [Files, Writes, new(Lead), Reviews]),
        new(Recommended, WriteNote, Recommended, NoteWriters),
        new(Recommended, Assign, Recommended, [new(Lead), new(Reviewer)]),
        new(Recommended, Label, Recommended, Labels),
        new(Recommended, Withdraw, Withdrawn, [Files]),
        new(Recommended, HandOver, Recommended, [Files]),
        new(Decided, HandOver, Decided, [Files]),
        new(Decided, UndoDecision, Recommended, [new(Decider, Tie.DecidedIt)]),
        new(Decided, Issue, Issued, [new(Decider), new(Lead)]),
        new(Decided, SendMessage, Decided, [Files, Writes, new(Lead), Reviews]),
        new(Decided, WriteNote, Decided, NoteWriters),
        new(Arrived, ProposePeriodExtension, Arrived, [new(Lead)]),
        new(InReview, ProposePeriodExtension, InReview, [new(Lead)]),
        new(Correcting, ProposePeriodExtension, Correcting, [new(Lead)]),
        new(Arrived, AnswerPeriodExtension, Arrived, [Files]),
        new(InReview, AnswerPeriodExtension, InReview, [Files]),
        new(Correcting, AnswerPeriodExtension, Correcting, [Files]),
        new(Recommended, AnswerPeriodExtension, Recommended, [Files]),
        new(Decided, AnswerPeriodExtension, Decided, [Files]),
        new(Arrived, WithdrawPeriodExtension, Arrived, TakesBack),
        new(InReview, WithdrawPeriodExtension, InReview, TakesBack),
        new(Correcting, WithdrawPeriodExtension, Correcting, TakesBack),
        new(Recommended, WithdrawPeriodExtension, Recommended, TakesBack),
        new(Decided, WithdrawPeriodExtension, Decided, TakesBack),
        new(Arrived, Redact, Arrived, Redacts),
        new(InReview, Redact, InReview, Redacts),
        new(Correcting, Redact, Correcting, Redacts),
        new(Recommended, Redact, Recommended, Redacts),
        new(Decided, Redact, Decided, Redacts),
        new(Issued, Redact, Issued, Redacts),
        new(Withdrawn, Redact, Withdrawn, Redacts),
        new(Decided, Label, Decided, Labels),
    ];

    /// <summary>The kinds of events with which a case ends.</summary>
    public static IReadOnlyList<string> Endings { get; } = [nameof(ApplicationWithdrawn), nameof(NoticeIssued)];

    /// <summary>The row for an action in a state; null when it cannot be done there.</summary>
    public static Move? Find(ApplicationState from, ApplicationAction action) =>
        Moves.SingleOrDefault(move => move.From == from && move.Action == action);

    /// <summary>What the applicant is told about the state: a recommendation or decision that has not gone out is still "in review".</summary>
    public static ApplicationState ToldToApplicant(this ApplicationState state) => state is Recommended or Decided ? InReview : state;

    /// <summary>True once the case moves no more. What must go from the files can go even then.</summary>
    public static bool IsFinal(this ApplicationState state) => Moves.All(move => move.From != state || move.To == state);
}
