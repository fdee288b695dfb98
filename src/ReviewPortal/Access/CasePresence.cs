using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Server.Circuits;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

/// <summary>An official who has a case open.</summary>
/// <param name="IsWriting">Fills in something about it just now.</param>
public sealed record PresentPerson(UserId Person, string Name, bool IsWriting);

/// <summary>
/// Which officials have which case open in this process. Nothing of it is kept, and nothing of it is for applicants: only pages of cases ask.
/// </summary>
public sealed class CasePresence
{
    readonly ConcurrentDictionary<ApplicationId, ConcurrentDictionary<Ticket, byte>> open = [];

    /// <summary>Is there until it is disposed of.</summary>
    /// <param name="changed">Called on any thread when others come, go, begin or end writing.</param>
    public Ticket Enter(ApplicationId id, UserId person, string name, Func<Task> changed)
    {
        Ticket ticket = new(this, id, person, name, CaseSignals.AsItself(changed));
        open.GetOrAdd(id, _ => []).TryAdd(ticket, 0);
        Tell(ticket);
        return ticket;
    }

    /// <summary>Everybody else who has the case open, each once.</summary>
    public IReadOnlyList<PresentPerson> Others(ApplicationId id, UserId me) =>
        open.TryGetValue(id, out var tickets)
            ?
            [
                .. tickets
                    .Keys.Where(ticket => ticket.Person != me && !ticket.IsAway)
                    .GroupBy(ticket => ticket.Person)
                    .Select(windows => new PresentPerson(windows.Key, windows.First().Name, windows.Any(window => window.IsWriting)))
                    .OrderBy(person => person.Name, StringComparer.Ordinal),
            ]
            : [];

    void Tell(Ticket about)
    {
        foreach (var other in open.TryGetValue(about.Case, out var tickets) ? tickets.Keys : [])
        {
            if (other != about)
            {
                _ = other.TellAsync();
            }
        }
    }

    /// <summary>One open page.</summary>
    public sealed class Ticket(CasePresence presence, ApplicationId id, UserId person, string name, Func<Task> changed) : IDisposable
    {
        public ApplicationId Case => id;
        public UserId Person => person;
        public string Name => name;
        public bool IsWriting { get; private set; }

        /// <summary>The window has no connection: closed, asleep or out of reach. Its page waits for some minutes to be taken up again.</summary>
        public bool IsAway { get; private set; }

        public void BeAway(bool isAway)
        {
            if (IsAway != isAway)
            {
                IsAway = isAway;
                presence.Tell(this);
            }
        }

        public void Write(bool isWriting)
        {
            if (IsWriting != isWriting)
            {
                IsWriting = isWriting;
                presence.Tell(this);
            }
        }

        internal async Task TellAsync()
        {
            try
            {
                await changed();
            }
            catch (ObjectDisposedException)
            {
                // The page was closed in this very moment.
            }
        }

        public void Dispose()
        {
            if (presence.open.TryGetValue(id, out var tickets))
            {
                tickets.TryRemove(this, out _);
                presence.Tell(this);
            }
        }
    }
}

/// <summary>
/// The page of a case that this circuit shows, so that a dialog above it can say that its person is writing, and a lost connection that the
/// person is gone.
/// </summary>
public sealed class OwnPresence : CircuitHandler
{
    public CasePresence.Ticket? Ticket { get; set; }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => BeAway(true);

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken) => BeAway(false);

    Task BeAway(bool isAway)
    {
        Ticket?.BeAway(isAway);
        return Task.CompletedTask;
    }
}
