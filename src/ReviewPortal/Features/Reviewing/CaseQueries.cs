using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Register;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>One thing that happened.</summary>
public sealed record CaseEvent(DateTime At, string By, Event What);

/// <summary>An attempt that was refused: who tried what, when, and the rule's code.</summary>
public sealed record RefusedAttempt(DateTime At, string By, string? Action, string Code);

/// <summary>A case as officials see it.</summary>
/// <param name="Application">Read only; changes go through the services.</param>
/// <param name="Organization">The applicant.</param>
/// <param name="Plan">The latest submission, read.</param>
/// <param name="Assessment">What the rules that were in force at the submission said of it, as far as the person may see on what it rests.</param>
/// <param name="Changes">What the latest submission changed against the one before; empty for the first.</param>
/// <param name="Timeline">Everything that happened since arrival, oldest first.</param>
/// <param name="Clock">Where the time went.</param>
/// <param name="Open">What the signed-in person can do now.</param>
/// <param name="Act">The signed-in person.</param>
/// <param name="Beside">What stands beside it: unread messages and notes, cases that share its answers.</param>
/// <param name="Background">What else is known of the applicant, and what to look out for.</param>
/// <param name="Later">What other rules said of the same submission since, oldest first.</param>
/// <param name="Letters">What went out about it, the latest first.</param>
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
    RuleSet? NewRules,
    IReadOnlyList<LetterLine> Letters
)
{
    /// <summary>The latest submission in the wire format, as this person may see it.</summary>
    public string PlanText => PlanOf(Application.LatestVersion!);

    /// <summary>Questions whose answers are kept from this person.</summary>
    public IReadOnlyList<string> Hidden => Application.HiddenFrom(Act);

    /// <summary>An assessment, as far as it rests on what this person may see.</summary>
    public Assessment AsSeen(Assessment whole) => AssessmentMask.Without(whole, Hidden, Assessment.Flags);

    /// <summary>A submission in the wire format, as this person may see it.</summary>
    public string PlanOf(PlanVersion version) => Application.PlanFor(version, Act);
}

/// <summary>One case as officials read it; lists of cases are read by <see cref="CaseListQueries"/>.</summary>
public sealed class CaseQueries(
    IDbContextFactory<PortalDb> databases,
    CurrentUser user,
    RuleBooks books,
    TimeProvider time,
    IOptions<ReviewSettings> review
)
{
    /// <exception cref="NotFound">Not there, or not for this official.</exception>
    public async Task<Case> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (!act.IsOfficial)
        {
            throw new NotFound();
        }

        var application = await db.LoadAsync(id, act, ct);
        var (organization, background, beside, letters) = await CaseBackground.FindAsync(
            db,
            application,
            act,
            time.GetUtcNow().UtcDateTime,
            ct
        );
        // A letter that was cancelled has a stream of its own, and is a part of what happened to the case.
        Guid[] sent = [.. letters.Where(letter => !application.KeepsLetterFrom(letter.Kind, act)).Select(letter => letter.Id)];
        var rows = await db
            .Events.AsNoTracking()
            .Where(row => row.Stream == id.Value || (sent.Contains(row.Stream) && row.Kind == nameof(LetterRevoked)))
            .OrderBy(row => row.At)
            .ThenBy(row => row.Sequence)
            .ToListAsync(ct);
        var latest = application.LatestVersion!;
        var filed = PlanJson.Read(latest.Plan).Plan!;
        var plan = PlanJson.Read(application.PlanFor(latest, act)).Plan!;
        var told = application.HiddenFrom(act).Count == 0 ? [] : Again(await books.NowAsync(ct), plan, latest).Flags;
        var assessments = await db
            .Assessments.AsNoTracking()
            .Where(made => made.Application == id && made.PlanVersion == latest.Number)
            .OrderBy(made => made.MadeAt)
            .ToListAsync(ct);
        var book = await books.NowAsync(ct);
        var today = book.InForce(JapaneseDate.On(time.GetUtcNow().UtcDateTime));
        var isNew =
            (today.Id, today.Revision) != (latest.RuleSetId, latest.RuleSetRevision)
            && !assessments.Exists(made => made.RuleSet == new RuleSetRef(today.Id, today.Revision));
        return new(
            application,
            organization,
            plan,
            AssessmentMask.Without(
                assessments.Find(made => made.Cause == AssessmentCause.Filed)?.Whole ?? Again(book, filed, latest),
                application.HiddenFrom(act),
                told
            ),
            CaseCounts.ChangesOf(application, act),
            // What was a draft is the applicant's alone, the act of opening it too.
            [
                .. rows.Select(row => (row, what: row.Read()))
                    .Where(e => e.what is not (null or ApplicationDrafted))
                    .Select(e => new CaseEvent(e.row.At, e.row.ByName, CaseCounts.Told(application, e.what!, act))),
            ],
            application.Clock(time.GetUtcNow().UtcDateTime, review.Value.StandardFor(latest.Route), BusinessCalendar.Shipped),
            application.OpenTo(act),
            act,
            beside,
            background,
            [.. assessments.Where(made => made.Cause != AssessmentCause.Filed)],
            isNew ? today : null,
            letters
        );
    }

    /// <summary>What was tried on the case and refused, the latest first; for those who lead and those who audit.</summary>
    public async Task<IReadOnlyList<RefusedAttempt>> RefusalsAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return act.Is(Role.Lead) || act.Is(Role.Auditor)
            ? await db
                .Refusals.AsNoTracking()
                .Where(refusal => refusal.Application == id.Value)
                .OrderByDescending(refusal => refusal.At)
                .Take(Paging.DefaultSize)
                .Select(refusal => new RefusedAttempt(refusal.At, refusal.ByName, refusal.Action, refusal.Code))
                .ToListAsync(ct)
            : [];
    }

    /// <summary>What the rules that were in force at the latest submission said of it, whole.</summary>
    internal static async Task<Assessment> FiledAsync(PortalDb db, RuleBook book, Application application, CancellationToken ct)
    {
        var (id, latest) = (application.Id, application.LatestVersion!);
        var made = await db
            .Assessments.AsNoTracking()
            .SingleOrDefaultAsync(
                one => one.Application == id && one.PlanVersion == latest.Number && one.Cause == AssessmentCause.Filed,
                ct
            );
        return made?.Whole ?? Again(book, PlanJson.Read(latest.Plan).Plan!, latest);
    }

    // Submissions from before assessments were kept: the same rules and the same day say the same.
    static Assessment Again(RuleBook book, UsePlan plan, PlanVersion version)
    {
        var day = JapaneseDate.On(version.SubmittedAt);
        var rules = book.Find(version.RuleSetId, version.RuleSetRevision) ?? book.InForce(day);
        return Assessor.Assess(plan, rules, day);
    }
}
