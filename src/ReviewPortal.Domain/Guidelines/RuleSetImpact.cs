using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>A plan that was filed, to be assessed again.</summary>
/// <param name="Id">Whatever the caller knows it by.</param>
/// <param name="Day">The day that it was assessed on.</param>
public sealed record ReassessedPlan<TId>(TId Id, UsePlan Plan, DateOnly Day);

/// <summary>What would be different for one plan.</summary>
/// <param name="Kinds">In the order of the enum, at least one.</param>
/// <param name="NewlyBlocking">Rules, with the function's index where they are judged for one, that block under the draft alone.</param>
/// <param name="NoLongerBlocking">The same for those that block under the current set alone.</param>
public sealed record PlanImpact<TId>(
    TId Id,
    IReadOnlyList<ImpactKind> Kinds,
    Assessment Current,
    Assessment Draft,
    IReadOnlyList<BlockingFinding> NewlyBlocking,
    IReadOnlyList<BlockingFinding> NoLongerBlocking
);

/// <summary>A rule that blocks and is not met.</summary>
public sealed record BlockingFinding(string Rule, int? FunctionIndex);

public enum ImpactKind
{
    /// <summary>The plan's type, or that of one of its functions.</summary>
    Type,
    Scope,
    Route,

    /// <summary>Which blocking rules are not met.</summary>
    Blocking,
}

/// <summary>What a draft of a rule set would change for plans that were filed.</summary>
public static class RuleSetImpact
{
    /// <summary>Assesses each plan under both sets and gives those that differ, one by one as they are found; nothing is held.</summary>
    /// <param name="asOf">The day of assessment for all of them; null takes each plan's own day.</param>
    /// <param name="progress">How many plans were looked at so far.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IEnumerable<PlanImpact<TId>> Of<TId>(
        IEnumerable<ReassessedPlan<TId>> plans,
        RuleSet current,
        RuleSet draft,
        DateOnly? asOf = null,
        IProgress<int>? progress = null,
        CancellationToken ct = default
    )
    {
        var done = 0;
        foreach (var filed in plans)
        {
            ct.ThrowIfCancellationRequested();
            var found = Of(filed, current, draft, asOf);
            progress?.Report(++done);
            if (found is { } impact)
            {
                yield return impact;
            }
        }
    }

    /// <summary>What would be different for one plan; null where nothing would.</summary>
    /// <param name="asOf">The day of assessment; null takes the plan's own day.</param>
    public static PlanImpact<TId>? Of<TId>(ReassessedPlan<TId> filed, RuleSet current, RuleSet draft, DateOnly? asOf = null)
    {
        var day = asOf ?? filed.Day;
        var sheet = AnswerSheet.Of(filed.Plan);
        // Most plans come to the same under both: only where one does not is everything told.
        var (was, now) = (Assessor.Outline(sheet, current, day), Assessor.Outline(sheet, draft, day));
        BlockingFinding[] newly = [.. now.Blocking.Except(was.Blocking)];
        BlockingFinding[] noLonger = [.. was.Blocking.Except(now.Blocking)];
        ImpactKind[] kinds =
        [
            .. was.UseType != now.UseType || !was.Types.SequenceEqual(now.Types) ? [ImpactKind.Type] : Array.Empty<ImpactKind>(),
            .. was.Scope != now.Scope ? [ImpactKind.Scope] : Array.Empty<ImpactKind>(),
            .. was.Route != now.Route ? [ImpactKind.Route] : Array.Empty<ImpactKind>(),
            .. newly.Length + noLonger.Length > 0 ? [ImpactKind.Blocking] : Array.Empty<ImpactKind>(),
        ];
        return kinds.Length == 0
            ? null
            : new(filed.Id, kinds, Assessor.Assess(sheet, current, day), Assessor.Assess(sheet, draft, day), newly, noLonger);
    }

    /// <summary>The same impacts grouped by what changes; one that changes in two ways stands in both groups.</summary>
    public static ILookup<ImpactKind, PlanImpact<TId>> ByKind<TId>(IEnumerable<PlanImpact<TId>> impacts) =>
        impacts.SelectMany(impact => impact.Kinds.Select(kind => (kind, impact))).ToLookup(one => one.kind, one => one.impact);
}
