using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Plans;

/// <summary>One answer that is not what it was.</summary>
/// <param name="Path">Its place in the newer plan; for what was taken away, its place in the older one.</param>
/// <param name="Before">The former answer; null when there was none.</param>
/// <param name="After">The present answer; null when it was taken away.</param>
public sealed record PlanChange(string Path, JsonNode? Before, JsonNode? After);

/// <summary>An answer that stayed as it was, and is asked for no more, or again.</summary>
/// <param name="Path">Its place in the newer plan.</param>
/// <param name="Answer">What it says.</param>
/// <param name="Counts">True when it came into force, false when it fell out of it.</param>
public sealed record ForceChange(string Path, JsonNode Answer, bool Counts);

/// <summary>What changed between two plans, answer by answer. Entries of lists are matched by what they are, then by their place.</summary>
public static class PlanDiff
{
    // What tells one entry of a list from another; entries that share it are matched in order.
    static readonly string[] Keys = ["name", "kind", "item", "number"];

    /// <summary>The changes in the order of the form. An added or removed entry is one change, not one per answer in it.</summary>
    public static IReadOnlyList<PlanChange> Between(string before, string after)
    {
        Found found = new([], []);
        Compare(JsonNode.Parse(before), JsonNode.Parse(after), "", "", found);
        return found.Changes;
    }

    /// <summary>
    /// Answers that are the same in both plans and that only one of them asks for: other answers decide whether they count. In the order of the
    /// form.
    /// </summary>
    public static IReadOnlyList<ForceChange> OfForce(string before, string after)
    {
        if (PlanJson.Read(before).Plan is not { } old || PlanJson.Read(after).Plan is not { } now)
        {
            return [];
        }

        Found found = new([], []);
        Compare(JsonNode.Parse(before), JsonNode.Parse(after), "", "", found);
        var (nodeBefore, node) = (AnswerNode.Of(old), AnswerNode.Of(now));
        return
        [
            .. from same in found.Same
            let counts = AskedWhen.IsAsked(same.Path, node)
            where counts != AskedWhen.IsAsked(same.PathBefore, nodeBefore)
            select new ForceChange(same.Path, same.Answer, counts),
        ];
    }

    sealed record Found(List<PlanChange> Changes, List<(string PathBefore, string Path, JsonNode Answer)> Same);

    static void Compare(JsonNode? before, JsonNode? after, string pathBefore, string path, Found found)
    {
        // A group that was not there is a group without answers: what changed are the answers in it.
        if (before is JsonObject != after is JsonObject)
        {
            (before, after) = (before ?? new JsonObject(), after ?? new JsonObject());
        }

        // A list of entries that was not there is one without entries.
        if (HasEntries(before) != HasEntries(after))
        {
            (before, after) = (before ?? new JsonArray(), after ?? new JsonArray());
        }

        switch (before, after)
        {
            case (JsonObject a, JsonObject b):
                foreach (var name in a.Select(m => m.Key).Concat(b.Select(m => m.Key)).Distinct().OrderBy(name => OrderOf(path, name)))
                {
                    Compare(a[name], b[name], PlanPath.Join(pathBefore, name), PlanPath.Join(path, name), found);
                }

                break;
            case (JsonArray a, JsonArray b) when HasEntries(a) || HasEntries(b):
                CompareEntries(a, b, pathBefore, path, found);
                break;
            case (JsonArray a, JsonArray b) when SameSet(a, b):
                found.Same.Add((pathBefore, path, b));
                break;
            default:
                if (!JsonNode.DeepEquals(before, after))
                {
                    found.Changes.Add(new(after is null ? pathBefore : path, before, after));
                }
                else if (after is not null)
                {
                    found.Same.Add((pathBefore, path, after));
                }

                break;
        }
    }

    static void CompareEntries(JsonArray a, JsonArray b, string pathBefore, string path, Found found)
    {
        var left = Enumerable.Range(0, a.Count).ToList();
        var partner = new int?[b.Count];
        Match((x, y) => JsonNode.DeepEquals(x, y));
        Match((x, y) => KeyOf(x) is { } key && key == KeyOf(y));
        // What is left and stands at the same place was renamed rather than replaced.
        for (var i = 0; i < b.Count; i++)
        {
            if (partner[i] is null && left.Remove(i))
            {
                partner[i] = i;
            }
        }

        for (var i = 0; i < b.Count; i++)
        {
            if (partner[i] is { } was)
            {
                Compare(a[was], b[i], PlanPath.Entry(pathBefore, was), PlanPath.Entry(path, i), found);
            }
            else
            {
                found.Changes.Add(new(PlanPath.Entry(path, i), null, b[i]));
            }
        }

        found.Changes.AddRange(left.Select(gone => new PlanChange(PlanPath.Entry(pathBefore, gone), a[gone], null)));

        void Match(Func<JsonNode?, JsonNode?, bool> same)
        {
            for (var i = 0; i < b.Count; i++)
            {
                var match = partner[i] is null ? left.FindIndex(was => same(a[was], b[i])) : -1;
                if (match >= 0)
                {
                    partner[i] = left[match];
                    left.RemoveAt(match);
                }
            }
        }
    }

    static bool HasEntries(JsonNode? value) => value is JsonArray list && list.Any(entry => entry is JsonObject);

    static string? KeyOf(JsonNode? entry) =>
        Keys.Select(key => (entry as JsonObject)?[key]?.ToString()).FirstOrDefault(value => value is not null);

    // Choices have no order: the same ones in another order are the same answer.
    static bool SameSet(JsonArray a, JsonArray b) => a.Select(Text).ToHashSet().SetEquals(b.Select(Text));

    static string Text(JsonNode? value) => value?.ToJsonString() ?? "";

    static int OrderOf(string path, string name)
    {
        var siblings = PlanQuestions.ChildrenOf(path);
        for (var i = 0; i < siblings.Count; i++)
        {
            if (siblings[i].Name == name)
            {
                return i;
            }
        }

        return siblings.Count;
    }
}
