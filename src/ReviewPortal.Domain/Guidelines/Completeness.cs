using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Whether a rule set's type lines give every function exactly one outcome, whatever its answers.</summary>
/// <param name="Combinations">How many combinations that differ in anything a type line can tell were gone through.</param>
/// <param name="IsExhaustive">False where there are too many to go through; then nothing is said.</param>
/// <param name="GapCount">In how many of them no line holds although none is open.</param>
/// <param name="Gaps">Examples of these, at most <see cref="MostExamples"/>.</param>
/// <param name="Overlaps">Pairs of lines that hold at once. The walk is ordered, so this is no fault.</param>
public sealed record Completeness(
    long Combinations,
    bool IsExhaustive,
    long GapCount,
    IReadOnlyList<UsePlan> Gaps,
    IReadOnlyList<TypeOverlap> Overlaps
)
{
    public const int MostExamples = 10;

    /// <summary>
    /// Goes through the answers that the type lines read. The raw space is far too large; it is reduced in three steps, none of which loses
    /// a combination that a type line can tell from the others:
    /// of the values of an answer that no condition tells apart one is taken, and a missing one;
    /// of the answers to one question (a whole group, an entry, a list of none, one or two entries) that leave every part of the lines that
    /// they take part in the same, whatever the other answers, one is taken;
    /// parts of lines are told once for each combination of only what they read.
    /// Facts of the assessment and the check sheet count as holding, not holding and open. Answers count as they stand, also where their
    /// question does not apply.
    /// </summary>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Completeness Of(RuleSet set, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        try
        {
            return new Combinations(set, progress, ct).Told();
        }
        catch (TooMany)
        {
            return new(0, false, 0, [], []);
        }
    }
}

/// <summary>Two type lines that hold at once.</summary>
/// <param name="First">The line that the walk stops at, counted from 0.</param>
/// <param name="Second">A later line that would hold too.</param>
/// <param name="Count">In how many of the combinations.</param>
public sealed record TypeOverlap(int First, int Second, long Count, UsePlan Example);
