using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>Everything that an applicant changes.</summary>
public sealed class ApplyingService(IDbContextFactory<PortalDb> databases, CurrentUser user, ApplicationChanges changes, RuleBooks books)
{
    /// <summary>Opens a draft for the signed-in person's organisation.</summary>
    /// <param name="answers">What it begins with, in the wire format; a new filing with nothing answered when null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ApplicationId> OpenAsync(string? answers = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var organization = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == act.Organization, ct);
        var application = Application.Open(ApplicationId.New(), answers ?? PlanForm.NewDraft, organization?.IsDemo == true, act);
        db.Applications.Add(application);
        await db.SaveChangesAsync(ct);
        return application.Id;
    }

    /// <summary>
    /// Changes the answer or list at a path. Others who change other answers at the same time lose nothing: each change meets the draft as it is
    /// then.
    /// </summary>
    /// <param name="id">Which.</param>
    /// <param name="path">The answer or list.</param>
    /// <param name="change">Does it.</param>
    /// <param name="removalsSeen">How many entries had been removed when the page was drawn.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SavedDraft> EditAsync(
        ApplicationId id,
        string path,
        Action<PlanDraft> change,
        int? removalsSeen = null,
        CancellationToken ct = default
    )
    {
        SavedDraft? saved = null;
        await changes.RunAsync(
            id,
            seen: null,
            (application, act) =>
            {
                application.Edit(path, change, act, removalsSeen);
                saved = new(application.Draft, application.DraftSavedAt, application.Removals);
            },
            ct
        );
        return saved!;
    }

    /// <summary>Files the plan under the next number.</summary>
    /// <exception cref="RuleBroken"><c>plan-faulty</c> or <c>plan-incomplete</c>, with how many answers are concerned.</exception>
    public Task SubmitAsync(ApplicationId id, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                var day = JapaneseDate.On(act.At);
                var (plan, assessment) = await FiledAsync(application, day, ct);
                // Asked before a number is taken: whoever may not submit takes none.
                if (!application.OpenTo(act).Contains(ApplicationAction.Submit))
                {
                    application.Submit("", plan, act);
                }

                var series = ApplicationNumber.Series(day);
                application.Submit(ApplicationNumber.Format(series, await db.NextAsync($"application:{series}", ct)), plan, act);
                await StoreAsync(db, application, assessment, act, ct);
            },
            ct
        );

    /// <summary>Says what was done about one item of the open correction.</summary>
    public Task AnswerCorrectionAsync(ApplicationId id, string path, string answer, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.AnswerCorrection(path, answer, act), ct);

    /// <summary>Files the corrected plan.</summary>
    public Task ResubmitAsync(ApplicationId id, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                var (plan, assessment) = await FiledAsync(application, JapaneseDate.On(act.At), ct);
                application.Resubmit(plan, act);
                await StoreAsync(db, application, assessment, act, ct);
            },
            ct
        );

    public Task WithdrawAsync(ApplicationId id, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.Withdraw(reason, act), ct);

    // The assessment is stored in the same transaction as the submission that it was made of.
    async Task StoreAsync(PortalDb db, Application application, Assessment assessment, Act act, CancellationToken ct)
    {
        var book = await books.NowAsync(ct);
        var rules = book.Find(assessment.RuleSet.Id, assessment.RuleSet.Revision)!;
        db.Assessments.Add(
            new(application.Id, application.LatestVersion!.Number, AssessmentCause.Filed, assessment, book.DigestOf(rules), act)
        );
    }

    async Task<(FiledPlan Plan, Assessment Assessment)> FiledAsync(Application application, DateOnly day, CancellationToken ct)
    {
        var reading = PlanJson.Read(application.Draft);
        if (reading.Plan is not { } plan || reading.Faults.Count > 0)
        {
            throw new RuleBroken("plan-faulty", reading.Faults.Count);
        }

        if (PlanCompleteness.Missing(plan) is { Count: > 0 } missing)
        {
            throw new RuleBroken("plan-incomplete", missing.Count);
        }

        var rules = await books.InForceAsync(day, ct);
        var assessment = Assessor.Assess(plan, rules, day);
        FiledPlan filed = new(
            application.ServiceName,
            PlanJson.Write(plan),
            PlanJson.Digest(plan),
            assessment.UseType,
            assessment.Route,
            rules.Id,
            rules.Revision
        );
        return (filed, assessment);
    }
}
