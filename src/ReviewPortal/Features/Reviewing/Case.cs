using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A case as officials see it.</summary>
/// <param name="Application">Read only; changes go through the services.</param>
/// <param name="Organization">The applicant.</param>
/// <param name="Plan">The latest submission, read.</param>
/// <param name="Assessment">What the rules that were in force at the submission said of it.</param>
/// <param name="Changes">What the latest submission changed against the one before; empty for the first.</param>
/// <param name="Timeline">Everything that happened since arrival, oldest first.</param>
/// <param name="Clock">Where the time went.</param>
/// <param name="Open">What the signed-in person can do now.</param>
/// <param name="Act">The signed-in person.</param>
/// <param name="Beside">What stands beside it: unread messages and notes, cases that share its answers.</param>
/// <param name="Background">What else is known of the applicant, and what to look out for.</param>
/// <param name="Later">What other rules said of the same submission since, oldest first.</param>
/// <param name="NewRules">The rules in force today, where it was never assessed by them.</param>
public sealed record Case(
    Application Application,
    Organization Organization,
    UsePlan Plan,
    Assessment Assessment,
    IReadOnlyList<PlanChange> Changes,
    IReadOnlyList<CaseEvent> Timeline,
    ClockLedger Clock,
    IReadOnlyList<ApplicationAction> Open,
    Act Act,
    CaseSide Beside,
    CaseBackground Background,
    IReadOnlyList<StoredAssessment> Later,
    RuleSet? NewRules
)
{
    /// <summary>The latest submission in the wire format, as this person may see it.</summary>
    public string PlanText => PlanOf(Application.LatestVersion!);

    /// <summary>Questions whose answers are kept from this person.</summary>
    public IReadOnlyList<string> Hidden => Application.HiddenFrom(Act);

    /// <summary>A submission in the wire format, as this person may see it.</summary>
    public string PlanOf(PlanVersion version) => Application.PlanFor(version, Act);
}
