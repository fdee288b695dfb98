namespace ReviewPortal.Domain.Plans;

/// <summary>The steps in which a plan is written; any order.</summary>
public enum PlanStep
{
    Service,
    Data,
    Functions,
    Recipients,
    Compliance,
    Documents,
    Contacts,
    Summary,
}

/// <summary>How far a step has come.</summary>
public enum PlanStepState
{
    /// <summary>Nothing in it was answered: it is not judged.</summary>
    Untouched,
    InWork,
    Complete,

    /// <summary>Something in it cannot be filed as it stands.</summary>
    ToCorrect,
}

/// <summary>The one table of which question stands in which step.</summary>
public static class PlanSteps
{
    // The first line that fits decides; the longer pattern stands before the shorter one.
    static readonly (string Pattern, PlanStep Step)[] table =
    [
        ("functions[].recipients", PlanStep.Recipients),
        ("functions[].procedure", PlanStep.Recipients),
        ("compliance.consentPlainOnScreen", PlanStep.Recipients),
        ("compliance.withdrawalAsEasyAsConsent", PlanStep.Recipients),
        ("filing", PlanStep.Service),
        ("service", PlanStep.Service),
        ("handling", PlanStep.Data),
        ("apis", PlanStep.Data),
        ("functions", PlanStep.Functions),
        ("compliance", PlanStep.Compliance),
        ("checkSheet", PlanStep.Compliance),
        ("documents", PlanStep.Documents),
        ("contacts", PlanStep.Contacts),
    ];

    /// <summary>The step in which the question at a path or pattern is asked.</summary>
    public static PlanStep Of(string path)
    {
        var pattern = PlanQuestions.PatternOf(path);
        return table.FirstOrDefault(line => PlanPath.IsWithin(pattern, line.Pattern)) is { Pattern: not null } line
            ? line.Step
            : PlanStep.Summary;
    }

    /// <summary>True when the question, or one inside of it, is asked in the step.</summary>
    public static bool Has(PlanStep step, string path) =>
        Of(path) == step || PlanQuestions.ChildrenOf(path).Any(child => Has(step, PlanPath.Join(PatternOfEntry(path), child.Name)));

    /// <summary>The parts of the form of which something is asked in the step, in the order of the form.</summary>
    public static IReadOnlyList<PlanQuestion> PartsOf(PlanStep step) =>
        [.. PlanQuestions.ChildrenOf("").Where(part => Has(step, part.Name))];

    // Below a list stand its entries.
    static string PatternOfEntry(string path) =>
        PlanQuestions.Find(path)?.Kind == AnswerKind.List && !path.EndsWith(']') ? $"{path}[]" : path;
}
