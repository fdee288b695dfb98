using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A recommendation that is being written.</summary>
/// <param name="Form">What was typed so far.</param>
/// <param name="Revision">0 where nothing was kept yet.</param>
/// <param name="ByName">Who typed last; null likewise.</param>
/// <param name="SavedAt">When (UTC); null likewise.</param>
/// <param name="NobodyDecides">Nobody but the person who reads has the right to decide.</param>
public sealed record KeptRecommendation(
    RecommendationForm Form,
    int Revision,
    string? ByName,
    DateTime? SavedAt,
    bool NobodyDecides = false
);

/// <summary>Keeps a recommendation while it is being written, so that neither a reload nor a challenge loses it.</summary>
public sealed class RecommendationService(IDbContextFactory<PortalDb> databases, CurrentUser user, ApplicationChanges changes)
{
    /// <summary>
    /// What was kept for the application, whether or not it can be recommended now; where nothing was, the recommendation that was sent back
    /// last, or an empty form.
    /// </summary>
    /// <exception cref="NotFound">Not there, or never for this official to write.</exception>
    public async Task<KeptRecommendation> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var application = await db.Applications.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(a => a.Id == id, ct);
        return application?.IsFor(act, ApplicationAction.Recommend) == true
            ? await KeptAsync(db, application, ct) with
            {
                NobodyDecides = await NobodyElseAsync(db, act, ct),
            }
            : throw new NotFound();
    }

    /// <summary>Keeps what was typed.</summary>
    /// <param name="seen">The revision that the page goes by.</param>
    /// <returns>The new revision, and when it was kept (UTC).</returns>
    /// <exception cref="Stale">Somebody else has kept another meanwhile.</exception>
    /// <exception cref="RuleBroken">It is not for this official to write, or the case has ended.</exception>
    public async Task<(int Revision, DateTime At)> KeepAsync(
        ApplicationId id,
        RecommendationForm form,
        int seen,
        CancellationToken ct = default
    )
    {
        RecommendationDraft? kept = null;
        await changes.RecordingAsync(id, async () => kept = await StoreAsync(id, form, seen, ct));
        return (kept!.Revision, kept.SavedAt);
    }

    async Task<RecommendationDraft> StoreAsync(ApplicationId id, RecommendationForm form, int seen, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await RequireWriterAsync(db, id, ct);
        var kept = await db.RecommendationDrafts.SingleOrDefaultAsync(draft => draft.Application == id, ct);
        if ((kept?.Revision ?? 0) != seen)
        {
            throw new Stale(kept?.ByName, kept?.SavedAt, nameof(RecommendationDraft));
        }

        if (kept is null)
        {
            kept = new() { Application = id };
            db.RecommendationDrafts.Add(kept);
        }

        kept.Form = JsonSerializer.Serialize(form, JsonValue.Options);
        (kept.Revision, kept.ByName, kept.SavedAt) = (seen + 1, act.Name, act.At);
        await db.SaveChangesAsync(ct);
        return kept;
    }

    // Whoever proposes does not decide, whatever roles the person has.
    static async Task<bool> NobodyElseAsync(PortalDb db, Act act, CancellationToken ct) =>
        !await db
            .Users.AsNoTracking()
            .AnyAsync(u => u.Id != act.By.Value && !u.IsClosed && u.Grants.Any(grant => grant.Role == Role.Decider), ct);

    static async Task<KeptRecommendation> KeptAsync(PortalDb db, Application application, CancellationToken ct)
    {
        var kept = await db.RecommendationDrafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Application == application.Id, ct);
        var begin = application.EarlierRecommendations is [.., var last] ? RecommendationForm.Of(last.Recommendation.Proposal) : new();
        return kept is null
            ? new(begin, 0, null, null)
            : new(JsonSerializer.Deserialize<RecommendationForm>(kept.Form, JsonValue.Options)!, kept.Revision, kept.ByName, kept.SavedAt);
    }

    // Whoever may recommend may write, also while the applicant corrects: only recommending waits. With the end of the case the draft goes.
    async Task<Act> RequireWriterAsync(PortalDb db, ApplicationId id, CancellationToken ct)
    {
        var act = await user.ActAsync(db, ct);
        var application =
            await db.Applications.AsNoTracking().VisibleTo(act).SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFound();
        if (!application.IsFor(act, ApplicationAction.Recommend))
        {
            application.RequirePermission(ApplicationAction.Recommend, act);
        }

        return application.EndedAt is null ? act : throw new RuleBroken("not-now", application.State);
    }
}
