using System.Text.Json.Nodes;

namespace ReviewPortal.Domain.Plans;

/// <summary>A plan without the answers to certain questions, for those who are not to see them.</summary>
public static class PlanMask
{
    /// <summary>True when the path lies within one of the questions, in whatever entry of a list.</summary>
    public static bool Hides(IReadOnlyCollection<string> questions, string path)
    {
        var pattern = PlanQuestions.PatternOf(path);
        return questions.Any(question => PlanPath.IsWithin(pattern, question));
    }

    /// <summary>The plan in the wire format, without them.</summary>
    /// <param name="plan">The whole plan.</param>
    /// <param name="questions">Patterns such as <c>functions[].purpose</c>.</param>
    public static string Without(string plan, IReadOnlyCollection<string> questions)
    {
        if (questions.Count == 0)
        {
            return plan;
        }

        var draft = PlanDraft.Parse(plan);
        foreach (var path in Paths(JsonNode.Parse(plan), "").Where(path => Hides(questions, path)).ToList())
        {
            draft.Set(path, null);
        }

        return draft.Json;
    }

    // Groups and single answers; what lies within an answer that goes, goes with it.
    static IEnumerable<string> Paths(JsonNode? node, string path) =>
        node switch
        {
            JsonObject members => members.SelectMany(member => Below(member.Value, PlanPath.Join(path, member.Key))),
            JsonArray entries => entries.SelectMany((entry, i) => Paths(entry, PlanPath.Entry(path, i))),
            _ => [],
        };

    static IEnumerable<string> Below(JsonNode? node, string path) => [path, .. Paths(node, path)];
}
