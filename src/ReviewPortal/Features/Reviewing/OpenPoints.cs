using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.People;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Reviewing;

static class OpenPoints
{
    /// <summary>What still has to be settled, as a sentence.</summary>
    public static string Say(Wording words, OpenPoint point) =>
        point.Kind switch
        {
            OpenPointKind.Opinion => words["open.opinion", words.Of(Enum.Parse<Ministry>(point.Of))],
            OpenPointKind.Inquiry => words["open.inquiry", point.Of],
            OpenPointKind.Answer => words["open.answer", words.Place(point.Of)],
            OpenPointKind.FormItem => words["open.form-item", words[$"judge.item.{point.Of}"]],
            OpenPointKind.SubstanceReview => words["open.substance"],
            OpenPointKind.SubstanceItem => words["open.substance-item", words.Find($"judge.item.{point.Of}") ?? point.Of],
            OpenPointKind.Conflict => words["open.conflict", point.Of],
            OpenPointKind.SuspectedConflict => words["open.suspected", words.Of(Enum.Parse<Ministry>(point.Of))],
            OpenPointKind.Expert => words["open.expert", point.Of],
            _ => words["open.form-check"],
        };

    /// <summary>What stands against accepting a plan, as a sentence.</summary>
    public static string SayAgainst(Wording words, OpenPoint point, Assessment assessment) =>
        point.Kind switch
        {
            OpenPointKind.Opinion => words["against.opinion", words.Of(Enum.Parse<Ministry>(point.Of))],
            OpenPointKind.Finding => words["against.finding", point.Of, TitleOf(words, point.Of, assessment)],
            OpenPointKind.OutsideTypes => words["against.outside"],
            _ => words["against.item", words.Find($"judge.item.{point.Of}") ?? point.Of],
        };

    static string TitleOf(Wording words, string rule, Assessment assessment) =>
        assessment.Findings.FirstOrDefault(finding => finding.Rule == rule) is { } finding ? words.Text(finding.Title) : "";
}
