using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>Somebody to whom a case can be assigned.</summary>
public sealed record ReviewerChoice(UserId Id, string Name, Ministry? Ministry);

/// <summary>Everything that intake, reviewers and ministries change. Each method takes the version that the page showed.</summary>
public sealed class ReviewService(IDbContextFactory<PortalDb> databases, ApplicationChanges changes, RuleBooks books)
{
    // Each judgement is kept as it is made: whoever asks somebody something meanwhile asks nothing else for it.
    static readonly string[] Judging = [nameof(ItemJudged), nameof(SignatureVoided)];

    /// <summary>Signs the form check: what people have judged, item by item.</summary>
    public Task AcceptFormCheckAsync(ApplicationId id, int seen, string note, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.AcceptFormCheck(note, act), ct);

    /// <summary>The signed-in reviewer takes the case.</summary>
    public Task TakeAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.Assign(act.By, act.Name, act), ct);

    /// <summary>Gives the case to a reviewer or lead.</summary>
    public Task AssignAsync(ApplicationId id, int seen, UserId to, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                var choice = await Choices(db).SingleOrDefaultAsync(c => c.Id == to.Value, ct) ?? throw new RuleBroken("no-reviewer");
                application.Assign(to, choice.DisplayName, act);
            },
            ct
        );

    /// <summary>Those to whom a case can be given.</summary>
    public async Task<IReadOnlyList<ReviewerChoice>> ReviewersAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Choices(db)
            .OrderBy(u => u.Ministry)
            .ThenBy(u => u.DisplayName)
            .Select(u => new ReviewerChoice(new(u.Id), u.DisplayName, u.Ministry))
            .ToListAsync(ct);
    }

    public Task RequestCorrectionAsync(
        ApplicationId id,
        int seen,
        IReadOnlyList<CorrectionItem> items,
        DateOnly dueOn,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                application.RequestCorrection(items, dueOn, act);
                await db.SentPartsAsync(act, id, TextPlace.Correction, [.. items.Select(item => item.Text)], ct);
            },
            ct,
            Judging
        );

    /// <summary>Ticks off one answered item. Whatever else happened meanwhile does not matter for it.</summary>
    public Task AcceptAnswerAsync(ApplicationId id, string path, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.AcceptAnswer(path, act), ct);

    /// <summary>Asks the applicant a question; the clock stands until it is answered.</summary>
    /// <param name="files">What the person has taken for it.</param>
    public Task InquireAsync(
        ApplicationId id,
        int seen,
        string question,
        DateOnly dueOn,
        IReadOnlyCollection<Guid>? files = null,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                application.Inquire(question, dueOn, act, await db.TakenAsync(files, ct));
                await db.SentAsync(act, id, TextPlace.Inquiry, question, ct: ct);
            },
            ct,
            Judging
        );

    /// <summary>Answers the applicant's request for a later due day.</summary>
    public Task AnswerExtensionAsync(ApplicationId id, int seen, bool agrees, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.AnswerExtension(agrees, reason, act), ct);

    /// <summary>Has the submission assessed by the rules that are in force today; the first assessment stays as it is.</summary>
    /// <exception cref="RuleBroken"><c>same-rules</c>: it was assessed by them.</exception>
    public Task ReassessAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                var day = JapaneseDate.On(act.At);
                var book = await books.NowAsync(ct);
                var rules = book.InForce(day);
                var version = application.LatestVersion ?? throw new NotFound();
                if (
                    await db.Assessments.AnyAsync(
                        made =>
                            made.Application == id
                            && made.PlanVersion == version.Number
                            && made.RuleSetId == rules.Id
                            && made.RuleSetRevision == rules.Revision,
                        ct
                    )
                )
                {
                    throw new RuleBroken("same-rules", rules.Id, rules.Revision);
                }

                var assessment = Assessor.Assess(PlanJson.Read(version.Plan).Plan!, rules, day);
                application.Reassess(assessment, act);
                db.Assessments.Add(new(id, version.Number, AssessmentCause.Reassessed, assessment, book.DigestOf(rules), act));
            },
            ct
        );

    public Task RequestOpinionsAsync(
        ApplicationId id,
        int seen,
        IReadOnlyCollection<Ministry> ministries,
        string question,
        DateOnly dueOn,
        CancellationToken ct = default
    ) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                application.RequestOpinions(ministries, question, dueOn, act);
                await RequireAnsweringAsync(db, ministries, ct);
                await db.SentAsync(act, id, TextPlace.OpinionRequest, question, ct: ct);
            },
            ct,
            Judging
        );

    /// <summary>The ministries in which somebody can answer a request.</summary>
    public async Task<IReadOnlySet<Ministry>> AnsweringAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await AnsweringAsync(db, ct);
    }

    /// <exception cref="RuleBroken"><c>opinion-unanswerable</c>: nobody in that ministry can answer.</exception>
    internal static async Task RequireAnsweringAsync(PortalDb db, IEnumerable<Ministry> ministries, CancellationToken ct)
    {
        var answering = await AnsweringAsync(db, ct);
        foreach (var ministry in ministries.Where(ministry => !answering.Contains(ministry)).Order())
        {
            throw new RuleBroken("opinion-unanswerable", ministry);
        }
    }

    static async Task<HashSet<Ministry>> AnsweringAsync(PortalDb db, CancellationToken ct) =>
        [
            .. await db
                .Users.AsNoTracking()
                .Where(u => !u.IsClosed && u.Ministry != null && u.Grants.Any(grant => grant.Role == Role.Reviewer))
                .Select(u => u.Ministry!.Value)
                .Distinct()
                .ToListAsync(ct),
        ];

    public Task WithdrawOpinionRequestAsync(ApplicationId id, Ministry ministry, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen: null, (application, act) => application.WithdrawOpinionRequest(ministry, reason, act), ct);

    /// <summary>The signed-in person's ministry answers. Ministries work side by side: another's answer in between is no obstacle.</summary>
    public Task GiveOpinionAsync(
        ApplicationId id,
        Stance stance,
        string text,
        IReadOnlyList<string> conditions,
        CancellationToken ct = default
    ) => changes.RunAsync(id, seen: null, (application, act) => application.GiveOpinion(stance, text, conditions, act), ct);

    public Task RecommendAsync(ApplicationId id, int seen, Proposal proposal, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
                application.Recommend(
                    proposal,
                    act,
                    application.LatestVersion is null ? null : await CaseQueries.FiledAsync(db, await books.NowAsync(ct), application, ct)
                ),
            ct
        );

    static IQueryable<PortalUser> Choices(PortalDb db) =>
        db.Users.AsNoTracking().Where(u => !u.IsClosed && u.Grants.Any(grant => grant.Role == Role.Reviewer || grant.Role == Role.Lead));
}
