namespace ReviewPortal.Domain.Guidelines;

/// <summary>What one rule said before and says now; null where the set has no such rule.</summary>
public sealed record FindingDifference(string Rule, string? Function, Finding? Before, Finding? After);

/// <summary>Compares two assessments of the same plan.</summary>
public static class AssessmentDiff
{
    /// <summary>The rules that came to something else, or to the same with another severity, in the order of the later set.</summary>
    public static IReadOnlyList<FindingDifference> Findings(Assessment before, Assessment after)
    {
        var was = before.Findings.ToDictionary(finding => (finding.Rule, finding.FunctionIndex));
        var now = after.Findings.ToDictionary(finding => (finding.Rule, finding.FunctionIndex));
        return
        [
            .. after
                .Findings.Select(finding => (finding, old: was.GetValueOrDefault((finding.Rule, finding.FunctionIndex))))
                .Where(pair => pair.old is null || (pair.old.Outcome, pair.old.Severity) != (pair.finding.Outcome, pair.finding.Severity))
                .Select(pair => new FindingDifference(pair.finding.Rule, pair.finding.Function, pair.old, pair.finding)),
            .. before
                .Findings.Where(finding => !now.ContainsKey((finding.Rule, finding.FunctionIndex)))
                .Select(finding => new FindingDifference(finding.Rule, finding.Function, finding, null)),
        ];
    }

    /// <summary>True when nothing that an official goes by differs.</summary>
    public static bool AreAlike(Assessment before, Assessment after) =>
        (before.Scope, before.UseType, before.Route) == (after.Scope, after.UseType, after.Route)
        && before.Functions.Select(function => function.UseType).SequenceEqual(after.Functions.Select(function => function.UseType))
        && Findings(before, after).Count == 0;
}
