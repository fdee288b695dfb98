using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A decided application: what the rules proposed at the submission and what officials decided.</summary>
/// <param name="Month">The first day of the month, in Japan, of the decision.</param>
/// <param name="TypeRules">The rules that the proposed type rested on.</param>
/// <param name="BlockingRules">The rules that blocked.</param>
public sealed record DecidedCase(
    ApplicationId Id,
    string Number,
    string ServiceName,
    DateOnly Month,
    RuleSetRef RuleSet,
    UseType RulesType,
    UseType DecidedType,
    string? TypeReason,
    Route RulesRoute,
    Route DecidedRoute,
    string? RouteReason,
    DecisionOutcome Outcome,
    IReadOnlyList<string> TypeRules,
    IReadOnlyList<string> BlockingRules
)
{
    public bool AgreesOnType => RulesType == DecidedType;
    public bool AgreesOnRoute => RulesRoute == DecidedRoute;

    /// <summary>
    /// Each rule that said something of consequence, with whether it was followed: one that the type rests on by that type, one that blocks
    /// by anything but an acceptance without conditions.
    /// </summary>
    public IEnumerable<(string Rule, bool Followed)> Rules =>
        TypeRules
            .Select(rule => (rule, AgreesOnType))
            .Concat(BlockingRules.Except(TypeRules).Select(rule => (rule, Outcome != DecisionOutcome.Accepted)));
}

public enum AgreementBy
{
    RuleSet,
    Type,
    Route,
    Rule,
}

/// <summary>So many of so many; there is no share of nothing.</summary>
public readonly record struct Agreed(int Count, int Of)
{
    /// <summary>In percent; null where there is nothing.</summary>
    public int? Percent => Of == 0 ? null : (int)Math.Round(100.0 * Count / Of, MidpointRounding.AwayFromZero);

    public static Agreed operator +(Agreed one, Agreed other) => Add(one, other);

    public static Agreed Add(Agreed one, Agreed other) => new(one.Count + other.Count, one.Of + other.Of);
}

/// <summary>One rule set, type, route or rule: in all, and by month.</summary>
public sealed record AgreementLine(string Key, Agreed All, IReadOnlyDictionary<DateOnly, Agreed> ByMonth);

/// <summary>How decisions agree with what the rules proposed.</summary>
public static class Agreement
{
    /// <summary>Counts the cases. Rule sets and types tell whether the type was followed, routes whether the route was.</summary>
    public static IReadOnlyList<AgreementLine> Of(IEnumerable<DecidedCase> cases, AgreementBy by) =>
        [
            .. cases
                .SelectMany(one => Said(one, by).Select(said => (said.Key, one.Month, Agreed: new Agreed(said.Followed ? 1 : 0, 1))))
                .GroupBy(said => said.Key)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new AgreementLine(
                    group.Key,
                    Sum(group.Select(said => said.Agreed)),
                    group.GroupBy(said => said.Month).ToDictionary(month => month.Key, month => Sum(month.Select(said => said.Agreed)))
                )),
        ];

    static IEnumerable<(string Key, bool Followed)> Said(DecidedCase one, AgreementBy by) =>
        by switch
        {
            AgreementBy.RuleSet => [(one.RuleSet.ToString(), one.AgreesOnType)],
            AgreementBy.Type => [(one.RulesType.ToString(), one.AgreesOnType)],
            AgreementBy.Route => [(one.RulesRoute.ToString(), one.AgreesOnRoute)],
            _ => one.Rules,
        };

    static Agreed Sum(IEnumerable<Agreed> all) => all.Aggregate(default(Agreed), (sum, one) => sum + one);
}
