using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A decided plan that is like the one at hand.</summary>
/// <param name="Similarity">From 0 to 1.</param>
/// <param name="Shared">What both have.</param>
/// <param name="Only">What only the decided one has.</param>
/// <param name="Lacks">What only the one at hand has.</param>
/// <param name="UsedDays">Business days that the government took.</param>
public sealed record Precedent(
    ApplicationId Id,
    string Number,
    string ServiceName,
    double Similarity,
    IReadOnlyList<PlanFeature> Shared,
    IReadOnlyList<PlanFeature> Only,
    IReadOnlyList<PlanFeature> Lacks,
    DecisionOutcome Outcome,
    UseType UseType,
    DateOnly IssuedOn,
    int UsedDays,
    int ApplicantDays,
    IReadOnlyList<DecisionCondition> Conditions,
    IReadOnlyList<RefusalReason> Reasons
);

/// <summary>先例: the decided plans that are most like one, so that like cases are decided alike.</summary>
public sealed class PrecedentQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>How many are shown.</summary>
    public const int Shown = 10;

    /// <exception cref="NotFound">Not there, or not for this official.</exception>
    public async Task<IReadOnlyList<Precedent>> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = act.IsOfficial
            ? await db.Applications.AsNoTracking().VisibleTo(act).Include(a => a.Versions).SingleOrDefaultAsync(a => a.Id == id, ct)
            : null;
        if (application?.LatestVersion is not { } version)
        {
            throw new NotFound();
        }

        // What is kept from somebody weighs nothing for that person: another order of the list would tell of it.
        var mine = PlanFeatures.Of(PlanJson.Read(application.PlanFor(version, act)).Plan ?? new());
        var seesKept = act.Roles.Any(role => role.SeesKept());
        var decided = db.DecidedPlans.AsNoTracking();

        // Few sets of features are many plans: they are compared once each, and only the rows of the nearest are read.
        var sets = await (seesKept ? decided.Select(d => d.WholeFeatures) : decided.Select(d => d.Features)).Distinct().ToListAsync(ct);
        var nearest = sets.Select(key => (Key: key, Similarity: mine.SimilarityTo(PlanFeatures.Parse(key))))
            .Where(set => set.Similarity > 0)
            .OrderByDescending(set => set.Similarity)
            .ThenBy(set => set.Key, StringComparer.Ordinal)
            .Take(Shown)
            .ToList();
        List<DecidedPlan> found = [];
        foreach (var (key, _) in nearest)
        {
            found.AddRange(
                await (seesKept ? decided.Where(d => d.WholeFeatures == key) : decided.Where(d => d.Features == key))
                    .Where(d => d.Application != id)
                    .OrderByDescending(d => d.IssuedOn)
                    .ThenBy(d => d.Application)
                    .Take(Shown - found.Count)
                    .ToListAsync(ct)
            );
            if (found.Count == Shown)
            {
                break;
            }
        }

        var ids = found.Select(one => one.Application).ToList();
        var cases = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Where(a => ids.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Number,
                a.ServiceName,
                a.Recommendation!.Proposal,
            })
            .ToDictionaryAsync(a => a.Id, ct);
        return
        [
            .. found
                .Where(one => cases.ContainsKey(one.Application))
                .Select(one =>
                {
                    var (theirs, of) = (PlanFeatures.Parse(seesKept ? one.WholeFeatures : one.Features), cases[one.Application]);
                    return new Precedent(
                        one.Application,
                        of.Number!,
                        of.ServiceName,
                        mine.SimilarityTo(theirs),
                        [.. new PlanFeatures(mine.Bits & theirs.Bits).Present()],
                        [.. new PlanFeatures(theirs.Bits & ~mine.Bits).Present()],
                        [.. new PlanFeatures(mine.Bits & ~theirs.Bits).Present()],
                        one.Outcome,
                        one.UseType,
                        one.IssuedOn,
                        one.UsedDays,
                        one.ApplicantDays,
                        of.Proposal.Conditions,
                        of.Proposal.Reasons
                    );
                }),
        ];
    }
}
