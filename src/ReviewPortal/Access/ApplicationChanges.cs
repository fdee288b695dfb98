using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Access;

/// <summary>Load, let the domain act, save: the one way in which an application is changed.</summary>
public sealed class ApplicationChanges(IDbContextFactory<PortalDb> databases, CurrentUser user, CaseSignals signals)
{
    // More people than this do not hit the same row in the same moment; then something else is wrong.
    const int Tries = 20;

    // Who finds the next number taken knows that somebody else got it: of many who file at once each gets one after another.
    const int TriesForANumber = 1000;

    /// <summary>What whoever was only slower than somebody else runs into.</summary>
    static readonly string[] OfTheMoment = ["not-now", "not-taken-now", "all-signed", "open-points"];

    /// <summary>Changes one application in one transaction, together with its events.</summary>
    /// <param name="id">Which.</param>
    /// <param name="seen">The version that the page showed; null where whatever came in between does not matter for this change.</param>
    /// <param name="change">Calls the domain; may take numbers from the database.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="beside">Kinds of events that may have come in between, as they change nothing of what this rests on.</param>
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    /// <exception cref="Stale">It has moved since the page showed it.</exception>
    /// <exception cref="RuleBroken">The domain refuses.</exception>
    public async Task RunAsync(
        ApplicationId id,
        int? seen,
        Func<Application, Act, PortalDb, Task> change,
        CancellationToken ct = default,
        IReadOnlyCollection<string>? beside = null
    )
    {
        if (seen is null)
        {
            // A page that need not be up to date has its button until it hears that the case has ended: whoever was slower called nothing hidden.
            await RecordingAsync(id, () => RunOfferedAsync(id, change, ct));
            return;
        }

        try
        {
            await RecordingAsync(id, () => ChangeAsync(id, seen, change, ct, beside));
        }
        catch (RuleBroken refusal) when (refusal is { Attempted: not null, Code: "not-now" })
        {
            // Who ended the case and when says more than the state that it left.
            throw await WhoEndedItAsync(id, ct) ?? (Exception)refusal;
        }
    }

    /// <summary>
    /// Does to one of many cases what a list offers for all of them, whatever state each is in: a refusal is nobody's attempt to get round a
    /// page, and is only told.
    /// </summary>
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    /// <exception cref="Stale">Somebody has ended the case.</exception>
    /// <exception cref="RuleBroken">The domain refuses.</exception>
    public async Task RunOfferedAsync(ApplicationId id, Func<Application, Act, PortalDb, Task> change, CancellationToken ct = default)
    {
        try
        {
            await ChangeAsync(id, seen: null, change, ct);
        }
        catch (RuleBroken refusal) when (refusal is { Attempted: not null, Code: "not-now" })
        {
            throw await WhoEndedItAsync(id, ct) ?? (Exception)refusal;
        }
    }

    public Task RunOfferedAsync(ApplicationId id, Action<Application, Act> change, CancellationToken ct = default) =>
        RunOfferedAsync(
            id,
            (application, act, _) =>
            {
                change(application, act);
                return Task.CompletedTask;
            },
            ct
        );

