namespace ReviewPortal.Domain.Guidelines;

/// <summary>What one rule came to, for the plan (-1) or a function, with the words that a finding says.</summary>
readonly record struct JudgedRule(int Rule, int Function, RuleTold Told, LocalText Message);

/// <summary>What every rule said.</summary>
static class Findings
{
    /// <summary>Judges every rule: in their order, then the main function first and the others by name.</summary>
    public static JudgedRule[] Judge(Facts facts)
    {
        var rules = facts.Compiled.Rules;
        var order = FunctionOrder.Of(facts);
        var count = 0;
        foreach (var rule in rules)
        {
            count += rule.Rule.PerFunction ? order.Length : 1;
        }

        var judged = new JudgedRule[count];
        var next = 0;
        for (var i = 0; i < rules.Length; i++)
        {
            if (!rules[i].Rule.PerFunction)
            {
                judged[next++] = Judge(facts, i, -1);
                continue;
            }

            foreach (var function in order)
            {
                judged[next++] = Judge(facts, i, function);
            }
        }

        return judged;
    }

    static JudgedRule Judge(Facts facts, int rule, int function)
    {
        var told = facts.Rule(rule, function);
        var compiled = facts.Compiled.Rules[rule];
        var remarked = told.Outcome == Outcome.Met && compiled.RemarkWhen is { } remark && facts.Tell(remark, function).Holds == true;
        return new(rule, function, told, remarked ? compiled.MetWithRemark! : compiled.Messages[(int)told.Outcome]);
    }

    public static Finding[] Written(Facts facts, JudgedRule[] judged, KeptTraces kept)
    {
        var findings = new Finding[judged.Length];
        for (var i = 0; i < judged.Length; i++)
        {
            var (index, function, told, message) = judged[i];
            var rule = facts.Compiled.Rules[index].Rule;
            findings[i] = new(
                rule.Id,
                rule.Axis,
                rule.Layer,
                told.Outcome,
                told.IsEased ? Severity.Warn : rule.Severity,
                function < 0 ? null : function,
                function < 0 ? null : facts.NameOf(function),
                rule.Citation,
                kept.Paths(told.Why),
                rule.Title,
                message,
                told.Outcome == Outcome.Undetermined ? rule.Question : null
            )
            {
                LookUps = told.Outcome is Outcome.Undetermined or Outcome.CouldNotEvaluate ? facts.FailedLookUps(told.Why) : [],
            };
        }

        return findings;
    }

    /// <summary>The rules that block and are not met.</summary>
    public static IReadOnlyList<BlockingFinding> Blocking(Facts facts)
    {
        List<BlockingFinding> blocking = [];
        var order = FunctionOrder.Of(facts);
        for (var i = 0; i < facts.Compiled.Rules.Length; i++)
        {
            var rule = facts.Compiled.Rules[i].Rule;
            if (rule.Severity != Severity.Block)
            {
                continue;
            }

            for (var k = rule.PerFunction ? 0 : -1; k < (rule.PerFunction ? order.Length : 0); k++)
            {
                var told = facts.Rule(i, k < 0 ? -1 : order[k]);
                if (told.Outcome == Outcome.NotMet && !told.IsEased)
                {
                    blocking.Add(new(rule.Id, k < 0 ? null : order[k]));
                }
            }
        }

        return blocking;
    }
}
