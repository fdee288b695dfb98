using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

/// <summary>Which rows a person may see at all. Every query starts here; what is left out is "not there".</summary>
public static class Visibility
{
    /// <summary>The rows of the officials' lists: applicants have no part in them.</summary>
    public static IQueryable<CaseRow> VisibleTo(this IQueryable<CaseRow> rows, Act act) =>
        act.Organization is null && act.Roles.Any(role => role.ReadsSubmitted()) ? rows : rows.Where(_ => false);

    /// <summary>Those who read cases read the rule sets that are being worked on; what is published is everybody's and comes from the books.</summary>
    public static IQueryable<PortalRuleSet> VisibleTo(this IQueryable<PortalRuleSet> sets, Act act) =>
        act.Roles.Any(role => role.ReadsSubmitted()) ? sets : sets.Where(_ => false);

    /// <summary>Applicants see their organisation's applications, or those they were asked to, reviewing officials and auditors what has arrived; a draft is the applicant's alone.</summary>
    public static IQueryable<Application> VisibleTo(this IQueryable<Application> applications, Act act)
    {
        if (act.Organization is { } organization && act.Roles.Any(role => role.IsApplicant()))
        {
            // A draft that was discarded is gone for everybody, though what happened to it stays on record.
            var own = applications.Where(application =>
                application.Organization == organization
                && (application.ArrivedAt != null || application.State != ApplicationState.Withdrawn)
            );
            if (act.Guest is not { } guest)
            {
                return own;
            }

            ApplicationId[] only = [.. guest.Keys];
            return own.Where(application => only.Contains(application.Id));
        }

        return act.Roles.Any(role => role.ReadsSubmitted())
            ? applications.Where(application => application.ArrivedAt != null)
            : applications.Where(_ => false);
    }
}
