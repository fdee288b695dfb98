using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Something that forbids publishing a rule set.</summary>
/// <param name="Place">Where, e.g. <c>rules[3].condition</c>.</param>
/// <param name="Subject">What it is about: an id, a name, the members of a cycle.</param>
public sealed record RuleSetProblem(string Place, RuleSetProblemKind Kind, string Subject, LocalText Remedy);

public enum RuleSetProblemKind
{
    /// <summary>No JSON, or not what the catalogue of questions knows.</summary>
    Unreadable,
    UnknownCondition,
    UnknownRule,
    Cycle,
    MissingCitation,
    MissingText,
    DuplicateId,

    /// <summary>A rule's id that addresses, lists and files cannot carry.</summary>
    BadId,
    DatesOfForce,

    /// <summary>A walk that has to end has a last line that does not hold always.</summary>
    OpenEnd,

    /// <summary>A rule that is judged for each function is asked about without one.</summary>
    NoFunctionNamed,
    TooLarge,

    /// <summary>Answers for which no type line holds although nothing is missing; the subject is such a plan as JSON.</summary>
    UncoveredCombination,
}

/// <summary>Looks for everything that forbids publishing a rule set.</summary>
public static class RuleSetCheck
{
    /// <summary>What a named condition may come to with everything that it uses written out.</summary>
    public const int LargestCondition = 20_000;

    /// <summary>How many lists may be gone through inside of each other.</summary>
    public const int DeepestLists = 4;

    /// <summary>Reads and checks the text of a rule set; where it cannot be read, that is the only problem.</summary>
    public static IReadOnlyList<RuleSetProblem> Faults(string text, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        try
        {
            return Faults(RuleSetJson.Parse(text), progress, ct);
        }
        catch (RuleSetFault fault)
        {
            return [Unreadable(fault)];
        }
    }

    /// <summary>Checks a rule set; the combinations of answers only where nothing else is wrong.</summary>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<RuleSetProblem> Faults(RuleSet set, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        List<RuleSetProblem> problems = [.. Apparent(set)];
        if (problems.Count == 0)
        {
            problems.AddRange(Gaps(Completeness.Of(set, progress, ct)));
        }

        return problems;
    }

    /// <summary>Everything that is wrong except for combinations without an outcome: quick enough to be asked at every change.</summary>
    public static IReadOnlyList<RuleSetProblem> Apparent(RuleSet set)
    {
        // What is wrong twice in one condition is said once.
        List<RuleSetProblem> problems =
        [
            .. RuleSetTexts
                .Problems(set)
                .Concat(RuleSetLinks.Problems(set))
                .Concat(Walks(set))
                .DistinctBy(one => (one.Place, one.Kind, one.Subject)),
        ];
        if (problems.Count == 0)
        {
            problems.AddRange(Reading(set));
        }

        return problems;
    }

    static IEnumerable<RuleSetProblem> Walks(RuleSet set)
    {
        if (set.Until < set.From)
        {
            yield return new(
                "until",
                RuleSetProblemKind.DatesOfForce,
                set.Id,
                new("施行の最終日を施行日以後にしてください。", "Let the last day of force not lie before the first.")
            );
        }

        if (set.Routes.Count == 0 || ConditionTree.Constant(set.Routes[^1].When) != true)
        {
            yield return OpenEnd("routes", set.Routes.Count);
        }

        if (set.Scope.Count == 0 || ConditionTree.Constant(set.Scope[^1].When) != true)
        {
            yield return OpenEnd("scope", set.Scope.Count);
        }
    }

    static RuleSetProblem OpenEnd(string list, int count) =>
        new(
            count == 0 ? list : $"{list}[{count - 1}].when",
            RuleSetProblemKind.OpenEnd,
            list,
            new("最後の行を、常に成り立つ行（条件なしの「すべて」）にしてください。", "Let the last line hold always (\"all\" of nothing).")
        );

    static IEnumerable<RuleSetProblem> Gaps(Completeness completeness)
    {
        if (!completeness.IsExhaustive)
        {
            yield return new(
                "types",
                RuleSetProblemKind.TooLarge,
                "types",
                new(
                    "類型の判定が読む回答の組合せが多すぎて、漏れがないか確かめられません。条件を減らしてください。",
                    "The type lines read more combinations of answers than can be gone through. Let them read fewer."
                )
            );
        }

        foreach (var gap in completeness.Gaps)
        {
            yield return new(
                "types",
                RuleSetProblemKind.UncoveredCombination,
                PlanJson.Write(gap),
                new(
                    "この回答の組合せでは、どの類型の行も成り立ちません。行を加えるか、条件を広げてください。",
                    "With these answers no type line holds. Add a line or widen one."
                )
            );
        }
    }

    // What a reader would say of it: unknown answers, values that are no choice, entries that are not at hand.
    static IEnumerable<RuleSetProblem> Reading(RuleSet set)
    {
        try
        {
            RuleSetJson.Parse(RuleSetJson.Write(set).ToJsonString());
            return [];
        }
        catch (RuleSetFault fault)
        {
            return [Unreadable(fault)];
        }
    }

    static RuleSetProblem Unreadable(RuleSetFault fault) => new(fault.Place, RuleSetProblemKind.Unreadable, "", fault.Remedy);
}
