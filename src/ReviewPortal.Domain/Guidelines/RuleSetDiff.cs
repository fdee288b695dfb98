using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>What differs between two rule sets, part by part. A part is known by its id or name; a line of a walk by its place.</summary>
/// <param name="Part">Which of the lists, or the set itself.</param>
/// <param name="Id">The rule's id, the condition's name, the line's place counted from 1, or the set's member.</param>
/// <param name="Members">For a changed part the members that differ, by their names in the JSON, e.g. <c>condition</c>, <c>severity</c>.</param>
public sealed record RuleSetDifference(RuleSetPart Part, string Id, DifferenceKind Kind, IReadOnlyList<string> Members);

public enum DifferenceKind
{
    Added,
    Removed,
    Changed,

    /// <summary>The same in another place of its list.</summary>
    Moved,
}

public enum RuleSetPart
{
    Set,
    Condition,
    Scope,
    Type,
    Nearest,
    Rule,
    Flag,
    Route,
}

/// <summary>Compares rule sets.</summary>
public static class RuleSetDiff
{
    static readonly (RuleSetPart Part, string List, string? Key)[] lists =
    [
        (RuleSetPart.Condition, "conditions", "name"),
        (RuleSetPart.Scope, "scope", null),
        (RuleSetPart.Type, "types", null),
        (RuleSetPart.Nearest, "nearest", null),
        (RuleSetPart.Rule, "rules", "id"),
        (RuleSetPart.Flag, "flags", "is"),
        (RuleSetPart.Route, "routes", "is"),
    ];

    /// <summary>The differences in the order of the set; the order of rules and named conditions says nothing, that of lines does.</summary>
    public static IReadOnlyList<RuleSetDifference> Between(RuleSet before, RuleSet after)
    {
        var (old, now) = (RuleSetJson.Write(before), RuleSetJson.Write(after));
        var own = old.Select(pair => pair.Key)
            .Where(name => lists.All(list => list.List != name) && !JsonNode.DeepEquals(old[name], now[name]))
            .Select(name => new RuleSetDifference(RuleSetPart.Set, name, DifferenceKind.Changed, [name]));
        return [.. own, .. lists.SelectMany(list => Between(list.Part, Keyed(old, list.List, list.Key), Keyed(now, list.List, list.Key)))];
    }

    static IEnumerable<RuleSetDifference> Between(RuleSetPart part, Dictionary<string, JsonObject> old, Dictionary<string, JsonObject> now)
    {
        foreach (var (id, json) in now)
        {
            if (!old.TryGetValue(id, out var was))
            {
                yield return new(part, id, DifferenceKind.Added, []);
            }
            else if (Members(was, json) is { Count: > 0 } members)
            {
                yield return new(part, id, DifferenceKind.Changed, members);
            }
        }

        foreach (var id in old.Keys.Where(id => !now.ContainsKey(id)))
        {
            yield return new(part, id, DifferenceKind.Removed, []);
        }

        // Routes are walked: which line comes first matters where both sets have the same ones.
        string[] before = [.. old.Keys.Where(now.ContainsKey)];
        string[] after = [.. now.Keys.Where(old.ContainsKey)];
        for (var i = 0; part == RuleSetPart.Route && i < after.Length; i++)
        {
            if (before[i] != after[i])
            {
                yield return new(part, after[i], DifferenceKind.Moved, []);
            }
        }
    }

    static List<string> Members(JsonObject was, JsonObject now) =>
        [.. now.Select(pair => pair.Key).Union(was.Select(pair => pair.Key)).Where(name => !JsonNode.DeepEquals(was[name], now[name]))];

    // A draft may hold an id twice: each keeps its turn, so that none is lost.
    static Dictionary<string, JsonObject> Keyed(JsonObject set, string list, string? key)
    {
        Dictionary<string, JsonObject> keyed = [];
        var place = 0;
        foreach (var entry in set[list]!.AsArray().Select(node => node!.AsObject()))
        {
            place++;
            var id = key is null ? $"{place}" : entry[key]!.GetValue<string>();
            for (var turn = 2; !keyed.TryAdd(id, entry); turn++)
            {
                id = $"{entry[key!]!.GetValue<string>()} ({turn})";
            }
        }

        return keyed;
    }
}
