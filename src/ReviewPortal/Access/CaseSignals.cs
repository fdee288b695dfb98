using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Data;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Access;

/// <summary>
/// Tells open pages that something happened to an application. It carries no data: whoever listens reads anew through the
/// queries that decide what may be seen. The applicant's side hears nothing of what the applicant is never told, not even that it happened.
/// It reaches the pages of this process at once; what another one has done is found by a <see cref="LookAsync"/>.
/// </summary>
public sealed class CaseSignals(IDbContextFactory<PortalDb> databases, ILogger<CaseSignals> log)
{
    /// <summary>Time between two looks at the cases of all open pages, which are one question by their keys.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<object, (ApplicationId Id, Holder Side, Func<Task> Changed)> listeners = [];
    readonly ConcurrentDictionary<ApplicationId, Stamp> known = [];

    /// <summary>Calls back until it is disposed of.</summary>
    /// <param name="id">Which application.</param>
    /// <param name="side">Whose page it is.</param>
    /// <param name="changed">Called on any thread; a page goes on through its own dispatcher.</param>
    public IDisposable Listen(ApplicationId id, Holder side, Func<Task> changed)
    {
        var ticket = new Ticket(this);
        listeners[ticket] = (id, side, AsItself(changed));
        return ticket;
    }

    /// <summary>
    /// Keeps how far the application has come, for the next look to compare with. A page calls it before it reads itself, so that nothing falls
    /// in between; what is known already stays, or a page that is opened would hide from an older one what that has not heard of.
    /// </summary>
    public async Task RememberAsync(ApplicationId id, CancellationToken ct = default)
    {
        if (!known.ContainsKey(id) && (await StampsAsync([id], ct)).TryGetValue(id, out var stamp))
        {
            known.TryAdd(id, stamp);
        }
    }

    /// <summary>Looks whether another process has changed a case that is open here, and tells the pages of the side that may know.</summary>
    public async Task LookAsync(CancellationToken ct = default)
    {
        ApplicationId[] open = [.. listeners.Values.Select(listener => listener.Id).Distinct()];
        foreach (var closed in known.Keys.Except(open))
        {
            known.TryRemove(closed, out _);
        }

        foreach (var (id, now) in await StampsAsync(open, ct))
        {
            // What this process changes meanwhile forgets the stamp: then the pages are being told already.
            if (known.TryAdd(id, now) || !known.TryGetValue(id, out var before) || before == now || !known.TryUpdate(id, now, before))
            {
                continue;
            }

            Call(id, Holder.Government);
            if (before.ToApplicant != now.ToApplicant)
            {
                Call(id, Holder.Applicant);
            }
        }
    }

    async Task<Dictionary<ApplicationId, Stamp>> StampsAsync(ApplicationId[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
        {
            return [];
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        Guid[] streams = [.. ids.Select(id => id.Value)];
        var told = await db
            .Events.AsNoTracking()
            .Where(e => streams.Contains(e.Stream) && !EventRow.Internal.Contains(e.Kind))
            .GroupBy(e => e.Stream)
            .Select(events => new { events.Key, Count = events.Count() })
            .ToDictionaryAsync(events => events.Key, events => events.Count, ct);
        return await db
            .Applications.AsNoTracking()
            .Where(a => ids.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Version,
                Messages = db.Messages.Count(m => m.Application == a.Id),
                Notes = db.InternalNotes.Count(n => n.Application == a.Id),
            })
            .ToDictionaryAsync(a => a.Id, a => new Stamp(a.Version, a.Notes, (told.GetValueOrDefault(a.Id.Value), a.Messages)), ct);
    }

    internal void Raise(ApplicationId id, Act act, IReadOnlyCollection<Recorded> happened)
    {
        known.TryRemove(id, out _);
        // A draft that is being written is the applicant's alone; an official's tick is the officials', and so is what an expert does for them.
        var isOffice = act.IsOfficial || act.Is(Role.Expert);
        if (isOffice || happened.Count > 0)
        {
            Call(id, Holder.Government);
        }

        if (!isOffice || happened.Any(one => one.Event is not IInternal))
        {
            Call(id, Holder.Applicant);
        }
    }

    void Call(ApplicationId id, Holder side)
    {
        foreach (var listener in listeners.Values.Where(one => one.Id == id && one.Side == side))
        {
            _ = SafelyAsync(listener.Changed);
        }
    }

    /// <summary>
    /// What a page does when it is told of something: it goes on as itself, with its own language, and not with that of the person whose change
    /// it is told of, or of a round in the background, which has none.
    /// </summary>
    internal static Func<Task> AsItself(Func<Task> changed)
    {
        var itself = ExecutionContext.Capture();
        return itself is null
            ? changed
            : () =>
            {
                var going = Task.CompletedTask;
                ExecutionContext.Run(itself, _ => going = changed(), null);
                return going;
            };
    }

    /// <inheritdoc cref="AsItself(Func{Task})"/>
    internal static Action AsItself(Action changed)
    {
        var itself = ExecutionContext.Capture();
        return itself is null ? changed : () => ExecutionContext.Run(itself, _ => changed(), null);
    }

    // A page that fails to read itself anew is no reason for the change that it is told of to fail.
    async Task SafelyAsync(Func<Task> changed)
    {
        try
        {
            await changed();
        }
        catch (ObjectDisposedException)
        {
            // The page was closed in this very moment.
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the listening page and not to the change.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.LogWarning(fault, "An open page could not be told of a change.");
        }
    }

    /// <summary>How far a case has come.</summary>
    /// <param name="ToApplicant">Events and messages of which the applicant is told.</param>
    sealed record Stamp(int Version, int Notes, (int Events, int Messages) ToApplicant);

    sealed class Ticket(CaseSignals signals) : IDisposable
    {
        public void Dispose() => signals.listeners.TryRemove(this, out _);
    }
}
