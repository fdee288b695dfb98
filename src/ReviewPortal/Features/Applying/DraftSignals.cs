using System.Collections.Concurrent;

namespace ReviewPortal.Features.Applying;

/// <summary>
/// Tells open pages that a draft has changed. It carries nothing: who listens reads for itself what it may see. It reaches the pages of this
/// process; pages of another one look again from time to time.
/// </summary>
public sealed class DraftSignals
{
    readonly ConcurrentDictionary<Guid, (ApplicationId Id, object Self, Action Heard)> listeners = new();

    /// <summary>Listens until what it returns is disposed.</summary>
    /// <param name="id">Which draft.</param>
    /// <param name="self">Whose own changes are no news.</param>
    /// <param name="heard">Called on the thread of whoever changed the draft: it must not wait.</param>
    public IDisposable Listen(ApplicationId id, object self, Action heard)
    {
        var key = Guid.NewGuid();
        listeners[key] = (id, self, heard);
        return new Listening(() => listeners.TryRemove(key, out _));
    }

    public void Tell(ApplicationId id, object by)
    {
        foreach (var listener in listeners.Values.Where(listener => listener.Id == id && listener.Self != by))
        {
            listener.Heard();
        }
    }

    sealed class Listening(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
