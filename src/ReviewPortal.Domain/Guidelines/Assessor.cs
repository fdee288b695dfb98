using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Says what the rules say about a plan. Pure and total: the same plan, rules and day give the same assessment, whatever is missing or odd.
/// Lists of answers, and what would change, are written out when they are first read.
/// </summary>
public static class Assessor
{
    /// <summary>Assesses the plan.</summary>
    /// <param name="asOf">The day of assessment: what is valid or in time is so on this day.</param>
    /// <param name="lookUps">What was looked up, by the names that the rules give; what is not there has not been looked up yet.</param>
    public static Assessment Assess(
        UsePlan plan,
        RuleSet rules,
        DateOnly asOf,
        IReadOnlyDictionary<string, LookUpResult>? lookUps = null
    ) => Assess(AnswerSheet.Of(plan), rules, asOf, lookUps);

    /// <summary>Assesses a plan that is laid out already.</summary>
    internal static Assessment Assess(
        AnswerSheet sheet,
        RuleSet rules,
        DateOnly asOf,
        IReadOnlyDictionary<string, LookUpResult>? lookUps = null
    )
    {
        using var facts = Facts.Of(CompiledRules.Of(rules), sheet, asOf, lookUps);
        var main = facts.Main;
        // Everything that is told is told before the traces are taken out.
        var types = new UseType[facts.Functions.Length];
        var nearest = new UseType?[types.Length];
        var because = new string[types.Length][];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = facts.TypeIs(i);
            nearest[i] = types[i] == UseType.OutsideTypes ? facts.NearestOf(i) : null;
            because[i] = facts.Because(i);
        }

        var route = facts.RouteIs;
        var flags = FlagsOf(facts);
        var judged = Findings.Judge(facts);
        var unanswered = Unanswered.Of(facts, judged);
        var kept = facts.Kept();

        var functions = new FunctionAssessment[types.Length];
        for (var i = 0; i < functions.Length; i++)
        {
            functions[i] = new(i, facts.NameOf(i), types[i], nearest[i], because[i], kept.Paths(facts.TypeOf(i).Told.Why));
        }

        return new(
            new(rules.Id, rules.Revision),
            asOf,
            facts.ScopeIs,
            main < 0 ? UseType.Undetermined : types[main],
            main < 0 ? null : nearest[main],
            Secondary(types, main),
            route,
            new(rules.Routes[facts.Route.Line].Reason, kept.Paths(facts.Route.Told.Why)),
            flags,
            functions,
            Findings.Written(facts, judged, kept),
            unanswered,
            WhatWouldChange.Of(facts)
        );
    }

    /// <summary>Of a plan what a change of the rules can change.</summary>
    internal static Outline Outline(AnswerSheet sheet, RuleSet rules, DateOnly asOf)
    {
        using var facts = Facts.Of(CompiledRules.Of(rules), sheet, asOf);
        var types = new UseType[facts.Functions.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = facts.TypeIs(i);
        }

        return new(
            facts.ScopeIs,
            facts.Main < 0 ? UseType.Undetermined : types[facts.Main],
            types,
            facts.RouteIs,
            Findings.Blocking(facts)
        );
    }

    static Flag[] FlagsOf(Facts facts)
    {
        List<Flag> flags = [];
        for (var line = 0; line < facts.Compiled.Flags.Length; line++)
        {
            if (facts.Flag(line).Holds == true)
            {
                flags.Add(facts.Compiled.Set.Flags[line].Flag);
            }
        }

        return [.. flags];
    }

    static UseType[] Secondary(UseType[] types, int main)
    {
        var present = 0;
        for (var i = 0; i < types.Length; i++)
        {
            present |= i != main && types[i] != UseType.Undetermined ? 1 << (int)types[i] : 0;
        }

        if (main >= 0)
        {
            present &= ~(1 << (int)types[main]);
        }

        List<UseType> secondary = [];
        for (; present != 0; present &= present - 1)
        {
            secondary.Add((UseType)System.Numerics.BitOperations.TrailingZeroCount(present));
        }

        return [.. secondary];
    }
}

/// <summary>What of an assessment decides the way of a case.</summary>
/// <param name="Blocking">The rules that block and are not met: places in the rule set, with the function or -1.</param>
sealed record Outline(GuidelineScope Scope, UseType UseType, UseType[] Types, Route Route, IReadOnlyList<BlockingFinding> Blocking);
