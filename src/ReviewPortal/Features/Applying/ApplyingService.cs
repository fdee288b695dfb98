using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>Everything that an applicant changes.</summary>
public sealed partial class ApplyingService(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    ApplicationChanges changes,
    RuleBooks books,
    TermsOfUse terms,
    DraftSignals signals
)
{
    /// <summary>Opens a draft for the signed-in person's organisation.</summary>
    /// <param name="attempt">Names this attempt, and with it the draft: the same one again opens nothing more and leads to that draft.</param>
    /// <param name="answers">What it begins with, in the wire format; a new filing with nothing answered when null.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ApplicationId> OpenAsync(Guid attempt, string? answers = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        ApplicationId id = new(attempt);
        if (await IsOpenedAsync(db, id, act, ct))
        {
            return id;
        }

        var organization = await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == act.Organization, ct);
        var begun = await db.WithOwnServiceAsync(answers ?? PlanForm.NewDraft, act, ct);
        var application = Application.Open(id, begun, organization?.IsDemo == true, act);
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
    /// <param name="seen">What the person had before their eyes; null where it does not matter.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AnswerTaken">Somebody else has given another answer to the same question meanwhile.</exception>
    public async Task<SavedDraft> EditAsync(
        ApplicationId id,
        string path,
        Action<PlanDraft> change,
        SeenDraft? seen = null,
        CancellationToken ct = default
    )
    {
        SavedDraft? saved = null;
        DraftStamp? stamp = null;
        await changes.RunAsync(
            id,
            seen: null,
            (application, act) =>
            {
                application.Edit(path, change, act, seen?.Removals, seen?.Texts);
                saved = new(application.Draft, application.DraftSavedAt, application.Removals, application.LastRemovals());
                stamp = new(application.Version, application.DraftRevision);
            },
            ct
        );
        signals.Tell(id, this, stamp);
        return saved!;
    }

    /// <summary>Files the plan under the next number.</summary>
    /// <param name="id">Which.</param>
    /// <param name="accepted">The terms that the person has accepted; see <see cref="TermsOfUse"/>.</param>
    /// <param name="attempt">Names this attempt: the same one again files nothing more and is no fault.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>受付番号</returns>
    /// <exception cref="RuleBroken">
    /// <c>plan-faulty</c>, <c>plan-excluded</c> or <c>plan-incomplete</c>, with how many answers are concerned; <c>documents-missing</c>,
    /// <c>documents-found</c> (the scanner found something in a file), with how many; <c>terms-not-accepted</c>,
    /// <c>terms-changed</c>; <c>already-filed</c> with who did it and when.
    /// </exception>
    public async Task<string> SubmitAsync(ApplicationId id, string? accepted, Guid attempt, CancellationToken ct = default)
    {
        var number = "";
        await changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                if (IsDone(application, 1, attempt, act))
                {
                    number = application.Number!;
                    return;
                }

                var day = JapaneseDate.On(act.At);
                var (filed, assessment) = await FiledAsync(db, application, day, act, ct);
                var plan = filed with { Filing = attempt, Terms = terms.InForce(day).Id };
                // Asked before a number is taken: whoever may not submit takes none.
                if (!application.OpenTo(act).Contains(ApplicationAction.Submit))
                {
                    application.Submit("", plan, act);
                }

                RequireTerms(accepted, plan.Terms);
                var series = ApplicationNumber.Series(day);
                number = ApplicationNumber.Format(series, await db.NextAsync($"application:{series}", ct));
                application.Submit(number, plan, act);
                await StoreAsync(db, application, assessment, act, ct);
            },
            ct
        );
        signals.Tell(id, this);
        return number;
    }

    /// <summary>Says what was done about one item of the open correction.</summary>
    /// <param name="id">Which.</param>
    /// <param name="path">The item.</param>
    /// <param name="answer">What is said.</param>
    /// <param name="seen">What the person has seen there; null where it does not matter.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="AnswerTaken">Somebody else has answered otherwise meanwhile.</exception>
    public async Task AnswerCorrectionAsync(
        ApplicationId id,
        string path,
        string answer,
        IReadOnlyCollection<string>? seen = null,
        CancellationToken ct = default
    )
    {
        await changes.RunAsync(id, seen: null, (application, act) => application.AnswerCorrection(path, answer, act, seen), ct);
        signals.Tell(id, this);
    }

    /// <summary>Asks for a later due day of the open correction.</summary>
    public Task RequestExtensionAsync(ApplicationId id, DateOnly dueOn, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.RequestExtension(dueOn, reason, act), ct);

    /// <summary>Files the corrected plan.</summary>
    /// <param name="id">Which.</param>
    /// <param name="version">The number that the corrected plan takes, as the page counted.</param>
    /// <param name="attempt">Names this attempt, as in <see cref="SubmitAsync"/>.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="RuleBroken">As <see cref="SubmitAsync"/>, without the terms; <c>correction-unanswered</c>, <c>field-closed</c>.</exception>
    public async Task ResubmitAsync(ApplicationId id, int version, Guid attempt, CancellationToken ct = default)
    {
        await changes.RunAsync(
            id,
            seen: null,
            async (application, act, db) =>
            {
                if (!IsDone(application, version, attempt, act))
                {
                    var (plan, assessment) = await FiledAsync(db, application, JapaneseDate.On(act.At), act, ct);
                    application.Resubmit(plan with { Filing = attempt }, act);
                    await StoreAsync(db, application, assessment, act, ct);
                }
            },
            ct
        );
        signals.Tell(id, this);
    }

    /// <summary>Agrees to a later end of the standard period, or refuses with a reason.</summary>
    public Task AnswerPeriodExtensionAsync(ApplicationId id, bool agrees, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.AnswerPeriodExtension(agrees, reason, act), ct);

    /// <summary>Takes a document out of what will be filed.</summary>
    public Task RemoveFileAsync(ApplicationId id, Guid file, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.RemoveFile(file, act), ct);

    public Task WithdrawAsync(ApplicationId id, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.Withdraw(reason, act), ct);

    /// <summary>True when this very attempt has filed the version already.</summary>
    /// <exception cref="RuleBroken"><c>already-filed</c>: another attempt did. Only those who file are told who.</exception>
    static bool IsDone(Application application, int version, Guid attempt, Act act)
    {
        if (!act.Is(Role.Representative) || application.Versions.SingleOrDefault(v => v.Number == version) is not { } filed)
        {
            return false;
        }

        return filed.Filing == attempt && filed.SubmittedBy == act.By
            ? true
            : throw new RuleBroken("already-filed", filed.SubmittedByName, filed.SubmittedAt);
    }

    static void RequireTerms(string? accepted, string? inForce)
    {
        if (accepted is null)
        {
            throw new RuleBroken("terms-not-accepted");
        }

        if (accepted != inForce)
        {
            throw new RuleBroken("terms-changed");
        }
    }

    // The assessment is stored in the same transaction as the submission that it was made of.
    async Task StoreAsync(PortalDb db, Application application, Assessment assessment, Act act, CancellationToken ct)
    {
        var book = await books.NowAsync(ct);
        var rules = book.Find(assessment.RuleSet.Id, assessment.RuleSet.Revision)!;
        db.Assessments.Add(
            new(application.Id, application.LatestVersion!.Number, AssessmentCause.Filed, assessment, book.DigestOf(rules), act)
        );
    }

    async Task<(FiledPlan Plan, Assessment Assessment)> FiledAsync(
        PortalDb db,
        Application application,
        DateOnly day,
        Act act,
        CancellationToken ct
    )
    {
        var reading = PlanJson.Read(application.Draft);
        if (reading.Plan is not { } plan || reading.Faults.Count > 0)
        {
            throw new RuleBroken("plan-faulty", reading.Faults.Count);
        }

        if (Contradictions.In(plan) is { Count: > 0 } excluded)
        {
            throw new RuleBroken("plan-excluded", excluded.Count);
        }

        if (PlanCompleteness.Missing(plan) is { Count: > 0 } missing)
        {
            throw new RuleBroken("plan-incomplete", missing.Count);
        }

        var rules = await books.InForceAsync(day, ct);
        await RequireDocumentsAsync(db, application, CheckSheets.Of(rules.Id), plan, act, ct);
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

    // What cannot be changed in a correction is not asked for: it was filed as it was.
    static async Task RequireDocumentsAsync(
        PortalDb db,
        Application application,
        SheetTemplate sheet,
        UsePlan plan,
        Act act,
        CancellationToken ct
    )
    {
        if (application.OwedDocuments(sheet, plan, act) is { Count: > 0 } owed)
        {
            throw new RuleBroken("documents-missing", owed.Count);
        }

        string[] digests =
        [
            .. application
                .Attachments.Where(file => file.IsCurrent && application.OpensDocuments(file.Kind, act))
                .Select(file => file.Digest),
        ];
        var found = await db.Contents.CountAsync(content => digests.Contains(content.Digest) && content.Scan == ScanState.Found, ct);
        if (found > 0)
        {
            throw new RuleBroken("documents-found", found);
        }
    }
}
