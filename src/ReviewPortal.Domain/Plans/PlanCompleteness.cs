using System.Collections;
using System.Collections.Frozen;

namespace ReviewPortal.Domain.Plans;

/// <summary>Which answers a plan still owes before it can be filed.</summary>
public static class PlanCompleteness
{
    // May stay empty: what the filing is by default, remarks, and lists that can truly have no entry.
    static readonly FrozenSet<string> Optional = new[]
    {
        "filing",
        "filing.kind",
        "service.url",
        "functions[].main",
        "functions[].description",
        "compliance.exportWindowDays",
        "compliance.apiNecessity",
        "checkSheet",
        "checkSheet[].reason",
        "checkSheet[].evidenceUrl",
    }.ToFrozenSet();

    // May be none, but that has to be said: an empty list is an answer, a missing one is not.
    static readonly FrozenSet<string> MayBeNone = new[]
    {
        "functions[].dataItems",
        "functions[].purchase.paths",
        "compliance.certifications",
    }.ToFrozenSet();

    /// <summary>True when "none" is an answer to the question, and the empty list says it.</summary>
    public static bool CanBeNone(string path) => MayBeNone.Contains(PlanQuestions.PatternOf(path));

    /// <summary>True when the question has to be answered wherever it is asked.</summary>
    public static bool IsRequired(string path) => !Optional.Contains(PlanQuestions.PatternOf(path));

    /// <summary>Paths of the questions that are asked, have to be answered, and are not; in the order of the form.</summary>
    public static IReadOnlyList<string> Missing(UsePlan plan) => [.. Walk(plan, "")];

    static IEnumerable<string> Walk(UsePlan plan, string parent)
    {
        foreach (var question in PlanQuestions.ChildrenOf(parent))
        {
            var path = PlanPath.Join(parent, question.Name);
            if (!PlanQuestions.IsAsked(path, plan))
            {
                continue;
            }

            var answer = PlanQuestions.Answer(plan, path);
            var entries = question.Kind == AnswerKind.List ? (answer as IList)?.Count ?? 0 : 0;
            IEnumerable<string> inside = question.Kind switch
            {
                AnswerKind.Group when answer is not null || IsRequired(path) => Walk(plan, path),
                AnswerKind.Group => [],
                AnswerKind.List when entries == 0 => IsRequired(path) && IsEmpty(path, answer) ? [path] : [],
                AnswerKind.List => Enumerable.Range(0, entries).SelectMany(i => Walk(plan, PlanPath.Entry(path, i))),
                _ => IsRequired(path) && IsEmpty(path, answer) ? [path] : [],
            };
            foreach (var missing in inside)
            {
                yield return missing;
            }
        }

        // Which function gives the plan its type is one question over all of them.
        if (parent == "functions[0]" && plan.Functions!.Count(function => function.Main == true) != 1)
        {
            yield return "functions[0].main";
        }
    }

    static bool IsEmpty(string path, object? answer) =>
        answer is null or string { Length: 0 } || (answer is ICollection { Count: 0 } && !CanBeNone(path));
}
