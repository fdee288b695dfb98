using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using ReviewPortal.Data;
using ReviewPortal.Domain.Applications;
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

    [Fact]
    public async Task Says_for_each_viewpoint_what_matters_there()
    {
        var notes = Notes(await CaseAsync());
        Assert.Equal(8, notes.Count);

        // Without the line that names the viewpoint.
        var bodies = notes.Values.Select(note => note[note.IndexOf('\n', StringComparison.Ordinal)..]).ToList();

        Assert.Equal(bodies.Count, bodies.Distinct().Count());
        Assert.Contains(Words.Place("compliance.apiNecessity"), notes["RV-07"], StringComparison.Ordinal);
        Assert.DoesNotContain(Words.Place("compliance.apiNecessity"), notes["RV-06"], StringComparison.Ordinal);
        Assert.Contains(Words.Place("functions[0].purchase.paths"), notes["RV-06"], StringComparison.Ordinal);
        Assert.Contains(Words.Place("functions[0].dataItems[0].necessity"), notes["RV-05"], StringComparison.Ordinal);
        Assert.Contains("CO-01 ", notes["RV-06"], StringComparison.Ordinal);
        Assert.DoesNotContain("CO-01 ", notes["RV-07"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_no_answers_without_saying_how_many_more_there_are()
    {
        var shown = await CaseAsync();
        var many = Words.Answers("", System.Text.Json.Nodes.JsonNode.Parse(shown.PlanText)).Select(answer => answer.Path).ToList();
        Assert.True(many.Count > 20);
        var findings = shown.Assessment.Findings.Select(finding => finding with { Answers = finding.Rule == "TY-04" ? many : [] });

        var note = Render<SubstancePanel>(p =>
                p.Add(one => one.Case, shown with { Assessment = shown.Assessment with { Findings = [.. findings] } })
            )
            .FindComponent<JudgementList>()
            .Instance.Items.Single(item => item.Name == ReviewItems.Type)
            .Note!;

        var facts = note.Split('\n').Count(line => line.Contains(" › ", StringComparison.Ordinal));
        var left = Regex.Match(note, "ほか([0-9]+)件の回答がある");
        Assert.True(left.Success, note);
        Assert.Equal(many.Count, facts + int.Parse(left.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    Dictionary<string, string> Notes(Case shown) =>
        Render<SubstancePanel>(p => p.Add(one => one.Case, shown))
            .FindComponent<JudgementList>()
            .Instance.Items.Where(item => item.Name.StartsWith("RV-", StringComparison.Ordinal))
            .ToDictionary(item => item.Name, item => item.Note!);
}
