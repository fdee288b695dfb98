namespace ReviewPortal.Domain.Guidelines;

/// <summary>What stands where in conditions and rule sets.</summary>
static class ConditionTree
{
    /// <summary>The conditions right inside of one; of a named one none.</summary>
    public static IReadOnlyList<Condition> Parts(Condition condition) =>
        condition switch
        {
            Condition.All all => all.Conditions,
            Condition.Any any => any.Conditions,
            Condition.Not not => [not.Inner],
            Condition.Quantified some => [some.That],
            Condition.Exactly exactly => [exactly.That],
            _ => [],
        };

    /// <summary>The condition and everything inside of it.</summary>
    public static IEnumerable<Condition> WithParts(Condition condition) => Parts(condition).SelectMany(WithParts).Prepend(condition);

    /// <summary>Every condition that stands by itself in a rule set, with its place.</summary>
    public static IEnumerable<(string Place, Condition Condition)> Of(RuleSet set) =>
        [
            .. set.Conditions.Select((named, i) => ($"conditions[{i}].is", named.Condition)),
            .. set.Scope.Select((line, i) => ($"scope[{i}].when", line.When)),
            .. set.Types.Select((line, i) => ($"types[{i}].when", line.When)),
            .. set.Nearest.Select((line, i) => ($"nearest[{i}].when", line.When)),
            .. set.Rules.SelectMany((rule, i) => Of(rule).Select(one => ($"rules[{i}].{one.Place}", one.Condition))),
            .. set.Flags.Select((line, i) => ($"flags[{i}].when", line.When)),
            .. set.Routes.Select((line, i) => ($"routes[{i}].when", line.When)),
        ];

    /// <summary>The conditions of one rule, each with the member that holds it.</summary>
    public static IEnumerable<(string Place, Condition Condition)> Of(Rule rule) =>
        new (string Place, Condition? Condition)[]
        {
            ("easedWhen", rule.EasedWhen),
            ("applies", rule.Applies),
            ("condition", rule.Condition),
            ("needsPerson", rule.NeedsPerson),
            ("remarkWhen", rule.Remark?.When),
        }
            .Where(one => one.Condition is not null)
            .Select(one => (one.Place, one.Condition!));

    /// <summary>What the condition comes to without reading any answer; null where it has to read one.</summary>
    public static bool? Constant(Condition condition) =>
        condition switch
        {
            Condition.All all => Constant(all.Conditions, decisive: false),
            Condition.Any any => Constant(any.Conditions, decisive: true),
            Condition.Not not => !Constant(not.Inner),
            _ => null,
        };

    static bool? Constant(IReadOnlyList<Condition> parts, bool decisive)
    {
        bool?[] told = [.. parts.Select(Constant)];
        return told.Contains(decisive) ? decisive
            : told.Contains(null) ? null
            : !decisive;
    }
}
