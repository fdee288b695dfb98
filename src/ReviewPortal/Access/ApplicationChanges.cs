using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Access;

/// <summary>Load, let the domain act, save: the one way in which an application is changed.</summary>
public sealed class ApplicationChanges(IDbContextFactory<PortalDb> databases, CurrentUser user)
{
    // More people than this do not hit the same row in the same moment; then something else is wrong.
    const int Tries = 20;

    // Who finds the next number taken knows that somebody else got it: of many who file at once each gets one after another.
    const int TriesForANumber = 1000;

    /// <summary>Changes one application in one transaction, together with its events.</summary>
    /// <param name="id">Which.</param>
    /// <param name="seen">The version that the page showed; null where whatever came in between does not matter for this change.</param>
    /// <param name="change">Calls the domain; may take numbers from the database.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    /// <exception cref="Stale">It has moved since the page showed it.</exception>
    /// <exception cref="RuleBroken">The domain refuses.</exception>
    public async Task RunAsync(ApplicationId id, int? seen, Func<Application, Act, PortalDb, Task> change, CancellationToken ct = default)
    {
        try
        {
            await ChangeAsync(id, seen, change, ct);
        }
        catch (RuleBroken refusal) when (refusal.Attempted is not null)
        {
            await KeepRefusalAsync(id, refusal.Attempted, refusal.Code);
            throw;
        }
        catch (NotFound)
        {
            await KeepRefusalAsync(id, null, "not-found");
            throw;
        }
    }

    async Task ChangeAsync(ApplicationId id, int? seen, Func<Application, Act, PortalDb, Task> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var act = await user.ActAsync(db, ct);
            var application = await db.LoadAsync(id, act, ct);
            if (seen is { } version && application.Version != version)
            {
                throw await WhoWasFirstAsync(db, id, act, ct);
            }

            await change(application, act, db);
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (NumberTaken) when (attempt < TriesForANumber) { }
            catch (Stale) when (seen is null && attempt < Tries) { }
            catch (Stale)
            {
                throw await WhoWasFirstAsync(db, id, act, ct);
            }
        }
    }

    public Task RunAsync(ApplicationId id, int? seen, Action<Application, Act> change, CancellationToken ct = default) =>
        RunAsync(
            id,
            seen,
            (application, act, _) =>
            {
                change(application, act);
                return Task.CompletedTask;
            },
            ct
        );

    // In a context of its own: what the refused change had begun is not saved with it. Whoever gives up waiting is recorded all the same.
    async Task KeepRefusalAsync(ApplicationId id, string? action, string code)
    {
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var act = await user.ActAsync(db, CancellationToken.None);
        db.Refusals.Add(
            new()
            {
                Id = Guid.CreateVersion7(act.At),
                At = act.At,
                By = act.By,
                ByName = act.Name,
                Application = id.Value,
                Action = action,
                Code = code,
            }
        );
        await db.SaveChangesAsync(CancellationToken.None);
    }

    // The applicant is not told which official did what.
    static async Task<Stale> WhoWasFirstAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct)
    {
        var last = await db
            .Events.AsNoTracking()
            .Where(row => row.Stream == id.Value)
            .OrderByDescending(row => row.Sequence)
            .FirstAsync(ct);
        return act.IsOfficial ? new(last.ByName, last.At, last.Kind) : new(null, last.At);
    }
}

/// <summary>Loading an application whole, for a change.</summary>
public static class Loading
{
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    public static async Task<Application> LoadAsync(this PortalDb db, ApplicationId id, Act act, CancellationToken ct) =>
        await db
            .Applications.VisibleTo(act)
            .Include(a => a.Versions)
            .Include(a => a.Corrections)
            .Include(a => a.Consultations)
            .Include(a => a.Attachments)
            .Include(a => a.Experts)
            .AsSplitQuery()
            .SingleOrDefaultAsync(a => a.Id == id, ct)
        ?? throw new NotFound();
}
