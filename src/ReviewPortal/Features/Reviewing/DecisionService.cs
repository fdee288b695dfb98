using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Documents;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Features.Reviewing;

/// <summary>What a decider changes, and the issue of the notice. Each happens once; the second is told who was first.</summary>
public sealed class DecisionService(
    ApplicationChanges changes,
    IOptions<LetterSettings> letters,
    IDbContextFactory<PortalDb> databases,
    CurrentUser user
)
{
    public Task ChallengeAsync(ApplicationId id, int seen, string comment, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.Challenge(comment, act), ct);

    /// <summary>The drafter or the lead takes the recommendation back.</summary>
    public Task WithdrawAsync(ApplicationId id, int seen, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.WithdrawRecommendation(reason, act), ct);

    public Task DecideAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.Decide(act), ct);

    public Task UndoAsync(ApplicationId id, int seen, string reason, CancellationToken ct = default) =>
        changes.RunAsync(id, seen, (application, act) => application.UndoDecision(reason, act), ct);

    /// <summary>The notice goes out under the next document number.</summary>
    public Task IssueAsync(ApplicationId id, int seen, CancellationToken ct = default) =>
        changes.RunAsync(
            id,
            seen,
            async (application, act, db) =>
            {
                var sender = letters.Value.Sender;
                var day = JapaneseDate.On(act.At);
                // Asked before a number is taken: whoever may not issue takes none.
                var may = application.OpenTo(act).Contains(ApplicationAction.Issue);
                var number = may ? await db.NextAsync(OfficialLetters.Series(sender, day), ct) : 0;
                if (await db.RecommendationDrafts.SingleOrDefaultAsync(draft => draft.Application == id, ct) is { } draft)
                {
                    db.RecommendationDrafts.Remove(draft);
                }

                application.Issue(await WriteAsync(db, application, DecisionNotice.Number(sender, day, number), day, ct), act);
            },
            ct
        );

    /// <summary>The letter as it would go out today, without a number: what goes out cannot be called back, so it is read before.</summary>
    /// <exception cref="NotFound">Not there, or not the person's to see: it is for those who decide, and those who lead the case.</exception>
    /// <exception cref="RuleBroken"><c>not-now</c>: nothing has been recommended.</exception>
    public async Task<Letter> DraftLetterAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db.LoadAsync(id, act, ct);
        return MayReadDraft(application, act) ? await WriteAsync(db, application, "", JapaneseDate.On(act.At), ct) : throw new NotFound();
    }

    /// <summary>True for those who read the letter before it goes out.</summary>
    public static bool MayReadDraft(Application application, Act act) =>
        act.IsOfficial && (act.Is(Role.Decider) || application.IsLedBy(act));

    async Task<Letter> WriteAsync(PortalDb db, Application application, string number, DateOnly day, CancellationToken ct)
    {
        if (application.Recommendation is not { } recommendation || application.LatestVersion is null)
        {
            throw new RuleBroken("not-now", application.State);
        }

        var organization = await db.Organizations.AsNoTracking().SingleAsync(o => o.Id == application.Organization, ct);
        var kind = LetterWriter.KindOf(recommendation.Proposal.Outcome);
        return DecisionNotice.Write(
            application,
            organization,
            await db.RepresentativeOfAsync(application, ct),
            letters.Value.Sender,
            number,
            day,
            (await db.WordingAsync(kind, ct)).Wording,
            (await db.LegalCharacterAsync(ct)).TeachingOf(kind)
        );
    }
}
