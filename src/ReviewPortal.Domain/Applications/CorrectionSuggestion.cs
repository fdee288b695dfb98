using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>What a correction could ask for: everything that rules have to say about one answer, as one item.</summary>
/// <param name="Path">The answer; null where a rule names none that could be asked for, and a person chooses.</param>
/// <param name="Findings">What blocks first.</param>
public sealed record CorrectionSuggestion(string? Path, IReadOnlyList<Finding> Findings)
{
    /// <summary>The rules by which it is asked for, as they stand beside the item.</summary>
    public string Rules => string.Join(", ", Findings.Select(finding => finding.Rule).Distinct());

    /// <summary>
    /// Where a rule is not met, the first answer that it used is what most corrections are about. No finding is left out because another one
    /// is about the same answer.
    /// </summary>
    public static IReadOnlyList<CorrectionSuggestion> Of(Assessment assessment) =>
        [
            .. assessment
                .Findings.Where(finding => finding.Outcome is Outcome.NotMet or Outcome.NeedsPerson)
                .Select(finding => (finding, path: finding.Answers.FirstOrDefault(path => PlanQuestions.Find(path) is not null)))
                // Without an answer each stands alone.
                .GroupBy(one => one.path ?? $"{one.finding.Rule}#{one.finding.FunctionIndex}")
                .Select(group => new CorrectionSuggestion(
                    group.First().path,
                    [.. group.Select(one => one.finding).OrderByDescending(finding => finding.Severity == Severity.Block)]
                )),
        ];
}
