using System.Globalization;
using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Features.Guidelines;

/// <summary>The parts of a rule set in words.</summary>
public static class PartWords
{
    /// <summary>The list of the JSON in which a part of a difference stands.</summary>
    public static string ListOf(RuleSetPart part) =>
        part switch
        {
            RuleSetPart.Condition => "conditions",
            RuleSetPart.Scope => "scope",
            RuleSetPart.Type => "types",
            RuleSetPart.Nearest => "nearest",
            RuleSetPart.Rule => "rules",
            RuleSetPart.Flag => "flags",
            RuleSetPart.Route => "routes",
            _ => PartEdit.Itself,
        };

    /// <summary>What the entries of a list are called, in their order, as differences call them.</summary>
    public static IReadOnlyList<string> Keys(RuleSet set, string list)
    {
        string[] names = list switch
        {
            "rules" => [.. set.Rules.Select(rule => rule.Id)],
            "conditions" => [.. set.Conditions.Select(named => named.Name)],
            "flags" => [.. set.Flags.Select(line => $"{line.Flag}")],
            "routes" => [.. set.Routes.Select(line => $"{line.Route}")],
            "scope" => Places(set.Scope.Count),
            "types" => Places(set.Types.Count),
            "nearest" => Places(set.Nearest.Count),
            _ => [],
        };
        List<string> keys = [];
        foreach (var name in names)
        {
            var key = name;
            for (var turn = 2; keys.Contains(key); turn++)
            {
                key = $"{name} ({turn})";
            }

            keys.Add(key);
        }

        return keys;
    }

    /// <summary>What an entry is about, in a few words.</summary>
    public static string Entry(this Wording words, RuleSet set, string list, int at) =>
        list switch
        {
            "rules" => words.Text(set.Rules[at].Title),
            "conditions" => words.Text(set.Conditions[at].Title),
            "flags" => words.Text(set.Flags[at].Title),
            "routes" => words.Of(set.Routes[at].Route),
            "scope" => words.Of(set.Scope[at].Scope),
            "types" => words.Of(set.Types[at].Type),
            "nearest" => words.Of(set.Nearest[at].Type),
            _ => words.Text(set.Title),
        };

    /// <summary>What an entry is called by people: an id or a name, what a flag or a route gives, otherwise its place.</summary>
    public static string Name(this Wording words, RuleSet set, string list, int at) =>
        list is "flags" or "routes" ? words.Entry(set, list, at) : Keys(set, list)[at];

    /// <summary>The conditions of an entry, by the member that holds each.</summary>
    public static IReadOnlyDictionary<string, Condition> Conditions(RuleSet set, string list, int at)
    {
        Dictionary<string, Condition?> found = list switch
        {
            "rules" => new()
            {
                ["applies"] = set.Rules[at].Applies,
                ["condition"] = set.Rules[at].Condition,
                ["needsPerson"] = set.Rules[at].NeedsPerson,
                ["easedWhen"] = set.Rules[at].EasedWhen,
                ["remarkWhen"] = set.Rules[at].Remark?.When,
            },
            "conditions" => new() { ["is"] = set.Conditions[at].Condition },
            "flags" => new() { ["when"] = set.Flags[at].When },
            "routes" => new() { ["when"] = set.Routes[at].When },
            "scope" => new() { ["when"] = set.Scope[at].When },
            "types" => new() { ["when"] = set.Types[at].When },
            "nearest" => new() { ["when"] = set.Nearest[at].When },
            _ => [],
        };
        return found.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
    }

