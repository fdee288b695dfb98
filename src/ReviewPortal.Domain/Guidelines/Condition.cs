using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>
/// Something that holds, does not hold or cannot be told yet about a plan's answers. The language is closed: whatever a rule set says is said
/// in these terms, so that it can be printed, edited, checked and searched.
/// </summary>
public abstract record Condition
{
    Condition() { }

    /// <summary>Every one holds; with none, it holds.</summary>
    public sealed record All(IReadOnlyList<Condition> Conditions) : Condition;

    /// <summary>At least one holds; with none, it does not.</summary>
    public sealed record Any(IReadOnlyList<Condition> Conditions) : Condition;

    public sealed record Not(Condition Inner) : Condition;

    /// <summary>Holds when the answer is there, cannot be told while it is missing.</summary>
    public sealed record Given(AnswerPath Answer) : Condition;

    /// <summary>Holds when the answer is there and does not when it is missing: only where the format says what absence means.</summary>
    public sealed record Present(AnswerPath Answer) : Condition;

    /// <summary>The answer is one of the values (boxed enum values, bool, or codes).</summary>
    public sealed record In(AnswerPath Answer, IReadOnlyList<object> Values) : Condition;

    /// <summary>The choices made have one of the values.</summary>
    public sealed record Has(AnswerPath Answer, IReadOnlyList<object> Values) : Condition;

    /// <summary>The choices made have no other than the values.</summary>
    public sealed record HasOnly(AnswerPath Answer, IReadOnlyList<object> Values) : Condition;

    /// <summary>A number or a date compared with another one; equal counts on both sides.</summary>
    public sealed record Compared(AnswerPath Answer, Comparison How, Operand Than) : Condition;

    /// <summary>Some or every entry of a list fulfils a condition, in which the entry goes by a name.</summary>
    public sealed record Quantified(Quantifier How, AnswerPath List, string As, Condition That) : Condition;

    /// <summary>So many entries of a list fulfil a condition, no more and no fewer.</summary>
    public sealed record Exactly(int Count, AnswerPath List, string As, Condition That) : Condition;

    /// <summary>A condition that the rule set defines once under a name.</summary>
    /// <param name="With">Which entry at hand goes by which name inside; names that are not listed stay.</param>
    public sealed record Named(string Name, IReadOnlyDictionary<string, string> With) : Condition;

    /// <summary>The check sheet's answer to a rule is one of the values; No outweighs Yes where an item stands twice.</summary>
    public sealed record Sheet(string Item, IReadOnlyList<CheckSheetAnswer> Answers) : Condition;

    /// <summary>A look-up outside of the plan came to yes. While it has no result, the rule could not be evaluated. Stands in rules only.</summary>
    public sealed record LookUp(string Name) : Condition;

    /// <summary>Something that the assessment finds out itself.</summary>
    /// <param name="Of">The name of the function that it is about; null for the plan as a whole.</param>
    /// <param name="Values">What it must be one of; see <see cref="FactKind"/>.</param>
    public sealed record Fact(FactKind Kind, string? Of, IReadOnlyList<string> Values) : Condition;
}

public enum Comparison
{
    AtLeast,
    AtMost,
}

public enum Quantifier
{
    Some,
    Every,
}

public enum FactKind
{
    /// <summary>The guideline scope is one of the values.</summary>
    Scope,

    /// <summary>The function's use type is one of the values.</summary>
    Type,

    /// <summary>The line that decided scope, or the function's type, belongs to one of these rules.</summary>
    DecidedBy,

    /// <summary>One of these rules is not met.</summary>
    NotMet,

    /// <summary>One of these rules needs a person.</summary>
    NeedsPerson,

    /// <summary>A rule that blocks is not met, among the rules and axes named.</summary>
    Blocked,

    /// <summary>The function is outside the types, and a change of at most two brings it inside.</summary>
    CanBeBroughtInside,
}

/// <summary>Where an answer stands, seen from a condition: <c>handling.dataKinds</c>, or <c>r.use</c> for the recipient that goes by r.</summary>
/// <param name="Entry">The name of the entry that it starts from; null for the plan.</param>
/// <param name="Members">What follows, without indices.</param>
/// <param name="Question">What is asked there.</param>
public sealed record AnswerPath(string? Entry, IReadOnlyList<string> Members, PlanQuestion Question)
{
    public override string ToString() => string.Join('.', Entry is null ? Members : [Entry, .. Members]);
}

/// <summary>What a number or date is compared with.</summary>
public abstract record Operand
{
    Operand() { }

    public sealed record Number(int Value) : Operand;

    /// <summary>Another answer, moved by so many days where it is a date.</summary>
    public sealed record Answer(AnswerPath Path, int PlusDays) : Operand;

    /// <summary>The day of assessment, moved by so many days.</summary>
    public sealed record AsOf(int PlusDays) : Operand;
}
