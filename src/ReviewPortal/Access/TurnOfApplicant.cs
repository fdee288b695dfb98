using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Access;

/// <summary>Which applications wait for something that their applicant does.</summary>
public static class TurnOfApplicant
{
    // As the open one of the proposals stands in its column.
    const string OpenProposal = "%\"isOpen\":true%";

    /// <summary>To be filed, to be corrected, an inquiry to be answered, or a proposed later end of the review.</summary>
    public static IQueryable<Application> WaitingForApplicant(this IQueryable<Application> applications) =>
        applications.Where(a =>
            a.State == ApplicationState.Draft
            || a.State == ApplicationState.Correcting
            || a.Inquiries.Any(inquiry => inquiry.ClosedAt == null)
            || (a.EndedAt == null && EF.Functions.Like((string)(object)a.PeriodExtensions, OpenProposal))
        );
}
