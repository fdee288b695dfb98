using System.Globalization;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>判定: what the rules say about a plan. A proposal, never the decision.</summary>
/// <param name="RuleSet">The set that it was made with.</param>
/// <param name="AsOf">The day of assessment.</param>
/// <param name="UseType">The main function's type.</param>
/// <param name="Nearest">Where the main function is outside the types, the type that it comes nearest to.</param>
/// <param name="Secondary">The other functions' types, each once, in the enum's order, without the main one's.</param>
/// <param name="RouteReasons">What the line of the route rests on: the conditions in words, one for <see cref="Route"/>.</param>
/// <param name="Functions">As the plan orders them.</param>
/// <param name="Findings">In the order of the rules, then the main function first and the others by name.</param>
/// <param name="Unanswered">Paths of answers that would decide something, most decisive first.</param>
/// <param name="WhatWouldChange">Changes of at most two that bring a function inside the types, the most promising first.</param>
public sealed record Assessment(
    RuleSetRef RuleSet,
    DateOnly AsOf,
    GuidelineScope Scope,
    UseType UseType,
    UseType? Nearest,
    IReadOnlyList<UseType> Secondary,
    Route Route,
    RouteReason RouteReasons,
    IReadOnlyList<Flag> Flags,
    IReadOnlyList<FunctionAssessment> Functions,
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<string> Unanswered,
    IReadOnlyList<PossibleChange> WhatWouldChange
);

/// <summary>One revision of a rule set; as text <c>ID@REVISION</c>.</summary>
public sealed record RuleSetRef(string Id, int Revision)
{
    public override string ToString() => $"{Id}@{Revision}";

    /// <summary>Reads <c>ID@REVISION</c>; false for anything else.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RuleSetRef? reference)
    {
        var at = text?.LastIndexOf('@') ?? -1;
        reference =
            at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
                ? new(text![..at], revision)
                : null;
        return reference is not null;
    }
}

/// <summary>Why the plan takes its route.</summary>
/// <param name="Text">The line at which the walk stopped, in words.</param>
/// <param name="Answers">The answers that make it so; for an undetermined route those that are missing.</param>
public sealed record RouteReason(LocalText Text, IReadOnlyList<string> Answers);

/// <summary>One function's type.</summary>
/// <param name="Because">The rules that decided it.</param>
/// <param name="Answers">The answers that decided it; for an undetermined type those that are missing.</param>
public sealed record FunctionAssessment(
    int Index,
    string? Name,
    UseType UseType,
    UseType? Nearest,
    IReadOnlyList<string> Because,
    IReadOnlyList<string> Answers
);

/// <summary>所見: what one rule said.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="FunctionIndex">The function that it is about; null for the plan.</param>
/// <param name="Answers">The answers that it used; for an undetermined one those that are missing.</param>
/// <param name="Question">What to ask the applicant, while an answer is missing.</param>
public sealed record Finding(
    string Rule,
    RuleAxis Axis,
    RuleLayer Layer,
    Outcome Outcome,
    Severity Severity,
    int? FunctionIndex,
    string? Function,
    Citation Citation,
    IReadOnlyList<string> Answers,
    LocalText Title,
    LocalText Message,
    LocalText? Question
)
{
    /// <summary>The look-ups without a result on which it rests: once there is one, the rule can be evaluated again.</summary>
    public IReadOnlyList<FailedLookUp> LookUps { get; init; } = [];

    /// <summary>承諾の妨げ: the plan is not to be accepted as it is.</summary>
    public bool Hinders => this is { Outcome: Outcome.NotMet, Severity: Severity.Block };

    /// <summary>False is shown as 要確認.</summary>
    public bool Confirmed => Citation.Confirmed;
}

/// <summary>A way to bring a function inside the types or, where all are inside, to an easier route or another type; and what the plan would then be.</summary>
/// <param name="FunctionIndex">The function that is brought inside, or in which the first change is made.</param>
public sealed record PossibleChange(int FunctionIndex, IReadOnlyList<AnswerChange> Changes, UseType UseType, Route Route);

/// <summary>One change of an answer.</summary>
/// <param name="Path">The answer, or the entry that is dropped.</param>
/// <param name="To">The new value; for <see cref="ChangeKind.Without"/> the choice that is dropped; otherwise null.</param>
public sealed record AnswerChange(string Path, ChangeKind Kind, string? To);

public enum ChangeKind
{
    /// <summary>The answer is set to the value.</summary>
    Set,

    /// <summary>One of the choices made is dropped.</summary>
    Without,

    /// <summary>The entry of a list is dropped.</summary>
    Dropped,

    /// <summary>The list or the choices made are emptied.</summary>
    Emptied,

    /// <summary>The offer is taken away: paths, specific item, own paid service and placement together.</summary>
    NoOffer,
}

/// <summary>指針の対象</summary>
public enum GuidelineScope
{
    InScope,
    OutOfScope,
    NeedsConfirmation,
    Undetermined,
}

/// <summary>利用類型</summary>
public enum UseType
{
    SelfUse,
    InformationProvision,
    ElectronicSubmission,
    OutsideTypes,
    Undetermined,
}

/// <summary>審査の経路, from the one that stands highest.</summary>
public enum Route
{
    OutOfScopeGuidance,
    RefusalLikely,
    Consultation,
    Conditional,
    Standard,
    Undetermined,
}

/// <summary>What a reviewer is pointed at. The wire name is in upper case with underscores: <c>THIRD_PARTY</c>.</summary>
public enum Flag
{
    Purchase,
    Asymmetry,
    ThirdParty,
    Disadvantage,
    MedLaw,
    Employer,
    Proxy,
    Minor,
    Foreign,
    ExcessData,
    NoNecessity,
    NoCert,
    Attribute,
    Research,
    TermLink,
    ExportEnd,
    Vague,
}

/// <summary>What a rule says.</summary>
public enum Outcome
{
    Met,
    NotMet,
    NotApplicable,

    /// <summary>An answer is missing.</summary>
    Undetermined,

    /// <summary>Rules do not guess.</summary>
    NeedsPerson,

    /// <summary>A look-up failed. Never a refusal.</summary>
    CouldNotEvaluate,
}
