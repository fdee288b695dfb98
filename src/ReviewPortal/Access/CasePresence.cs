using System.Collections.Concurrent;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Access;

/// <summary>An official who has a case open in another window.</summary>
public sealed record Present(UserId Person, string Name, bool IsWriting);

/// <summary>
/// Which officials have which case open, and who is writing there. It lives in this process and in no database: it is true of this moment or of
/// none. Applicants neither appear in it nor hear of it.
/// </summary>
public sealed class CasePresence(TimeProvider time, ILogger<CasePresence> log)
{
    /// <summary>Whoever has not touched a key for so long is reading.</summary>
    public static readonly TimeSpan WritingFor = TimeSpan.FromSeconds(15);

    readonly ConcurrentDictionary<Visit, byte> visits = [];

    /// <summary>Comes in; goes when what it returns is disposed of.</summary>
    /// <param name="id">Which case.</param>
    /// <param name="act">The official.</param>
    /// <param name="changed">Called on any thread when somebody comes, goes, begins or ends writing there.</param>
    public Visit Enter(ApplicationId id, Act act, Func<Task> changed)
    {
        var visit = new Visit(this, time, id, act.By, act.Name, changed);
        visits[visit] = 0;
        Tell(visit);
        return visit;
    }

    /// <summary>The others on a case by name; a person with two windows is there once.</summary>
    public IReadOnlyList<Present> Others(ApplicationId id, UserId self) =>
        [
            .. visits
                .Keys.Where(visit => visit.Id == id && visit.Person != self)
                .GroupBy(visit => visit.Person)
                .Select(person => new Present(person.Key, person.First().Name, person.Any(visit => visit.IsWriting)))
                .OrderBy(present => present.Name, StringComparer.Ordinal),
        ];

    /// <summary>The person writes about this case, in whatever window of theirs has it open.</summary>
    public void Write(ApplicationId id, UserId person)
    {
        foreach (var visit in visits.Keys.Where(visit => visit.Id == id && visit.Person == person))
        {
            visit.Write();
        }
    }

    /// <summary>The person has sent or given up what was being written.</summary>
    public void Stop(ApplicationId id, UserId person)
    {
        foreach (var visit in visits.Keys.Where(visit => visit.Id == id && visit.Person == person))
        {
            visit.Stop();
        }
    }

    void Tell(Visit by)
    {
        foreach (var other in visits.Keys.Where(visit => visit.Id == by.Id && visit.Person != by.Person))
        {
            _ = SafelyAsync(other);
        }
    }

    async Task SafelyAsync(Visit visit)
    {
        try
        {
            await visit.Changed();
        }
        catch (ObjectDisposedException)
        {
            // The page was closed in this very moment.
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the page that is told and not to the one that tells.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            log.LogWarning(fault, "An open page could not be told who else is there.");
        }
    }

    /// <summary>One window of one official on one case.</summary>
    public sealed class Visit : IDisposable
    {
        readonly CasePresence presence;
        readonly ITimer idle;
        volatile bool isWriting;

        internal Visit(CasePresence presence, TimeProvider time, ApplicationId id, UserId person, string name, Func<Task> changed)
        {
            (this.presence, Id, Person, Name, Changed) = (presence, id, person, name, changed);
            idle = time.CreateTimer(_ => Stop(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        internal ApplicationId Id { get; }
        internal UserId Person { get; }
        internal string Name { get; }
        internal Func<Task> Changed { get; }
        internal bool IsWriting => isWriting;

        /// <summary>Something was typed.</summary>
        public void Write()
        {
            idle.Change(WritingFor, Timeout.InfiniteTimeSpan);
            Set(true);
        }

        public void Stop() => Set(false);

        void Set(bool now)
        {
            if (isWriting != now)
            {
                isWriting = now;
                presence.Tell(this);
            }
        }

        public void Dispose()
        {
            idle.Dispose();
            if (presence.visits.TryRemove(this, out _))
            {
                presence.Tell(this);
            }
        }
    }
}
