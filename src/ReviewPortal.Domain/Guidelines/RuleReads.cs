using System.Runtime.CompilerServices;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Which rules read which answers: why a question is asked.</summary>
public static class RuleReads
{
    static readonly ConditionalWeakTable<RuleSet, ILookup<string, Rule>> known = [];

    /// <summary>The rules that look at the answer to a question, in the order of the set.</summary>
    /// <param name="rules">The rule set.</param>
    /// <param name="pattern">The question's pattern, e.g. <c>functions[].recipients[].consent</c>.</param>
    public static IEnumerable<Rule> Of(RuleSet rules, string pattern) => known.GetValue(rules, Read)[pattern];

    static ILookup<string, Rule> Read(RuleSet set)
    {
        var named = set.Conditions.ToDictionary(condition => condition.Name, condition => condition.Condition);
        return set
            .Rules.SelectMany(rule =>
                ConditionTree
                    .Of(rule)
                    .Select(one => one.Condition)
                    .Concat(set.Scope.Where(line => line.Rule == rule.Id).Select(line => line.When))
                    .Concat(set.Types.Where(line => line.Rule == rule.Id).Select(line => line.When))
                    .SelectMany(condition => Patterns(condition, named, []))
                    .Distinct()
                    .Select(pattern => (pattern, rule))
            )
            .ToLookup(read => read.pattern, read => read.rule);
    }

    static IEnumerable<string> Patterns(Condition condition, Dictionary<string, Condition> named, HashSet<string> seen)
    {
        foreach (var part in ConditionTree.WithParts(condition))
        {
            foreach (var answer in Answers(part))
            {
                yield return answer.Question.Pattern;
            }

            if (part is Condition.Named use && seen.Add(use.Name) && named.TryGetValue(use.Name, out var body))
            {
                foreach (var inside in Patterns(body, named, seen))
                {
                    yield return inside;
                }
            }
        }
    }

    static IEnumerable<AnswerPath> Answers(Condition condition) =>
        condition switch
        {
            Condition.Given given => [given.Answer],
            Condition.Present present => [present.Answer],
            Condition.In one => [one.Answer],
            Condition.Has has => [has.Answer],
            Condition.HasOnly only => [only.Answer],
            Condition.Compared { Than: Operand.Answer than } compared => [compared.Answer, than.Path],
            Condition.Compared compared => [compared.Answer],
            Condition.Quantified some => [some.List],
            Condition.Exactly exactly => [exactly.List],
            _ => [],
        };
}
