using System.Text.Json.Nodes;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Mail;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Reviewing;

/// <summary>A condition that somebody or something proposes, ready to be taken over.</summary>
/// <param name="From">Who or what proposes it, in the user's language.</param>
/// <param name="Form">What it would be.</param>
/// <param name="IsWished">A ministry wishes it.</param>
/// <param name="Conflict">The conflict in which it stands or stood; null where nobody marked one.</param>
/// <param name="IsKept">Whether the settlement keeps it; null where it does not tell, or there is none.</param>
public sealed record ProposedCondition(
    string From,
    ConditionForm Form,
    bool IsWished = false,
    OpinionConflict? Conflict = null,
    bool? IsKept = null
)
{
    /// <summary>The draft begins with it: a ministry wishes it, and no settlement has set it aside.</summary>
    public bool IsBegunWith => IsWished && IsKept != false;
}

/// <summary>
/// What a recommendation is assembled from: reasons out of findings and judgements, conditions out of opinions, findings and the library, the
/// summary out of all of them. It is a beginning that a person edits. Letters are Japanese, so all of it is, whatever language the screen has.
/// </summary>
static class Assembled
{
    const string Letters = "ja";

    public static ReasonForm Reason(Wording words, ReasonSource source, string plan) =>
        Language.In(
            Letters,
            () =>
                new ReasonForm
                {
                    Rule = source.Rule,
                    Criterion = Criterion(words, source),
                    Facts = Facts(words, source.Answers, plan),
                    Why = string.Join("\n", source.Conclusions.Select(words.Text).Append(source.Note ?? "").Where(text => text.Length > 0)),
                }
        );

    /// <summary>What ministries wish, what findings ask for, and what the library has for the rules that are not met; then the rest of the library.</summary>
    public static IReadOnlyList<ProposedCondition> Conditions(Wording words, Case shown, IReadOnlyList<ConditionTemplate> library)
    {
        var sources = ReasonSource.Of(shown.Assessment, shown.Application.Judgements);
        var offered = library.Where(template => !template.IsRetired).ToList();
        var touched = sources.Select(source => source.Rule).ToHashSet();
        return
        [
            // Whose wish it was, the letter does not tell: the text is proposed, the reason is for the drafter to give.
            .. shown
                .Application.Consultations.OrderBy(consultation => consultation.AskedAt)
                .ThenBy(consultation => consultation.Ministry)
                .SelectMany(
                    consultation => consultation.Conditions.Select((text, place) => (text, place)),
                    (consultation, wish) => FromOpinion(consultation, wish.text, new(consultation.Id, wish.place))
                ),
            .. shown
                .Application.Judgements.Where(one => one is { Part: ReviewPart.Substance, Verdict: Verdict.Conditional })
                .Select(one => new ProposedCondition(words["recommend.from-judgement", one.Item], new() { Text = one.Note })),
            .. offered.Where(template => template.Wording.Rule is { } rule && touched.Contains(rule)).Select(FromLibrary),
            .. sources
                .Where(source => source.Conclusions.Count > 0)
                .Select(source => new ProposedCondition(
                    words["recommend.from-finding", Named(words, source.Rule)],
                    FromFinding(words, source)
                )),
            .. offered.Where(template => template.Wording.Rule is not { } rule || !touched.Contains(rule)).Select(FromLibrary),
        ];

        // Of several conflicts the one that was settled last says what stays.
        ProposedCondition FromOpinion(Consultation consultation, string text, ConditionRef side)
        {
            var conflict = shown.Application.Conflicts.Where(one => one.IsAbout(side)).MaxBy(one => one.SettledAt ?? one.At);
            return new(
                words["recommend.from-opinion", words.Of(consultation.Ministry)],
                new() { Text = text },
                IsWished: true,
                conflict,
                conflict?.DoesKeep(side)
            );
        }

        ProposedCondition FromLibrary(ConditionTemplate template) =>
            new(
                words["recommend.from-library", template.Wording.Title],
                ConditionForm.Of(template.For(shown.Application, shown.Organization.Name))
            );
    }

    /// <summary>Type, scope, route, what is not met, how the substance was judged, what ministries say: for the decider, not for the applicant.</summary>
    public static string Summary(Wording words, Case shown, RecommendationForm form) =>
        Language.In(
            Letters,
            () =>
            {
                var assessment = shown.Assessment;
                List<string> lines =
                [
                    words["recommend.summary-type", words.Of(form.UseType ?? assessment.UseType), words.Of(assessment.UseType)],
                    words["recommend.summary-scope", words.Of(assessment.Scope)],
                    words["recommend.summary-route", words.Of(form.Route ?? assessment.Route), words.Text(assessment.RouteReasons.Text)],
                ];
                lines.AddRange(
                    ReasonSource
                        .Of(assessment, shown.Application.Judgements)
                        .Select(source =>
                            words[
                                source.IsAgainst ? "recommend.summary-not-met" : "recommend.summary-person",
                                source.Rule,
                                source.Title is { } title ? words.Text(title) : words.Find($"judge.item.{source.Rule}") ?? "",
                                source.Note ?? source.Conclusions.Select(words.Text).FirstOrDefault() ?? ""
                            ]
                        )
                );
                lines.AddRange(
                    shown
                        .Application.Consultations.Where(consultation => consultation.Stance is not null)
                        .OrderBy(consultation => consultation.Ministry)
                        .Select(consultation =>
                            words[
                                "recommend.summary-opinion",
                                words.Of(consultation.Ministry),
                                words.Of(consultation.Stance!.Value),
                                consultation.Opinion ?? ""
                            ]
                        )
                );
                lines.AddRange(
                    shown
                        .Application.Experts.Where(expert => expert.Opinion is not null)
                        .Select(expert => words["recommend.summary-expert", expert.Name, expert.Opinion!])
                );
                return string.Join("\n", lines.Select(line => line.TrimEnd()));
            }
        );

    static ConditionForm FromFinding(Wording words, ReasonSource source) =>
        Language.In(
            Letters,
            () =>
                new ConditionForm
                {
                    Text = source.Title is { } title ? words.Text(title) : "",
                    Reason = string.Join("\n", source.Conclusions.Select(words.Text)),
                }
        );

    internal static string Criterion(Wording words, ReasonSource source)
    {
        var title = source.Title is { } text ? words.Text(text) : words.Find($"judge.item.{source.Rule}") ?? "";
        var code = Named(words, source.Rule);
        var named = code == title ? title : $"{code} {title}".TrimEnd();
        return source.Citation is not { } citation
            ? named
            : words[
                citation.Confirmed ? "recommend.cited" : "recommend.cited-unconfirmed",
                named,
                string.Join(" ", new[] { citation.Document, citation.Edition, citation.Section }.Where(part => !string.IsNullOrEmpty(part)))
            ];
    }

    /// <summary>Rules and viewpoints have codes that people know; the review's own items have only a name.</summary>
    internal static string Named(Wording words, string rule) => rule.Any(char.IsUpper) ? rule : words.Find($"judge.item.{rule}") ?? rule;

    // A rule that looked at a whole function or list is not explained by everything that stands in it.
    internal static string Facts(Wording words, IReadOnlyList<string> answers, string plan)
    {
        var draft = PlanDraft.Parse(plan);
        return string.Join(
            "\n",
            answers.Select(path =>
                draft.Get(path) is var answer && answer is JsonObject
                || (answer is JsonArray many && many.Any(entry => entry is JsonObject))
                    ? words.Place(path)
                    : words["plan.pair", words.Place(path), words.Answer(path, answer)]
            )
        );
    }
}
