using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>One rule, made ready.</summary>
sealed record CompiledRule(Rule Rule, Code? EasedWhen, Code? Applies, Code? Condition, Code? NeedsPerson, Code? RemarkWhen)
{
    /// <summary>What a finding says, by the outcome.</summary>
    public required LocalText[] Messages { get; init; }

    /// <summary>What it says where the rule is met and the remark is added.</summary>
    public LocalText? MetWithRemark { get; init; }
}

/// <summary>A rule set made ready to assess many plans. Each is compiled once.</summary>
sealed class CompiledRules : CompiledConditions
{
    static readonly ConditionalWeakTable<RuleSet, CompiledRules> all = [];

    CompiledRules(RuleSet set)
        : base(set.Conditions.ToDictionary(named => named.Name, named => named.Condition), fact => RulesOf(set, fact))
    {
        var function = ("f", RowLayout.Function);
        Set = set;
        Scope = [.. set.Scope.Select(line => Compiled(line.When))];
        Types = [.. set.Types.Select(line => Compiled(line.When, function))];
        Nearest = [.. set.Nearest.Select(line => Compiled(line.When, function))];
        Flags = [.. set.Flags.Select(line => Compiled(line.When))];
        Routes = [.. set.Routes.Select(line => Compiled(line.When))];
        Rules = [.. set.Rules.Select(rule => Compile(set, rule))];
        DecidesType = [.. Enumerable.Range(0, Rules.Length).Where(i => Rules[i].Rule.DecidesType)];
        Changes = new(set.Changes);
    }

    public RuleSet Set { get; }
    public Code[] Scope { get; }
    public Code[] Types { get; }
    public Code[] Nearest { get; }
    public Code[] Flags { get; }
    public Code[] Routes { get; }
    public CompiledRule[] Rules { get; }

    /// <summary>The rules that are tests of the use types.</summary>
    public int[] DecidesType { get; }
    public CompiledChanges Changes { get; }

    public static CompiledRules Of(RuleSet set) => all.GetValue(set, static set => new(set));

    CompiledRule Compile(RuleSet set, Rule rule)
    {
        Code? Maybe(Condition? condition) =>
            condition is null ? null
            : rule.PerFunction ? Compiled(condition, ("f", RowLayout.Function))
            : Compiled(condition);
        LocalText[] messages = [.. Enum.GetValues<Outcome>().Select(outcome => MessageOf(set, rule, outcome))];
        var met = messages[(int)Outcome.Met];
        return new(
            rule,
            Maybe(rule.EasedWhen),
            Maybe(rule.Applies),
            Maybe(rule.Condition),
            Maybe(rule.NeedsPerson),
            Maybe(rule.Remark?.When)
        )
        {
            Messages = messages,
            MetWithRemark = rule.Remark is { } remark ? new(met.Ja + remark.Text.Ja, $"{met.En} {remark.Text.En}") : null,
        };
    }

    // A set in the making may lack words that the check asks for before it is published.
    static LocalText MessageOf(RuleSet set, Rule rule, Outcome outcome) =>
        rule.Messages.GetValueOrDefault(outcome) ?? set.Messages.GetValueOrDefault(outcome) ?? new("", "");

    static int[] RulesOf(RuleSet set, Condition.Fact fact) =>
        [
            .. Enumerable
                .Range(0, set.Rules.Count)
                .Where(i =>
                    fact.Values.Contains(set.Rules[i].Id)
                    || (fact.Kind == FactKind.Blocked && fact.Values.Contains(set.Rules[i].Axis.ToString()))
                ),
        ];
}

/// <summary>What a change may touch, by places in rows.</summary>
sealed class CompiledChanges
{
    readonly HashSet<string> design;
    readonly string offer;
    readonly HashSet<string> offerMembers;
    readonly ConcurrentDictionary<RowLayout, Touch[]> touches = [];

    public CompiledChanges(Changes changes) =>
        (design, offer, offerMembers) = ([.. changes.Answers], changes.Offer, [.. changes.OfferMembers]);

    /// <summary>What may be done at a place.</summary>
    /// <param name="IsDesign">The answer is the applicant's to change; for a list, entries may be dropped.</param>
    /// <param name="Offer">What is taken away together with the group; otherwise empty.</param>
    /// <param name="Values">The values of a single choice.</param>
    /// <param name="Beside">Other numbers of the same group.</param>
    public sealed record Touch(bool IsDesign, int[] Offer, int[] Values, int[] Beside);

    public Touch[] Of(RowLayout layout) => touches.GetOrAdd(layout, Compile);

    Touch[] Compile(RowLayout layout) =>
        [
            new(false, [], [], []),
            .. layout.Slots.Select(slot => new Touch(
                design.Contains(slot.Question.Pattern),
                slot.Question.Pattern == offer && slot.Question.Kind == AnswerKind.Group
                    ?
                    [
                        .. layout
                            .Slots.Where(member => member.Group == slot.Index && IsOffer(member.Question))
                            .Select(member => member.Index),
                    ]
                    : [],
                slot.Question.Kind switch
                {
                    AnswerKind.YesNo => [0, 1],
                    AnswerKind.Choice => [.. Enum.GetValues(slot.Question.EnumType!).Cast<object>().Select(AnswerReader.NumberOf)],
                    _ => [],
                },
                [
                    .. layout
                        .Slots.Where(other => other.Group == slot.Group && other.Question.Kind == AnswerKind.Number)
                        .Select(other => other.Index),
                ]
            )),
        ];

    bool IsOffer(PlanQuestion question) =>
        offerMembers.Contains(question.Pattern) && question.Kind is AnswerKind.YesNo or AnswerKind.Choice or AnswerKind.Choices;
}
