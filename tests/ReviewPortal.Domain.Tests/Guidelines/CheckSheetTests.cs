using System.Text.Json.Nodes;
using ReviewPortal.Domain.Files;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

public class TheCheckSheet
{
    static readonly DateOnly Day = new(2026, 9, 1);
    static readonly SheetTemplate Sheet = CheckSheets.InForce(Day);

    [Fact]
    public void Asks_for_every_rule_that_reads_it()
    {
        var rules = RuleSets.InForce(Day);
        var asked = Sheet.Items.Where(item => item.AnsweredBy is null).SelectMany(item => item.Rules).ToHashSet();
        var known = rules.Rules.Select(rule => rule.Id).ToHashSet();
        var text = new StreamReader(typeof(RuleSets).Assembly.GetManifestResourceStream("Editions/PHR-GL-2025-04.json")!).ReadToEnd();
        var reading = known.Where(id => text.Contains($"\"sheet\": \"{id}\"", StringComparison.Ordinal)).Order().ToList();

        Assert.NotEmpty(reading);
        Assert.Equal(reading, asked.Order());
        Assert.All(Sheet.Items.SelectMany(item => item.Rules), id => Assert.Contains(id, known));
        Assert.All(Sheet.Documents, document => Assert.Contains(document.Rule, known));
    }

    [Fact]
    public void Names_each_item_once_and_says_that_its_wording_is_not_confirmed()
    {
        Assert.Equal(Sheet.Items.Count(), Sheet.Items.DistinctBy(item => item.Id).Count());
        Assert.False(Sheet.Confirmed);
        Assert.Equal(11, Sheet.Groups.Count);
    }

    [Fact]
    public void Counts_what_is_answered_and_what_an_API_still_needs()
    {
        UsePlan plan = new()
        {
            Apis = [Api.MedicalInsurance],
            Compliance = new() { DeletionOnRequest = true },
            CheckSheet =
            [
                new() { Item = "GL-201", Answer = CheckSheetAnswer.Yes },
                new() { Item = "GL-312", Answer = CheckSheetAnswer.NotApplicable },
                new()
                {
                    Item = "GL-414",
                    Answer = CheckSheetAnswer.NotApplicable,
                    Reason = "連携先がない",
                },
            ],
        };

        var progress = Sheet.ProgressOf(plan);

        Assert.Equal(3, progress.Answered);
        Assert.Contains("GL-312", progress.OpenMandatory);
        Assert.DoesNotContain("GL-201", progress.OpenMandatory);
        Assert.DoesNotContain("GL-322", progress.OpenMandatory);
        Assert.DoesNotContain("GL-331", progress.OpenMandatory);
        Assert.Empty(Sheet.ProgressOf(plan with { Apis = [] }).OpenMandatory);
    }

    [Fact]
    public void Asks_for_documents_by_the_answers_and_for_none_where_there_is_no_answer()
    {
        Assert.Empty(Sheet.DocumentsFor(new()));
        Assert.Empty(
            Sheet.DocumentsFor(
                new()
                {
                    Apis = [],
                    Compliance = new() { Certifications = [] },
                }
            )
        );

        UsePlan plan = new()
        {
            Apis = [Api.SelfInformation],
            Compliance = new() { Certifications = [new() { Kind = CertificationKind.Isms }] },
            Functions = [new() { Recipients = [new() { Kind = RecipientKind.User }, new() { Kind = RecipientKind.Insurer }] }],
        };
        Assert.Equal(
            [
                DocumentKind.Certificate,
                DocumentKind.PrivacyPolicy,
                DocumentKind.ConsentText,
                DocumentKind.Screens,
                DocumentKind.SystemDiagram,
            ],
            Sheet.DocumentsFor(plan).Select(document => document.Kind)
        );
    }

    [Fact]
    public void Refuses_a_template_that_says_something_else()
    {
        const string item =
            """{"id":"sheet","revision":1,"ruleSet":"x","confirmed":false,"title":{"ja":"","en":""},"groups":[{"id":"g","title":{"ja":"","en":""},"items":[{"id":"i","rules":[],"text":{"ja":"","en":""},"help":{"ja":"","en":""},"evidence":"None","mandatoryForApi":true,"answeredBy":"service.name"}]}],"documents":[]}""";

        Assert.Equal("groups[0].items[0].answeredBy", Assert.Throws<RuleSetFault>(() => CheckSheets.Read(JsonNode.Parse(item))).Place);
        Assert.Throws<RuleSetFault>(() =>
            CheckSheets.Read(JsonNode.Parse(item.Replace("\"confirmed\"", "\"confirmd\"", StringComparison.Ordinal)))
        );
    }
}