    /// <summary>Tries something that only some may do, or only at times; a refusal is kept for those who audit.</summary>
    /// <param name="id">The application.</param>
    /// <param name="attempt">Throws where it is refused.</param>
    internal async Task RecordingAsync(ApplicationId id, Func<Task> attempt)
    {
        try
        {
            await attempt();
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

    async Task ChangeAsync(
        ApplicationId id,
        int? seen,
        Func<Application, Act, PortalDb, Task> change,
        CancellationToken ct,
        IReadOnlyCollection<string>? beside = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var act = await user.ActAsync(db, ct);
            var application = await db.LoadAsync(id, act, ct);
            if (seen is { } version && application.Version != version && !await IsAsShownAsync(db, application, version, beside ?? [], ct))
            {
                await RequireTheirsAsync(() => change(application, act, db));
                throw await WhoWasFirstAsync(db, id, act, ct);
            }

            await change(application, act, db);
            var happened = db.ChangeTracker.Entries<Aggregate>().SelectMany(entry => entry.Entity.Happened).ToList();
            try
            {
                await db.SaveChangesAsync(ct);
                signals.Raise(id, act, happened);
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

    // That an expert has opened the link changes nothing of what an official decides on.
    static async Task<bool> IsAsShownAsync(
        PortalDb db,
        Application application,
        int seen,
        IReadOnlyCollection<string> beside,
        CancellationToken ct
    ) =>
        seen < application.Version
        && await db
            .Events.AsNoTracking()
            .Where(row => row.Stream == application.Id.Value && row.Sequence > seen)
            .AllAsync(row => row.Kind == nameof(ExpertLinkUsed) || beside.Contains(row.Kind), ct);

    // However old the page is of which a call tells: whoever may not do it at all is told that, and is recorded. What this does is never saved.
    static async Task RequireTheirsAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (RuleBroken refusal) when (refusal.Attempted is null || OfTheMoment.Contains(refusal.Code)) { }
        catch (Exception other) when (other is Stale or NotFound or AnswerTaken) { }
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

    static async Task<Stale> WhoWasFirstAsync(PortalDb db, ApplicationId id, Act act, CancellationToken ct) =>
        Told(await EventsOf(db, id, act).FirstOrDefaultAsync(ct), act, await ColleaguesAsync(db, act, ct)) ?? new();

    // Null while the case goes on: then the state itself says why not now.
    async Task<Stale?> WhoEndedItAsync(ApplicationId id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var act = await user.ActAsync(db, ct);
        var last = await EventsOf(db, id, act).FirstOrDefaultAsync(ct);
        return last is not null && ApplicationFlow.Endings.Contains(last.Kind) ? Told(last, act, await ColleaguesAsync(db, act, ct)) : null;
    }

    // Newest first; the applicant's own view has none of those that are never told.
    static IQueryable<EventRow> EventsOf(PortalDb db, ApplicationId id, Act act)
    {
        var rows = db.Events.AsNoTracking().Where(row => row.Stream == id.Value);
        return (act.IsOfficial ? rows : rows.Where(row => !EventRow.Internal.Contains(row.Kind))).OrderByDescending(row => row.Sequence);
    }

    static async Task<HashSet<Guid>> ColleaguesAsync(PortalDb db, Act act, CancellationToken ct) =>
        act.IsOfficial || act.Organization is null
            ? []
            : [.. await db.Users.AsNoTracking().Where(u => u.OrganizationId == act.Organization).Select(u => u.Id).ToListAsync(ct)];

    // The applicant is told that the office did it, not which official.
    static Stale? Told(EventRow? last, Act act, HashSet<Guid> colleagues) =>
        last is null ? null : new(act.IsOfficial || colleagues.Contains(last.By.Value) ? last.ByName : null, last.At, last.Kind);
}

/// <summary>Loading an application whole, for a change.</summary>
public static class Loading
{
    /// <exception cref="NotFound">Not there, or not the person's to see.</exception>
    public static async Task<Application> LoadAsync(this PortalDb db, ApplicationId id, Act act, CancellationToken ct)
    {
        // Inquiries and experts are few: they come with the row. What can be long comes by itself.
        var application =
            await db
                .Applications.VisibleTo(act)
                .Include(a => a.Inquiries)
                .Include(a => a.Experts)
                .AsSingleQuery()
                .SingleOrDefaultAsync(a => a.Id == id, ct)
            ?? throw new NotFound();
        var loaded = db.Entry(application);
        await loaded.Collection(a => a.Versions).LoadAsync(ct);
        await loaded.Collection(a => a.Corrections).LoadAsync(ct);
        await loaded.Collection(a => a.Consultations).LoadAsync(ct);
        await loaded.Collection(a => a.Attachments).LoadAsync(ct);
        return application;
    }
}
