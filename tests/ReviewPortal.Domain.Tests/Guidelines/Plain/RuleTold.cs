using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Guidelines.Plain;

/// <summary>What one rule came to.</summary>
/// <param name="IsNotMet">Whether it is broken, three-valued, even where the outcome as a whole is still open.</param>
/// <param name="IsEased">It only warns here.</param>
/// <param name="Blocks">Broken, and not eased.</param>
sealed record RuleTold(Outcome Outcome, Trace Why, Told IsNotMet, Told NeedsPerson, bool IsEased, Told Blocks);

/// <summary>What single rules come to.</summary>
sealed partial class Facts
{
    RuleTold Judge(Rule rule, Entry? at)
    {
        Told Tell(Condition? condition, Told otherwise) => condition is null ? otherwise : all.Tell(condition, at);
        var applies = Tell(rule.Applies, Told.Yes);
        var condition = Tell(rule.Condition, Told.Yes);
        var person = Tell(rule.NeedsPerson, rule.Condition is null ? Told.Yes : Told.No);
        var eased = Tell(rule.EasedWhen, Told.No);
        var notMet = all.Combined([applies, condition.Negated()], decisive: false);
        var needsPerson = all.Combined([applies, condition, person], decisive: false);
        var (outcome, why) = (applies.Holds, notMet.Holds, needsPerson.Holds) switch
        {
            (false, _, _) => (Outcome.NotApplicable, applies.Why),
            (_, true, _) => (Outcome.NotMet, applies.Why + condition.Why),
            (_, _, true) => (Outcome.NeedsPerson, applies.Why + condition.Why + person.Why),
            (true, false, false) => (Outcome.Met, applies.Why + condition.Why + person.Why),
            _ => (Outcome.Undetermined, Open(applies) + Open(condition) + Open(person)),
        };
        return new(
            outcome,
            why,
            notMet,
            needsPerson,
            eased.Holds == true,
            rule.Severity == Severity.Block ? all.Combined([notMet, eased.Negated()], decisive: false) : Told.No
        );
    }

    static Trace Open(Told told) => told.Holds is null ? told.Why : Trace.Empty;
}