    /// <summary>Every member of an entry in words, by its name in the JSON; of the set itself with -1.</summary>
    public static IReadOnlyDictionary<string, string> Members(this Wording words, RuleSet set, string list, int at)
    {
        Dictionary<string, string> members = Conditions(set, list, Math.Max(at, 0))
            .ToDictionary(pair => pair.Key, pair => words.Condition(pair.Value, set.Conditions));
        switch (list)
        {
            case "rules":
                Rule(words, set.Rules[at], members);
                break;
            case "conditions":
                members["name"] = set.Conditions[at].Name;
                members["title"] = Both(set.Conditions[at].Title);
                members["about"] = string.Join(", ", set.Conditions[at].About.Select(pair => $"{pair.Key}: {words.Pattern(pair.Value)}"));
                break;
            case "flags":
                members["is"] = words.Of(set.Flags[at].Flag);
                members["title"] = Both(set.Flags[at].Title);
                break;
            case "routes":
                members["is"] = words.Of(set.Routes[at].Route);
                members["reason"] = Both(set.Routes[at].Reason);
                break;
            case "scope":
                members["is"] = words.Of(set.Scope[at].Scope);
                members["rule"] = set.Scope[at].Rule;
                break;
            case "types":
                members["is"] = words.Of(set.Types[at].Type);
                members["rule"] = set.Types[at].Rule;
                break;
            case "nearest":
                members["is"] = words.Of(set.Nearest[at].Type);
                break;
            default:
                Own(words, set, members);
                break;
        }

        return members;
    }

    /// <summary>A question by its pattern, with the groups and lists on the way.</summary>
    public static string Pattern(this Wording words, string pattern)
    {
        List<string> parts = [];
        var walked = "";
        foreach (var step in pattern.Split('.'))
        {
            walked = walked.Length == 0 ? step : $"{walked}.{step}";
            parts.Add(words.Question(walked));
        }

        return string.Join(" › ", parts);
    }

    /// <summary>Says something in another language than the one that is in use.</summary>
    /// <param name="culture">E.g. <c>en-GB</c>.</param>
    public static string In(string culture, Func<string> say)
    {
        var present = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = present;
        }
    }

    /// <summary>Where a rule is written.</summary>
    public static string Citation(this Wording words, Citation citation)
    {
        var text = string.Join(
            words["guide.gap"],
            new[] { citation.Document, citation.Edition, citation.Section }.Where(part => !string.IsNullOrEmpty(part))
        );
        return citation.Confirmed ? text : $"{text} [{words["assessment.unconfirmed"]}]";
    }

    static void Rule(Wording words, Rule rule, Dictionary<string, string> members)
    {
        members["id"] = rule.Id;
        members["title"] = Both(rule.Title);
        members["axis"] = words.Of(rule.Axis);
        members["layer"] = words.Of(rule.Layer);
        members["severity"] = words.Of(rule.Severity);
        members["each"] = words[rule.PerFunction ? "guide.each.functions" : "guide.each.plan"];
        members["decidesType"] = words[rule.DecidesType ? "plan.yes" : "plan.no"];
        members["citation"] = words.Citation(rule.Citation);
        members["messages"] = Messages(words, rule.Messages);
        if (rule.Question is { } question)
        {
            members["question"] = Both(question);
        }

        if (rule.Remark is { } remark)
        {
            members["remark"] = Both(remark.Text);
        }
    }

    static void Own(Wording words, RuleSet set, Dictionary<string, string> members)
    {
        members["id"] = set.Id;
        members["revision"] = $"{set.Revision}";
        members["title"] = Both(set.Title);
        members["from"] = words.Date(set.From);
        members["until"] = set.Until is { } until ? words.Date(until) : words["guide.no-end"];
        members["citation"] = words.Citation(set.Citation);
        members["messages"] = Messages(words, set.Messages);
        members["changes"] = string.Join(
            "\n",
            [
                .. set.Changes.Answers.Select(words.Pattern),
                words["plan.pair", words["guide.changes.offer"], words.Pattern(set.Changes.Offer)],
                words[
                    "plan.pair",
                    words["guide.changes.offer-members"],
                    string.Join(words["plan.and"], set.Changes.OfferMembers.Select(words.Question))
                ],
            ]
        );
    }

    static string Messages(Wording words, IReadOnlyDictionary<Outcome, LocalText> messages) =>
        string.Join("\n", messages.OrderBy(pair => pair.Key).Select(pair => words["plan.pair", words.Of(pair.Key), Both(pair.Value)]));

    static string Both(LocalText text) => $"{text.Ja}\n{text.En}";

    static string[] Places(int count) => [.. Enumerable.Range(1, count).Select(place => $"{place}")];
}
