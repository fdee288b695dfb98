using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Home;

/// <summary>What an official has to do about a case, read from its row.</summary>
static class DeskTasks
{
    /// <summary>What whoever has the case can settle while ministries are still asked.</summary>
    public static readonly int OwnWork = CaseRows.Bits([
        (int)OpenPointKind.Answer,
        (int)OpenPointKind.SubstanceReview,
        (int)OpenPointKind.SubstanceItem,
        (int)OpenPointKind.Conflict,
        (int)OpenPointKind.SuspectedConflict,
    ]);

    /// <summary>The signature of the form check does not cover an item any more.</summary>
    public static readonly int FormAnew = CaseRows.Bits([(int)OpenPointKind.FormItem]);

    /// <summary>What the person has to do about the case; null where it is not this person's turn.</summary>
    public static TaskKind? KindOf(CaseRow row, Act act, ApplicationId[] moreTime)
    {
        var isAsked = act.Is(Role.Reviewer) && act.Ministry is { } ministry && (row.Asked & (1 << (int)ministry)) != 0;
        var isFormAnew = row.State == ApplicationState.InReview && (row.Open & FormAnew) != 0;
        return row.Holder switch
        {
            // First, for the applicant waits for it.
            _ when moreTime.Contains(row.Application) => TaskKind.AnswerExtension,
            _ when isAsked && row.EndedAt is null => TaskKind.GiveOpinion,
            CaseHolder.Intake when act.Is(Role.Intake) || act.Is(Role.Lead) => TaskKind.CheckForm,
            CaseHolder.Unassigned when act.Is(Role.Reviewer) || act.Is(Role.Lead) => TaskKind.Take,
            CaseHolder.Reviewer
            or CaseHolder.Ministries
                when (act.Is(Role.Reviewer) || act.Is(Role.Lead))
                    && row.AssignedTo is { } assigned
                    && act.IsOrStandsInFor(assigned)
                    && (row.Holder == CaseHolder.Reviewer || (row.Open & OwnWork) != 0) => TaskKind.Review,
            // Last: whoever has the case finds it there, too.
            _ when isFormAnew && (act.Is(Role.Intake) || act.Is(Role.Lead)) => TaskKind.CheckForm,
            CaseHolder.Decider when act.Is(Role.Decider) && row.Drafter != act.By => TaskKind.Decide,
            CaseHolder.Issuer when act.Is(Role.Decider) || act.Is(Role.Lead) => TaskKind.Issue,
            _ => null,
        };
    }
}
