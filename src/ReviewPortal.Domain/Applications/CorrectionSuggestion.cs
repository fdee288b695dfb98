using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>What a correction could ask for: everything that rules have to say about the same answers, as one item.</summary>
/// <param name="Paths">The answers that the rules used and that could be asked for, each once; none where a person chooses among all.</param>
/// <param name="Findings">What blocks first.</param>
public sealed record CorrectionSuggestion(IReadOnlyList<string> Paths, IReadOnlyList<Finding> Findings)
{
    /// <summary>The only answer that it can be about; null where a person chooses.</summary>
    public string? Path => Paths.Count == 1 ? Paths[0] : null;

    /// <summary>The rules by which it is asked for, as they stand beside the item.</summary>
    public string Rules => Written(Findings);

    /// <summary>
    /// No finding is left out because another one is about the same answers. A viewpoint says only that an official has to judge: that is
    /// nothing which an applicant could put right.
    /// </summary>
    public static IReadOnlyList<CorrectionSuggestion> Of(Assessment assessment) =>
        [
            .. assessment
                .Findings.Where(finding =>
                    finding.Outcome is Outcome.NotMet || (finding.Outcome is Outcome.NeedsPerson && finding.Axis != RuleAxis.Viewpoint)
                )
                .Select(finding => (finding, paths: AskableOf(finding)))
                // Without an answer each stands alone.
                .GroupBy(one =>
                    one.paths.Count > 0
                        ? string.Join('|', one.paths.Order(StringComparer.Ordinal))
                        : $"{one.finding.Rule}#{one.finding.FunctionIndex}"
                )
                .Select(group => new CorrectionSuggestion(
                    group.First().paths,
                    [.. group.Select(one => one.finding).OrderByDescending(finding => finding.Severity == Severity.Block)]
                )),
        ];

    /// <summary>
    /// Which of an item's rules still belong to it when it is about another place: those that used the answer there. A document shows what
    /// an answer says, so that all of them stay.
    /// </summary>
    /// <param name="rules">As they stand beside the item.</param>
    /// <param name="path">The place it is about now.</param>
    /// <param name="assessment">What the rules said.</param>
    /// <returns>Null where none does.</returns>
    public static string? RulesAt(string? rules, string path, Assessment assessment)
    {
        if (rules is null || path.Length == 0 || DocumentPath.Find(path) is not null)
        {
            return rules;
        }

        var named = rules.Split(", ");
        List<Finding> reading = [.. assessment.Findings.Where(finding => named.Contains(finding.Rule) && finding.Answers.Contains(path))];
        return reading.Count > 0 ? Written(reading) : null;
    }

    static IReadOnlyList<string> AskableOf(Finding finding) =>
        [.. finding.Answers.Where(path => PlanQuestions.Find(path) is not null).Distinct()];

    static string Written(IEnumerable<Finding> findings) => string.Join(", ", findings.Select(finding => finding.Rule).Distinct());
}
