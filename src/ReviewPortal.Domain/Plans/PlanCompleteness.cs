using System.Collections;
using System.Collections.Frozen;

namespace ReviewPortal.Domain.Plans;

/// <summary>Which answers a plan still owes before it can be filed.</summary>
public static class PlanCompleteness
{
    // May stay empty: what the filing is by default, remarks, and lists that can truly have no entry.
    static readonly FrozenSet<string> Optional = new[]
    {
        "filing.kind",
        "service.url",
        "functions[].main",
        "functions[].description",
        "compliance.exportWindowDays",
        "compliance.apiNecessity",
        "checkSheet",
        "checkSheet[].reason",
        "checkSheet[].evidenceUrl",
        "contacts[].department",
        "contacts[].main",
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
    public static IReadOnlyList<string> Missing(UsePlan plan) =>
        [
            .. Asked(plan).Where(path => IsRequired(path) && IsEmpty(path, PlanQuestions.Answer(plan, path))),
            // Which function gives the plan its type is one question over all of them.
            .. plan.Functions is { Count: > 0 } functions && functions.Count(function => function.Main == true) != 1
                ? ["functions[0].main"]
                : Array.Empty<string>(),
            // Of several contacts one is the main one; a single one is it by itself.
            .. plan.Contacts is { Count: > 1 } contacts && contacts.Count(contact => contact.Main == true) != 1
                ? ["contacts[0].main"]
                : Array.Empty<string>(),
        ];

    /// <summary>Paths of everything that is asked of the plan as it stands: single answers, and lists before what is in them.</summary>
    public static IReadOnlyList<string> Asked(UsePlan plan) => [.. Walk(plan, "")];

    static IEnumerable<string> Walk(UsePlan plan, string parent)
    {
        foreach (var question in PlanQuestions.ChildrenOf(parent))
        {
            var path = PlanPath.Join(parent, question.Name);
            if (!PlanQuestions.IsAsked(path, plan))
            {
                continue;
            }

            if (question.Kind != AnswerKind.Group)
            {
                yield return path;
            }

            var entries = question.Kind == AnswerKind.List ? (PlanQuestions.Answer(plan, path) as IList)?.Count ?? 0 : 0;
            var inside =
                question.Kind == AnswerKind.Group
                    ? Walk(plan, path)
                    : Enumerable.Range(0, entries).SelectMany(i => Walk(plan, PlanPath.Entry(path, i)));
            foreach (var below in inside)
            {
                yield return below;
            }
        }
    }

    static bool IsEmpty(string path, object? answer) =>
        answer is null or string { Length: 0 } || (answer is ICollection { Count: 0 } && !CanBeNone(path));
}
