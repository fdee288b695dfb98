using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Guidelines;

public enum PartChange
{
    Added,
    Changed,
    Removed,
    Moved,
}

/// <summary>One change of a rule set's JSON: an entry of one of its lists, or the members that stand outside of the lists.</summary>
/// <param name="List">E.g. <c>rules</c>; <see cref="Itself"/> for the set's own members.</param>
/// <param name="At">The entry's place from 0; where one is added, the place that it shall have.</param>
/// <param name="Json">The entry, or the set's own members, as they shall be; null where an entry is removed or moved.</param>
/// <param name="To">Where a moved entry goes.</param>
public sealed record PartEdit(PartChange How, string List, int At, JsonObject? Json = null, int To = 0)
{
    /// <summary>What stands outside of the lists.</summary>
    public const string Itself = "set";

    /// <summary>The lists of a rule set in the order in which they are walked and read.</summary>
    public static IReadOnlyList<string> Lists { get; } = ["scope", "types", "nearest", "routes", "flags", "rules", "conditions"];

    /// <summary>The set's members that may be changed as such; id and revision are what it is known by, lists are changed entry by entry.</summary>
    static readonly string[] own = ["id", "title", "from", "until", "citation", "messages", "changes"];

    /// <summary>The set's own members, without its lists.</summary>
    public static JsonObject OwnOf(JsonObject set) => new([.. own.Select(name => KeyValuePair.Create(name, set[name]?.DeepClone()))]);

    /// <summary>Does it.</summary>
    /// <returns>What the entry is called: its id or name, otherwise its place from 1; empty for the set itself.</returns>
    /// <exception cref="RuleBroken"><c>part-gone</c>: there is no such entry.</exception>
    public string ApplyTo(JsonObject set)
    {
        if (List == Itself)
        {
            foreach (var name in own)
            {
                set[name] = Json![name]?.DeepClone();
            }

            return "";
        }

        var list = Lists.Contains(List) ? set[List]!.AsArray() : throw new RuleBroken("part-gone");
        var last = How == PartChange.Added ? list.Count : list.Count - 1;
        if (At < 0 || At > last || (How == PartChange.Moved && (To < 0 || To > last)))
        {
            throw new RuleBroken("part-gone");
        }

        var entry = How is PartChange.Added or PartChange.Changed ? Json!.DeepClone() : list[At]!.DeepClone();
        switch (How)
        {
            case PartChange.Added:
                list.Insert(At, entry);
                break;
            case PartChange.Changed:
                list[At] = entry;
                break;
            case PartChange.Removed:
                list.RemoveAt(At);
                break;
            default:
                list.RemoveAt(At);
                list.Insert(To, entry);
                break;
        }

        return NameOf(List, entry) ?? $"{At + 1}";
    }

    /// <summary>What an entry is known by: a rule's id, a condition's name; null for a line.</summary>
    public static string? NameOf(string list, JsonNode? entry) =>
        (
            list switch
            {
                "rules" => entry?["id"],
                "conditions" => entry?["name"],
                _ => null,
            }
        )
            is JsonValue name
        && name.TryGetValue(out string? text)
            ? text
            : null;
}
