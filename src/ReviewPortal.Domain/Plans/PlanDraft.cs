using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ReviewPortal.Domain.Plans;

/// <summary>
/// A plan while it is being written: the wire format as a tree, changed answer by answer. It may hold answers that are not valid yet
/// (a date that is none); they are kept as they were typed, and reading the plan names them as faults.
/// </summary>
public sealed class PlanDraft
{
    static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>What <see cref="TextOf"/> gives for "none of them".</summary>
    public const string None = "-";

    readonly JsonObject root;

    PlanDraft(JsonObject root) => this.root = root;

    public static PlanDraft Empty() => new([]);

    /// <summary>Reads a stored draft.</summary>
    public static PlanDraft Parse(string json) => new((JsonObject)JsonNode.Parse(json)!);

    /// <summary>True once an entry was taken out of a list.</summary>
    public bool HasRemoved { get; private set; }

    public string Json => root.ToJsonString(Compact);

    /// <summary>The answer at a path; null when there is none.</summary>
    public JsonNode? Get(string path)
    {
        JsonNode? node = root;
        foreach (var step in PlanPath.Split(path))
        {
            node = (node, step) switch
            {
                (JsonObject members, string name) => members[name],
                (JsonArray entries, int index) when index < entries.Count => entries[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>
    /// A single answer as the text that its control holds: the same text, the same answer. Choices stand with commas between them, none of
    /// them as a dash, and a missing answer is the empty text.
    /// </summary>
    public static string TextOf(JsonNode? answer) =>
        answer switch
        {
            null => "",
            JsonArray { Count: 0 } => None,
            JsonArray many => string.Join(',', many.Select(one => one?.ToString())),
            JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
            _ => answer.ToString(),
        };

    /// <summary>How many entries the list at a path has; zero when it is missing.</summary>
    public int Count(string path) => (Get(path) as JsonArray)?.Count ?? 0;

    /// <summary>Sets an answer, or takes it away when it is null or blank. Groups on the way are made; entries of lists must be there.</summary>
    /// <exception cref="RuleBroken"><c>entry-gone</c>: an entry on the way is not there (any more).</exception>
    public void Set(string path, JsonNode? value)
    {
        var steps = PlanPath.Split(path);
        if (value is JsonValue text && text.TryGetValue<string>(out var typed) && string.IsNullOrWhiteSpace(typed))
        {
            value = null;
        }

        var parent = Walk(steps.Take(steps.Count - 1), make: value is not null);
        switch (parent, steps[^1])
        {
            case (JsonObject members, string name) when value is null:
                members.Remove(name);
                break;
            case (JsonObject members, string name):
                members[name] = value;
                break;
            case (null, _) when value is null:
                break;
            default:
                throw new RuleBroken("entry-gone");
        }
    }

    /// <summary>Adds an empty entry at the end of a list and returns its path.</summary>
    public string AddEntry(string list)
    {
        var entries = Get(list) as JsonArray;
        if (entries is null)
        {
            entries = [];
            Set(list, entries);
        }

        entries.Add(new JsonObject());
        return PlanPath.Entry(list, entries.Count - 1);
    }

    /// <summary>Takes an entry out of its list; the later ones move up. The list stays, empty if it was the last.</summary>
    /// <exception cref="RuleBroken"><c>entry-gone</c>: it is not there (any more).</exception>
    public void RemoveEntry(string path)
    {
        var steps = PlanPath.Split(path);
        if (Walk(steps.Take(steps.Count - 1), make: false) is not JsonArray entries || steps[^1] is not int index || index >= entries.Count)
        {
            throw new RuleBroken("entry-gone");
        }

        entries.RemoveAt(index);
        HasRemoved = true;
    }

    JsonNode? Walk(IEnumerable<object> steps, bool make)
    {
        JsonNode? node = root;
        foreach (var step in steps)
        {
            switch (node, step)
            {
                case (JsonObject members, string name):
                    if (members[name] is null && make)
                    {
                        members[name] = new JsonObject();
                    }

                    node = members[name];
                    break;
                case (JsonArray entries, int index) when index < entries.Count:
                    node = entries[index];
                    break;
                default:
                    return make ? throw new RuleBroken("entry-gone") : null;
            }
        }

        return node;
    }
}
