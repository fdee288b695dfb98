using System.Collections.Concurrent;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Access;

/// <summary>
/// Tells open pages of this process that something happened to an application. It carries no data: whoever listens reads anew through the
/// queries that decide what may be seen. The applicant's side hears nothing of what the applicant is never told, not even that it happened.
/// </summary>
public sealed class CaseSignals(ILogger<CaseSignals> log)
{
    readonly ConcurrentDictionary<object, (ApplicationId Id, Holder Side, Func<Task> Changed)> listeners = [];

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

    internal void Raise(ApplicationId id, Act act, IReadOnlyCollection<Recorded> happened)
    {
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

    sealed class Ticket(CaseSignals signals) : IDisposable
    {
        public void Dispose() => signals.listeners.TryRemove(this, out _);
    }
}
