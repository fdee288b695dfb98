using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>What conditions ask of the assessment itself.</summary>
sealed partial class Facts
{
    Told Fact(Condition.Fact fact, Entry? at)
    {
        int? function = fact.Of is { } name ? IndexOf(Entry.Find(at, name)) : null;
        return fact.Kind switch
        {
            FactKind.Scope => OneOf(Scope.Scope, GuidelineScope.Undetermined, Scope.Told, fact),
            FactKind.Type => OneOf(TypeOf(function!.Value).Type, UseType.Undetermined, TypeOf(function.Value).Told, fact),
            FactKind.DecidedBy => DecidedBy(fact, function),
            FactKind.NotMet => all.Combined(RulesOf(fact).Select(rule => Rule(rule, function).IsNotMet), decisive: true),
            FactKind.NeedsPerson => all.Combined(RulesOf(fact).Select(rule => Rule(rule, function).NeedsPerson), decisive: true),
            FactKind.Blocked => Blocked(fact),
            FactKind.CanBeBroughtInside => CanBeBroughtInside(function!.Value),
            _ => throw new InvalidOperationException($"No such fact: {fact.Kind}."),
        };
    }

    Told CanBeBroughtInside(int function)
    {
        var (type, _, told) = TypeOf(function);
        var ways = WaysInside(function);
        return type == UseType.Undetermined ? told with { Holds = null }
            : ways.Found.Count > 0 ? new(true, told.Why)
            : ReferenceEquals(ways.Open, Trace.Empty) ? new(false, told.Why)
            : new(null, ways.Open.Paths().Where(IsMissing).Aggregate(Trace.Empty, (missing, path) => missing + Trace.Of(path)));
    }

    static Told OneOf<T>(T value, T undetermined, Told told, Condition.Fact fact)
        where T : struct, Enum => new(value.Equals(undetermined) ? null : fact.Values.Contains(value.ToString()), told.Why);

    Told DecidedBy(Condition.Fact fact, int? function)
    {
        var (rule, told) = function is { } index ? (TypeOf(index).Rule, TypeOf(index).Told) : (Scope.Rule, Scope.Told);
        return new(rule is null ? null : fact.Values.Contains(rule), told.Why);
    }

    IEnumerable<Rule> RulesOf(Condition.Fact fact) => Rules.Rules.Where(rule => fact.Values.Contains(rule.Id));

    Told Blocked(Condition.Fact fact) =>
        all.Combined(
            Rules
                .Rules.Where(rule => fact.Values.Contains(rule.Id) || fact.Values.Contains(rule.Axis.ToString()))
                .SelectMany(rule =>
                    rule.PerFunction ? Enumerable.Range(0, Functions.Count).Select(i => Rule(rule, i).Blocks) : [Rule(rule, null).Blocks]
                )
                .Where(told => !OnlyLacksTheSheet(told)),
            decisive: true
        );

    // That there is no check sheet, or that it says nothing about an item, leaves findings open but does not hold up the route.
    static bool OnlyLacksTheSheet(Told told) =>
        told.Holds is null && told.Why.Paths() is { Count: 1 } paths && paths.Contains("checkSheet");

    int IndexOf(Node function)
    {
        for (var i = 0; i < Functions.Count; i++)
        {
            if (Functions[i].Path == function.Path)
            {
                return i;
            }
        }

        throw new InvalidOperationException($"{function.Path} is no function of the plan.");
    }
}
