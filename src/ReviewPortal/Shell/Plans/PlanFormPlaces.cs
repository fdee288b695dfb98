using System.Globalization;
using System.Text.Json.Nodes;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Shell.Plans;

// Entries of lists move up when one before them goes. What was typed into one and could not be stored goes with it, and never stands at another.
public sealed partial class PlanForm
{
    readonly List<(string From, string? To)> displaced = [];
    IReadOnlyDictionary<string, int> lists = start.Lists ?? new Dictionary<string, int>();

    /// <summary>What was typed at a path and is not stored has its entry at another one now, or at none that could be told (null).</summary>
    public event Action<string, string?>? Displaced;

    /// <summary>An entry was taken out of its list here.</summary>
    public event Action<string>? EntryRemoved;

    /// <summary>Takes an entry out of its list. What was typed into the others stays theirs.</summary>
    public async Task RemoveEntryAsync(string path)
    {
        if (
            await InTurnAsync(
                path,
                "",
                async () => Take(await store(path, draft => draft.RemoveEntry(path), new(null, Removals)), PlanEntry.Of(path))
            )
        )
        {
            EntryRemoved?.Invoke(path);
        }
    }

    void Take(SavedDraft saved, PlanEntry? removed = null)
    {
        var now = PlanDraft.Parse(saved.Json);
        var news = saved.Lists ?? lists;
        string[] shrunk =
        [
            .. news.Where(list => list.Value > Removals).Select(list => list.Key).Concat(removed is null ? [] : [removed.List]).Distinct(),
        ];
        foreach (var path in own.Keys.Where(path => shrunk.Any(list => PlanPath.IsWithin(path, list))).ToList())
        {
            own.Remove(path);
        }

        var held = conflicts
            .Keys.Union(unusable.Keys)
            .Where(path => shrunk.Any(list => PlanPath.IsWithin(path, list)))
            .Select(path => (path, typed: conflicts.GetValueOrDefault(path)?.Mine ?? unusable[path].Typed))
            .ToList();
        var taken = held.Select(one => (Conflict: Out(conflicts, one.path), Unusable: Out(unusable, one.path))).ToList();
        foreach (var ((path, typed), (conflict, fault)) in held.Zip(taken))
        {
            var entry = PlanEntry.Of(path, shrunk.Where(list => PlanPath.IsWithin(path, list)).MinBy(list => list.Length)!);
            if (removed is not null && entry.List == removed.List)
            {
                // The person took it away, with everything in it; the browser moves the others by itself.
                if (entry.Index != removed.Index)
                {
                    Put(entry.Index > removed.Index ? entry with { Index = entry.Index - 1 } : entry, conflict, fault);
                }
            }
            else if (Found(entry, now) is { } place)
            {
                Put(place, conflict, fault);
                displaced.Add((path, place.Path));
            }
            else
            {
                Misplace(path, typed, Removals);
                displaced.Add((path, null));
            }
        }

        (Draft, SavedAt, Removals, lists) = (now, saved.SavedAt, saved.Removals, news);
    }

    // Nobody says which entry went. One is found again where it says what no other does.
    PlanEntry? Found(PlanEntry entry, PlanDraft now)
    {
        if (Draft.Get(entry.List) is not JsonArray before || now.Get(entry.List) is not JsonArray after || entry.Index >= before.Count)
        {
            return null;
        }

        var same = before[entry.Index];
        int[] places = [.. Enumerable.Range(0, after.Count).Where(index => JsonNode.DeepEquals(after[index], same))];
        return before.Count(one => JsonNode.DeepEquals(one, same)) == 1 && places.Length == 1 ? entry with { Index = places[0] } : null;
    }

    bool HasMoved(string path, int removals) => lists.Any(list => list.Value > removals && PlanPath.IsWithin(path, list.Key));

    void Put(PlanEntry place, AnswerConflict? conflict, (string Fault, string Typed) fault)
    {
        if (conflict is not null)
        {
            conflicts[place.Path] = conflict;
        }

        if (fault.Fault is not null)
        {
            unusable[place.Path] = fault;
        }
    }

    void TellDisplaced()
    {
        (string From, string? To)[] moves = [.. displaced];
        displaced.Clear();
        foreach (var (from, to) in moves)
        {
            Displaced?.Invoke(from, to);
        }
    }

    static T? Out<T>(Dictionary<string, T> held, string path)
    {
        held.Remove(path, out var one);
        return one;
    }
}

/// <summary>A place inside of an entry of a list.</summary>
/// <param name="List">The list.</param>
/// <param name="Index">Which of its entries.</param>
/// <param name="Rest">What follows; empty for the entry itself.</param>
sealed record PlanEntry(string List, int Index, string Rest)
{
    public string Path => PlanPath.Entry(List, Index) + Rest;

    /// <summary>An entry by its own path.</summary>
    public static PlanEntry Of(string entry) => Of(entry, entry[..entry.LastIndexOf('[')]);

    /// <summary>A place inside of one of the list's entries.</summary>
    public static PlanEntry Of(string path, string list)
    {
        var end = path.IndexOf(']', list.Length);
        return new(list, int.Parse(path[(list.Length + 1)..end], CultureInfo.InvariantCulture), path[(end + 1)..]);
    }
}
