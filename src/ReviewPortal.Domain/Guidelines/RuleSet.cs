namespace ReviewPortal.Domain.Guidelines;

/// <summary>The same words in Japanese and English; neither is empty.</summary>
public sealed record LocalText(string Ja, string En);

/// <summary>Where a rule is written.</summary>
/// <param name="Section">The section; null while it is not known.</param>
/// <param name="Confirmed">False is shown as 要確認: the place or the reading still has to be confirmed by a ministry.</param>
public sealed record Citation(string Document, string? Edition, string? Section, bool Confirmed);

/// <summary>基本的指針の版: the rules of one edition, as data.</summary>
public sealed record RuleSet
{
    /// <summary>E.g. <c>PHR-GL-2025-04</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Goes up when the data is corrected while the edition stays.</summary>
    public required int Revision { get; init; }
    public required LocalText Title { get; init; }

    /// <summary>First day of force.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of force; null while it is in force without an end.</summary>
    public DateOnly? Until { get; init; }
    public required Citation Citation { get; init; }

    /// <summary>Conditions by name, each with the names of the entries that it is about; one may use those before it.</summary>
    public required IReadOnlyList<NamedCondition> Conditions { get; init; }

    /// <summary>Walked down; the first line that holds gives the scope, and one that cannot be told leaves it undetermined.</summary>
    public required IReadOnlyList<ScopeLine> Scope { get; init; }

    /// <summary>Walked down for each function in the same way.</summary>
    public required IReadOnlyList<TypeLine> Types { get; init; }

    /// <summary>For a function outside the types, the type that it comes nearest to; none where no line holds.</summary>
    public required IReadOnlyList<NearestLine> Nearest { get; init; }
    public required IReadOnlyList<Rule> Rules { get; init; }
    public required IReadOnlyList<FlagLine> Flags { get; init; }

    /// <summary>Walked down for the plan in the same way; the last line holds always.</summary>
    public required IReadOnlyList<RouteLine> Routes { get; init; }

    /// <summary>What a change may touch when the assessor looks for one.</summary>
    public required Changes Changes { get; init; }

    /// <summary>What a finding says where its rule has no words of its own for the outcome.</summary>
    public required IReadOnlyDictionary<Outcome, LocalText> Messages { get; init; }

    /// <summary>
    /// SHA-256 over everything that the set says, as 64 lower-case hexadecimal digits: the same for the same rules, however they were
    /// written down. Computed anew each time.
    /// </summary>
    public string Digest => CanonicalJson.Digest(RuleSetJson.Write(this));
}

/// <param name="About">The names of the entries that it is about, with the patterns of their lists.</param>
public sealed record NamedCondition(string Name, LocalText Title, IReadOnlyDictionary<string, string> About, Condition Condition);

public sealed record ScopeLine(GuidelineScope Scope, string Rule, Condition When);

public sealed record TypeLine(UseType Type, string Rule, Condition When);

public sealed record NearestLine(UseType Type, Condition When);

public sealed record FlagLine(Flag Flag, LocalText Title, Condition When);

public sealed record RouteLine(Route Route, LocalText Reason, Condition When);

/// <param name="Answers">The patterns of the answers that are the applicant's design.</param>
/// <param name="Offer">The group whose answers are taken away together, as one change.</param>
/// <param name="OfferMembers">What is taken away with it.</param>
public sealed record Changes(IReadOnlyList<string> Answers, string Offer, IReadOnlyList<string> OfferMembers)
{
    /// <summary>How the pattern of everything begins that a change can touch: a change is made to a function.</summary>
    public const string Inside = "functions[].";
}

/// <summary>規則: one rule with its conditions, its words and its source.</summary>
public sealed record Rule
{
    /// <summary>E.g. <c>CO-05</c>.</summary>
    public required string Id { get; init; }
    public required LocalText Title { get; init; }
    public required RuleAxis Axis { get; init; }
    public required RuleLayer Layer { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>Where this holds, the rule only warns (an effort instead of a duty).</summary>
    public Condition? EasedWhen { get; init; }

    /// <summary>Judged for each function, which goes by <c>f</c>, rather than once for the plan.</summary>
    public bool PerFunction { get; init; }

    /// <summary>Where this does not hold, the rule is not applicable; null applies always.</summary>
    public Condition? Applies { get; init; }

    /// <summary>The rule is met where this holds; null for a rule that only a person can judge.</summary>
    public Condition? Condition { get; init; }

    /// <summary>Where this holds although the rule is not broken, a person has to look.</summary>
    public Condition? NeedsPerson { get; init; }

    /// <summary>A test of the use types: where it fails, the function is outside the types and this rule is named among the reasons.</summary>
    public bool DecidesType { get; init; }

    /// <summary>What it asks the applicant while an answer is missing.</summary>
    public LocalText? Question { get; init; }
    public required IReadOnlyDictionary<Outcome, LocalText> Messages { get; init; }

    /// <summary>Added to the message of a rule that is met.</summary>
    public Remark? Remark { get; init; }
    public required Citation Citation { get; init; }
}

/// <summary>Words that are added where a condition holds.</summary>
public sealed record Remark(Condition When, LocalText Text);

/// <summary>軸: what a rule is about.</summary>
public enum RuleAxis
{
    Scope,
    Type,
    Condition,
    Guideline,
    Viewpoint,
    Procedure,
}

/// <summary>層: where a rule comes from.</summary>
public enum RuleLayer
{
    /// <summary>法規制</summary>
    Law,

    /// <summary>指針</summary>
    Guideline,

    /// <summary>審査</summary>
    Review,
}

public enum Severity
{
    Block,
    Warn,
    Info,
}
