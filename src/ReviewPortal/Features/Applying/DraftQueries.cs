using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Applying;

/// <summary>A draft as it is stored now.</summary>
/// <param name="Draft">The answers.</param>
/// <param name="IsOpen">False once it is filed, withdrawn or corrected: nothing can be written any more.</param>
/// <param name="Remarks">In a correction what was said about each item so far.</param>
/// <param name="Filed">Who filed it last, and when; null when nobody did.</param>
public sealed record DraftNow(SavedDraft Draft, bool IsOpen, IReadOnlyDictionary<string, string> Remarks, (string By, DateTime At)? Filed);

/// <summary>What the form reads while it is open, and what its filing left behind.</summary>
public sealed class DraftQueries(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    /// <summary>What an amendment or end notice of the signed-in person's organisation can be about.</summary>
    public async Task<IReadOnlyList<OwnService>> ServicesAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        return act.Organization is null ? [] : await db.OwnServicesAsync(act, ct);
    }

    /// <exception cref="NotFound">Not there, or another organisation's.</exception>
    public async Task<DraftNow> FindAsync(ApplicationId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        if (act.Organization is null)
        {
            throw new NotFound();
        }

        var application = await db
            .Applications.AsNoTracking()
            .VisibleTo(act)
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == id, ct);
        if (application is null)
        {
            throw new NotFound();
        }

        return new(
            new(application.Draft, application.DraftSavedAt, application.Removals, application.LastRemovals()),
            application.State is ApplicationState.Draft or ApplicationState.Correcting,
            application.OpenCorrection?.Items.ToDictionary(item => item.Path, item => item.Answer ?? "") ?? [],
            application.LatestVersion is { } version ? (version.SubmittedByName, version.SubmittedAt) : null
        );
    }
}
