using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReviewPortal.Domain;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

/// <summary>A stored event. One stream per aggregate; the sequence has no gaps and no doubles.</summary>
public sealed class EventRow
{
    static readonly FrozenDictionary<string, Type> Kinds = typeof(Event)
        .Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Event)) && !type.IsAbstract)
        .ToFrozenDictionary(type => type.Name);

    /// <summary>The kinds that an applicant is never told.</summary>
    public static IReadOnlyList<string> Internal { get; } =
    [.. Kinds.Values.Where(type => type.IsAssignableTo(typeof(Domain.Applications.IInternal))).Select(type => type.Name)];

    public Guid Id { get; init; }
    public Guid Stream { get; init; }
    public int Sequence { get; init; }
    public string Kind { get; init; } = "";
    public string Data { get; init; } = "";
    public UserId By { get; init; }
    public string ByName { get; init; } = "";
    public DateTime At { get; init; }

    public static EventRow From(Guid stream, int sequence, Recorded what) =>
        new()
        {
            Id = Guid.CreateVersion7(what.Act.At),
            Stream = stream,
            Sequence = sequence,
            Kind = what.Event.GetType().Name,
            Data = JsonSerializer.Serialize(what.Event, what.Event.GetType(), JsonValue.Options),
            By = what.Act.By,
            ByName = what.Act.Name,
            At = what.Act.At,
        };

    /// <summary>
    /// Adds what happened to something that is a plain row and no aggregate, for the next save. Two at once meet at the number of the event:
    /// the first one stands, the other is <see cref="Stale"/>.
    /// </summary>
    internal static async Task RecordAsync(PortalDb db, Guid stream, Event what, Act act, CancellationToken ct)
    {
        var last = await db.Events.Where(row => row.Stream == stream).MaxAsync(row => (int?)row.Sequence, ct) ?? 0;
        db.Events.Add(From(stream, last + 1, new(what, act)));
    }

    /// <summary>The event as the record that it was; null when this program no longer knows its kind.</summary>
    public Event? Read() =>
        Kinds.TryGetValue(Kind, out var type) ? (Event?)JsonSerializer.Deserialize(Data, type, JsonValue.Options) : null;
}
