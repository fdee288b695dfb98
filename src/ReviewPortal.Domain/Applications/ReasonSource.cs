using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Domain.Applications;

/// <summary>From what a reason of a recommendation can be assembled.</summary>
/// <param name="Rule">The rule's id, or the item's of the substance review.</param>
/// <param name="Title">The rule's title; null for an item that no rule stands behind.</param>
/// <param name="Citation">Where the rule is written; null likewise.</param>
/// <param name="Answers">The answers that it rests on.</param>
/// <param name="Conclusions">What was said of them, each once.</param>
/// <param name="Note">What an official wrote about it; null where nobody has.</param>
/// <param name="IsAgainst">It speaks against the plan by itself. What is not is only offered.</param>
public sealed record ReasonSource(
    string Rule,
    LocalText? Title,
    Citation? Citation,
    IReadOnlyList<string> Answers,
    IReadOnlyList<LocalText> Conclusions,
    string? Note,
    bool IsAgainst
)
{
    /// <summary>
    /// One source for each rule that is not met or that a person has to judge (but for the viewpoints, which always are), whatever number of functions it was judged for; and for each item
    /// of the substance review that an official found not met. What speaks against the plan stands first, otherwise in the order of the rules.
    /// </summary>
    public static IReadOnlyList<ReasonSource> Of(Assessment assessment, IReadOnlyList<Judgement> judgements)
    {
        var notes = judgements
            .Where(one => one.Part == ReviewPart.Substance && one.Verdict == Verdict.NotMet)
            .ToDictionary(one => one.Item, one => one.Note);
        List<ReasonSource> found =
        [
            .. assessment
                .Findings.Where(finding => IsSource(finding) || notes.ContainsKey(finding.Rule))
                .GroupBy(finding => finding.Rule)
                .Select(of => FromRule(of, notes.GetValueOrDefault(of.Key))),
        ];
        found.AddRange(
            notes
                .Where(note => !found.Exists(source => source.Rule == note.Key))
                .Select(note => new ReasonSource(note.Key, null, null, [], [], note.Value, IsAgainst: true))
        );
        return [.. found.OrderByDescending(source => source.IsAgainst)];
    }

    // A viewpoint says only that a person has to look: what the person found stands in the judgement.
    static bool IsSource(Finding finding) =>
        finding.Outcome is Outcome.NotMet || (finding.Outcome is Outcome.NeedsPerson && finding.Axis != RuleAxis.Viewpoint);

    static ReasonSource FromRule(IGrouping<string, Finding> findings, string? note)
    {
        var first = findings.First();
        // A rule that one function breaks is not excused by another that a person still has to look at.
        var worst = findings.Any(finding => finding.Outcome == Outcome.NotMet) ? Outcome.NotMet : Outcome.NeedsPerson;
        var said = findings.Where(finding => finding.Outcome == worst).ToList();
        return new(
            first.Rule,
            first.Title,
            first.Citation,
            [.. said.SelectMany(finding => finding.Answers).Distinct()],
            first.Axis == RuleAxis.Viewpoint ? [] : [.. said.Select(finding => finding.Message).Distinct()],
            note,
            note is not null || said.Exists(finding => finding.Hinders)
        );
    }
}
