using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// An assessment for those who are not to see certain answers: without what the rules say of these, and without the changes of them that would
/// lead elsewhere, which name what was chosen. What the rules come to as a whole (scope, type, route) is told to everybody who reads the case.
/// </summary>
public static class AssessmentMask
{
    /// <param name="whole">The assessment.</param>
    /// <param name="questions">Patterns such as <c>functions[].purpose</c>.</param>
    /// <param name="flags">What the rules point at in the plan without these answers.</param>
    public static Assessment Without(Assessment whole, IReadOnlyCollection<string> questions, IReadOnlyCollection<Flag> flags)
    {
        return questions.Count == 0
            ? whole
            : whole with
            {
                Flags = [.. whole.Flags.Where(flags.Contains)],
                RouteReasons = whole.RouteReasons with { Answers = [.. whole.RouteReasons.Answers.Where(IsShown)] },
                Functions = [.. whole.Functions.Select(one => one with { Answers = [.. one.Answers.Where(IsShown)] })],
                Findings = [.. whole.Findings.Where(finding => finding.Answers.All(IsShown))],
                Unanswered = [.. whole.Unanswered.Where(IsShown)],
                WhatWouldChange = [.. whole.WhatWouldChange.Where(change => change.Changes.All(one => IsShown(one.Path)))],
            };

        // A rule that looked at a whole entry has looked at what is kept in it, too.
        bool IsShown(string path)
        {
            var pattern = PlanQuestions.PatternOf(path);
            return !questions.Any(question => PlanPath.IsWithin(pattern, question) || PlanPath.IsWithin(question, pattern));
        }
    }
}
