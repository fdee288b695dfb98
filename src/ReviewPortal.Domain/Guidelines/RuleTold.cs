namespace ReviewPortal.Domain.Guidelines;

/// <summary>What one rule came to.</summary>
/// <param name="IsNotMet">Whether it is broken, three-valued, even where the outcome as a whole is still open.</param>
/// <param name="IsEased">It only warns here.</param>
/// <param name="Blocks">Broken, and not eased.</param>
readonly record struct RuleTold(Outcome Outcome, int Why, Verdict IsNotMet, Verdict NeedsPerson, bool IsEased, Verdict Blocks)
{
    /// <summary>Whether it is still being found out, or is known.</summary>
    public RuleState State { get; init; }
}

enum RuleState
{
    Unknown,
    Begun,
    Known,
}

/// <summary>What single rules come to, and what conditions ask of the assessment itself.</summary>
sealed partial class Facts
{
    /// <param name="rule">Its place in the rule set.</param>
    /// <param name="function">The function's place in the plan; -1 for the plan as a whole.</param>
    public RuleTold Rule(int rule, int function)
    {
        ref var known = ref told[(rule * (Functions.Length + 1)) + function + 1];
        if (known.State == RuleState.Begun)
        {
            throw new InvalidOperationException($"The rule {Compiled.Rules[rule].Rule.Id} asks about itself.");
        }

        if (known.State == RuleState.Unknown)
        {
            known = new() { State = RuleState.Begun };
            known = Judge(Compiled.Rules[rule], function < 0 ? -1 : Functions[function]) with { State = RuleState.Known };
        }

        return known;
    }

    RuleTold Judge(CompiledRule rule, int row)
    {
        var applies = rule.Applies is null ? Verdict.Yes : all.Tell(rule.Applies, row);
        var condition = rule.Condition is null ? Verdict.Yes : all.Tell(rule.Condition, row);
        var person =
            rule.NeedsPerson is not null ? all.Tell(rule.NeedsPerson, row)
            : rule.Condition is null ? Verdict.Yes
            : Verdict.No;
        var eased = rule.EasedWhen is null ? Verdict.No : all.Tell(rule.EasedWhen, row);
        var notMet = All(applies, condition.Negated());
        var needsPerson = All(applies, condition, person);
        var (outcome, why) = (applies.Holds, notMet.Holds, needsPerson.Holds) switch
        {
            (false, _, _) => (Outcome.NotApplicable, applies.Why),
            (_, true, _) => (Outcome.NotMet, Both(applies.Why, condition.Why)),
            (_, _, true) => (Outcome.NeedsPerson, Both(Both(applies.Why, condition.Why), person.Why)),
            (true, false, false) => (Outcome.Met, Both(Both(applies.Why, condition.Why), person.Why)),
            _ => (Outcome.Undetermined, Both(Both(Open(applies), Open(condition)), Open(person))),
        };
        if (outcome == Outcome.Undetermined && OnlyLacksLookUps(new(null, why)))
        {
            outcome = Outcome.CouldNotEvaluate;
        }

        return new(
            outcome,
            why,
            notMet,
            needsPerson,
            eased.Holds == true,
            rule.Rule.Severity == Severity.Block ? All(notMet, eased.Negated()) : Verdict.No
        );
    }

    Verdict All(params ReadOnlySpan<Verdict> parts)
    {
        Combination sum = new(all, decisive: false);
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum.Verdict;
    }

    int Both(int one, int other) => traces.Both(one, other);

    static int Open(Verdict told) => told.Holds is null ? told.Why : Traces.Empty;

    public override Verdict Tell(FactCode fact, int row)
    {
        var function = row < 0 ? -1 : FunctionAt(row);
        return fact.Kind switch
        {
            FactKind.Scope => OneOf((int)ScopeIs, ScopeIs == GuidelineScope.Undetermined, Scope.Told, fact),
            FactKind.Type => OneOf((int)TypeIs(function), TypeIs(function) == UseType.Undetermined, TypeOf(function).Told, fact),
            FactKind.DecidedBy => DecidedBy(fact, function),
            FactKind.NotMet or FactKind.NeedsPerson => OfRules(fact, function),
            FactKind.Blocked => Blocked(fact),
            FactKind.CanBeBroughtInside => CanBeBroughtInside(function),
            _ => throw new InvalidOperationException($"No such fact: {fact.Kind}."),
        };
    }

    Verdict CanBeBroughtInside(int function)
    {
        var told = TypeOf(function).Told;
        if (TypeIs(function) == UseType.Undetermined)
        {
            return told with { Holds = null };
        }

        var found = WaysInside(function);
        return found.Found.Count > 0 ? new(true, told.Why)
            : found.Open.Length == 0 ? new(false, told.Why)
            : new(null, found.Open.Where(IsMissing).Aggregate(Traces.Empty, (why, place) => Both(why, Traces.Of(place))));
    }

    static Verdict OneOf(int value, bool isUndetermined, Verdict told, FactCode fact) =>
        new(isUndetermined ? null : ((fact.Values >> value) & 1) != 0, told.Why);

    Verdict DecidedBy(FactCode fact, int function)
    {
        var (line, told) = function < 0 ? Scope : TypeOf(function);
        var rule =
            line < 0 ? null
            : function < 0 ? Compiled.Set.Scope[line].Rule
            : Compiled.Set.Types[line].Rule;
        return new(rule is null ? null : fact.Fact.Values.Contains(rule), told.Why);
    }

    Verdict OfRules(FactCode fact, int function)
    {
        Combination any = new(all, decisive: true);
        foreach (var rule in fact.Rules)
        {
            var told = fact.Kind == FactKind.NotMet ? Rule(rule, function).IsNotMet : Rule(rule, function).NeedsPerson;
            if (!OnlyLacksLookUps(told))
            {
                any.Add(told);
            }
        }

        return any.Verdict;
    }

    Verdict Blocked(FactCode fact)
    {
        Combination any = new(all, decisive: true);
        foreach (var rule in fact.Rules)
        {
            var (from, to) = Compiled.Rules[rule].Rule.PerFunction ? (0, Functions.Length) : (-1, 0);
            for (var function = from; function < to; function++)
            {
                var told = Rule(rule, function).Blocks;
                if (!OnlyLacksTheSheet(told) && !OnlyLacksLookUps(told))
                {
                    any.Add(told);
                }
            }
        }

        return any.Verdict;
    }

    // That there is no check sheet, or that it says nothing about an item, leaves findings open but does not hold up the route.
    bool OnlyLacksTheSheet(Verdict told) =>
        told.Holds is null
        && (told.Why == Traces.Of(CheckSheet.Place) || (told.Why > 0 && PlacesOf(told.Why) is [var only] && only == CheckSheet.Place));

    int FunctionAt(int row) =>
        Array.IndexOf(Functions, row) is var index and >= 0
            ? index
            : throw new InvalidOperationException($"{Sheet.PathOf(Sheet.Rows[row].First)} is no function of the plan.");
}
