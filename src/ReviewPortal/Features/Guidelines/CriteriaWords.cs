using ReviewPortal.Documents;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Guidelines;

/// <summary>The criteria in words, for the page and for print.</summary>
public static class CriteriaWords
{
    /// <summary>
    /// The very conditions by which the portal judges, in words; a rule without one is judged by people. Scope and type are walked down line by
    /// line: there a rule is the condition of its lines, each with what it gives.
    /// </summary>
    public static IReadOnlyList<(string Label, string Text)> Judged(this Wording words, RuleSet set, Rule rule)
    {
        (string Label, Condition? Condition)[] lines =
        [
            .. set
                .Scope.Select((line, i) => (line.Rule, words["criteria.line", i + 1, words.Of(line.Scope)], line.When))
                .Concat(set.Types.Select((line, i) => (line.Rule, words["criteria.line", i + 1, words.Of(line.Type)], line.When)))
                .Where(line => line.Rule == rule.Id)
                .Select(line => (line.Item2, (Condition?)line.When)),
        ];
        (string Label, Condition? Condition)[] parts =
            lines.Length > 0
                ? lines
                :
                [
                    (words["criteria.applies"], rule.Applies),
                    (words["criteria.met"], rule.Condition),
                    (words["criteria.needs-person"], rule.NeedsPerson),
                    (words["criteria.eased"], rule.EasedWhen),
                ];
        return
        [
            .. parts
                .Where(part => part.Condition is not null)
                .Select(part => (part.Label, words.Condition(part.Condition!, set.Conditions))),
        ];
    }

    /// <summary>From when until when it is in force, in words.</summary>
    public static string Force(this Wording words, RuleSet set, RuleBook book) =>
        (
            book.LastDayOf(set) is { } last
                ? words["criteria.force-until", words.FormalDate(set.From), words.FormalDate(last)]
                : words["criteria.force", words.FormalDate(set.From)]
        ) + (book.IsForceOpen(set) ? words["criteria.force-open"] : "");

    /// <summary>The sheet to be printed.</summary>
    public static CriteriaSheet Sheet(Wording words, RuleSet set, RuleBook book) =>
        new(
            words["criteria.sheet-title", words.Text(set.Title)],
            words.Language,
            $"{set.Id}_{set.Revision}.pdf",
            [
                words["criteria.sheet-set", set.Id, set.Revision, book.DigestOf(set)],
                words.Force(set, book),
                words["criteria.lead"],
                words["plan.pair", words["criteria.unconfirmed"], words["criteria.unconfirmed-text"]],
            ],
            [words["criteria.rule"], words["criteria.says"], words["criteria.severity"], words["criteria.citation"]],
            [
                .. set
                    .Rules.GroupBy(rule => rule.Axis)
                    .OrderBy(group => group.Key)
                    .Select(group => new CriteriaSection(
                        words.Of(group.Key),
                        [
                            .. group.Select(rule => new CriteriaRow(
                                rule.Id,
                                words.Text(rule.Title),
                                words.Judged(set, rule),
                                words.Of(rule.Severity),
                                words.Citation(rule.Citation)
                            )),
                        ]
                    )),
            ]
        );
}
