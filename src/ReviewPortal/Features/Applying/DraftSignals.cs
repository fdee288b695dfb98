using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Access;
using ReviewPortal.Data;

namespace ReviewPortal.Features.Applying;

/// <summary>How far an application has come: any change of it or of its draft makes another one.</summary>
public sealed record DraftStamp(int Version, int DraftRevision);

/// <summary>
/// Tells open pages that a draft has changed. It carries nothing: who listens reads for itself what it may see. It reaches the pages of this
/// process at once; what another one has changed is found by a <see cref="LookAsync"/>.
/// </summary>
public sealed class DraftSignals(IDbContextFactory<PortalDb> databases)
{
    /// <summary>Time between two looks at the drafts of all open pages, which are one question by their keys.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<ApplicationId, DraftStamp> known = [];
    readonly ConcurrentDictionary<Guid, (ApplicationId Id, object Self, Action Heard)> listeners = new();

    /// <summary>Listens until what it returns is disposed.</summary>
    /// <param name="id">Which draft.</param>
    /// <param name="self">Whose own changes are no news.</param>
    /// <param name="heard">Called on the thread of whoever changed the draft, as the listener itself: it must not wait.</param>
    public IDisposable Listen(ApplicationId id, object self, Action heard)
    {
        var key = Guid.NewGuid();
        listeners[key] = (id, self, CaseSignals.AsItself(heard));
        return new Listening(() => listeners.TryRemove(key, out _));
    }

    /// <param name="id">Which draft.</param>
    /// <param name="by">Who changed it: not told of it.</param>
    /// <param name="stamp">What it has come to; null where that is not known.</param>
    public void Tell(ApplicationId id, object by, DraftStamp? stamp = null)
    {
        if (stamp is not null)
        {
            known[id] = stamp;
        }

        foreach (var listener in listeners.Values.Where(listener => listener.Id == id && listener.Self != by))
        {
            listener.Heard();
        }
    }

    /// <summary>Looks whether another process has changed a draft that is open here, and tells its pages.</summary>
    public async Task LookAsync(CancellationToken ct = default)
    {
        ApplicationId[] open = [.. listeners.Values.Select(listener => listener.Id).Distinct()];
        foreach (var closed in known.Keys.Except(open))
        {
            known.TryRemove(closed, out _);
        }

        if (open.Length == 0)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var now = await db
            .Applications.AsNoTracking()
            .Where(a => open.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                a.Version,
                a.DraftRevision,
            })
            .ToListAsync(ct);
        foreach (var one in now)
        {
            DraftStamp stamp = new(one.Version, one.DraftRevision);
            // One that is looked at for the first time may have changed since its page was read.
            if (known.GetValueOrDefault(one.Id) != stamp)
            {
                Tell(one.Id, this, stamp);
            }
        }
    }

    sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
