namespace ReviewPortal.Domain.Guidelines;

/// <summary>Words, sources and ids that a rule set has to have.</summary>
static class RuleSetTexts
{
    /// <summary>How long the id of a rule may be.</summary>
    public const int LongestRuleId = 40;

    public static IEnumerable<RuleSetProblem> Problems(RuleSet set) =>
        [
            .. Texts(set)
                .Where(text => text.Words is not { } words || IsBlank(words.Ja) || IsBlank(words.En))
                .Select(text => new RuleSetProblem(
                    text.Place,
                    RuleSetProblemKind.MissingText,
                    text.Place,
                    new("日本語と英語の両方の文を入れてください。", "Give the words in Japanese and in English.")
                )),
            .. Citations(set)
                .Where(cited => cited.Citation is null || IsBlank(cited.Citation.Document))
                .Select(cited => new RuleSetProblem(
                    cited.Place,
                    RuleSetProblemKind.MissingCitation,
                    cited.Place,
                    new(
                        "根拠となる文書を入れてください。箇所が未確認なら要確認としてください。",
                        "Cite the document; mark the place as unconfirmed where it is."
                    )
                )),
            .. Ids(set)
                .GroupBy(one => (one.Kind, one.Id))
                .Where(group => group.Count() > 1 || IsBlank(group.Key.Id))
                .Select(group => new RuleSetProblem(
                    group.Last().Place,
                    RuleSetProblemKind.DuplicateId,
                    group.Key.Id,
                    new($"「{group.Key.Id}」を一度だけ使ってください。", $"Use \"{group.Key.Id}\" once, and for one thing only.")
                )),
            // An id stands in addresses and, between commas, in lists of rules.
            .. set
                .Rules.Select((rule, i) => (rule.Id, Place: $"rules[{i}].id"))
                .Where(one => !IsBlank(one.Id) && !IsId(one.Id))
                .Select(one => new RuleSetProblem(
                    one.Place,
                    RuleSetProblemKind.BadId,
                    one.Id,
                    new(
                        $"半角の英数字とハイフンだけで、{LongestRuleId}文字までにしてください。",
                        $"Use letters, digits and hyphens only, at most {LongestRuleId}."
                    )
                )),
        ];

    static IEnumerable<(string Place, LocalText? Words)> Texts(RuleSet set) =>
        [
            ("title", set.Title),
            .. Enum.GetValues<Outcome>().Select(outcome => ($"messages.{outcome}", set.Messages.GetValueOrDefault(outcome))),
            .. set.Conditions.Select((named, i) => ($"conditions[{i}].title", (LocalText?)named.Title)),
            .. set.Rules.SelectMany((rule, i) => Texts(rule).Select(text => ($"rules[{i}].{text.Place}", text.Words))),
            .. set.Flags.Select((line, i) => ($"flags[{i}].title", (LocalText?)line.Title)),
            .. set.Routes.Select((line, i) => ($"routes[{i}].reason", (LocalText?)line.Reason)),
        ];

    static IEnumerable<(string Place, LocalText? Words)> Texts(Rule rule)
    {
        yield return ("title", rule.Title);
        // Whatever reads an answer asks for it while it is missing.
        var reads = rule.Condition is not null && ConditionTree.Constant(rule.Condition) is null;
        if (rule.Question is not null || reads)
        {
            yield return ("question", rule.Question);
        }

        foreach (var (outcome, words) in rule.Messages)
        {
            yield return ($"messages.{outcome}", words);
        }

        if (rule.Remark is { } remark)
        {
            yield return ("remark", remark.Text);
        }
    }

    static IEnumerable<(string Place, Citation? Citation)> Citations(RuleSet set) =>
        [("citation", set.Citation), .. set.Rules.Select((rule, i) => ($"rules[{i}].citation", (Citation?)rule.Citation))];

    static IEnumerable<(string Kind, string Id, string Place)> Ids(RuleSet set) =>
        [
            ("set", set.Id, "id"),
            .. set.Rules.Select((rule, i) => ("rule", rule.Id, $"rules[{i}].id")),
            .. set.Conditions.Select((named, i) => ("condition", named.Name, $"conditions[{i}].name")),
        ];

    static bool IsId(string id) => id.Length <= LongestRuleId && id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-');

    static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);
}
