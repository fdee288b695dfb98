using System.Text.Json.Nodes;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Mail;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>
/// What the rules say of an item of the substance review, and the note that is proposed for it: criterion, facts, conclusion. A person puts it
/// in and edits it. A note may become a reason of the letter, and letters are Japanese: so is the proposal, whatever language the screen has.
/// </summary>
static class ProposedNote
{
    // A note is read: what there is more of stands beside it on the page.
    const int MostPoints = 3;
    const int MostFacts = 12;

    /// <summary>The findings that belong to an item: of its axis, or those that matter for the viewpoint.</summary>
    public static IReadOnlyList<Finding> Findings(Assessment assessment, string item) =>
        [
            .. assessment.Findings.Where(finding =>
                item switch
                {
                    ReviewItems.Scope => finding.Axis == RuleAxis.Scope,
                    ReviewItems.Type => finding.Axis is RuleAxis.Type or RuleAxis.Condition,
                    ReviewItems.Guideline => finding.Axis == RuleAxis.Guideline,
                    _ => Viewpoints.IsAbout(item, finding),
                }
            ),
        ];

    /// <summary>A person has to look at it.</summary>
    public static bool NeedsALook(Finding finding) => finding.Outcome is not (Outcome.Met or Outcome.NotApplicable);

    /// <summary>Of a note that was written along the proposal, what it comes to; of another the whole.</summary>
    public static string ConclusionOf(Wording words, string note)
    {
        // The last line of the proposal names it.
        var mark = "\n" + Language.In("ja", () => words["note.proposal", "", "", ""]).Split('\n')[^1];
        return (note.LastIndexOf(mark, StringComparison.Ordinal) is var at and >= 0 ? note[(at + mark.Length)..] : note).Trim();
    }

    /// <param name="words">For the texts.</param>
    /// <param name="shown">The case. Ministries read a note: it tells no answer that is kept from them, whoever puts it in.</param>
    /// <param name="item">The item.</param>
    /// <param name="said">What the machine says of the item as a whole; null where it says nothing.</param>
    public static string Of(Wording words, Case shown, string item, Func<string?> said) =>
        Language.In(
            "ja",
            () =>
            {
                var kept = shown.Application.LeadOnly;
                var assessment = AssessmentMask.Without(shown.Assessment, kept, []);
                var own = assessment.Findings.FirstOrDefault(finding => finding.Rule == item);
                var findings = Findings(assessment, item);
                var open = findings.Where(NeedsALook).ToList();
                var plan = PlanMask.Without(shown.PlanText, kept);
                // First what the rules point at, then what the viewpoint asks about in any case.
                List<string> answers =
                [
                    .. open.SelectMany(finding => finding.Answers)
                        .Concat(
                            words.Answers("", JsonNode.Parse(plan)).Select(answer => answer.Path).Where(path => Viewpoints.Asks(item, path))
                        )
                        .Distinct(),
                ];
                List<string> facts =
                [
                    words[
                        "note.findings",
                        findings.Count(finding => finding.Outcome == Outcome.Met),
                        findings.Count(finding => finding.Outcome == Outcome.NotMet),
                        findings.Count(finding => NeedsALook(finding) && finding.Outcome != Outcome.NotMet)
                    ],
                ];
                List<string> conclusions = [.. open.Take(MostPoints).Select(finding => $"{finding.Rule} {words.Text(finding.Message)}")];
                if (open.Count > MostPoints)
                {
                    conclusions.Add(words["note.more", open.Count - MostPoints]);
                }

                if (open.Count == 0)
                {
                    conclusions.Add(words["note.clear"]);
                }

                if (said() is { } whole)
                {
                    conclusions.Insert(0, whole);
                }

                var criterion = Assembled.Criterion(words, new(item, own?.Title, own?.Citation, [], [], null, IsAgainst: false));
                // Long answers: fewer of them, and how many more there are.
                for (var most = Math.Min(answers.Count, MostFacts); ; most--)
                {
                    var note = words[
                        "note.proposal",
                        criterion,
                        string.Join("\n", [.. facts, .. Told(most)]),
                        string.Join("\n", conclusions)
                    ];
                    if (note.Length <= Application.TextMaxLength || most == 0)
                    {
                        return note.Length <= Application.TextMaxLength ? note : note[..Application.TextMaxLength];
                    }
                }

                IEnumerable<string> Told(int most)
                {
                    if (most > 0)
                    {
                        yield return Assembled.Facts(words, [.. answers.Take(most)], plan);
                    }

                    if (answers.Count > most)
                    {
                        yield return words["note.more-answers", answers.Count - most];
                    }
                }
            }
        );
}
