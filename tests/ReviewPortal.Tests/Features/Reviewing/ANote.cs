using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>The note that is proposed for an item of the substance review.</summary>
public sealed class ANote : PanelTest
{
    // One of which the rules find something that is not met.
    protected override string Plan => "supplement";

    [Fact]
    public async Task Proposes_no_note_that_tells_ministries_a_kept_answer()
    {
        var before = await CaseAsync();
        var told = before
            .Assessment.Findings.Where(ProposedNoteLooks)
            .SelectMany(finding => finding.Answers)
            .First(path => PlanQuestions.Find(path) is { Kind: not (AnswerKind.Group or AnswerKind.List) });
        var asked = Words.Place(told);
        Assert.Contains(asked, Proposed(before), StringComparison.Ordinal);

        await Portal.Services.AsAsync<JudgementService>("lead", s => s.KeepToLeadAsync(Id, PlanQuestions.PatternOf(told), keep: true));

        Assert.DoesNotContain(asked, Proposed(await CaseAsync()), StringComparison.Ordinal);

        static bool ProposedNoteLooks(Finding finding) =>
            finding.Axis != RuleAxis.Viewpoint && finding.Outcome is not (Outcome.Met or Outcome.NotApplicable);

        string Proposed(Case shown) =>
            string.Concat(
                Render<SubstancePanel>(p => p.Add(one => one.Case, shown))
                    .FindComponent<JudgementList>()
                    .Instance.Items.Select(item => item.Note)
            );
    }
}
