using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;
using ReviewPortal.Domain.Time;

namespace ReviewPortal.Domain.Applications;

/// <summary>Items of a review, as a detail of a refusal: a screen puts their names into words.</summary>
public sealed record ItemNames(IReadOnlyList<string> Items);

/// <summary>
/// The items that a review judges, and the answers on which each rests. Which answers an item rests on is this portal's assumption (要確認);
/// for an item that is not listed, every answer counts.
/// </summary>
public static class ReviewItems
{
    public const string Complete = "complete";
    public const string Applicant = "applicant";
    public const string Certificate = "certificate";
    public const string CheckSheet = "check-sheet";
    public const string Documents = "documents";
    public const string Scope = "scope";
    public const string Type = "type";
    public const string Guideline = "guideline";

    /// <summary>The list of the form check (形式審査), in its order.</summary>
    public static IReadOnlyList<string> OfForm { get; } = [Complete, Applicant, Certificate, CheckSheet, Documents];

    // A resubmission is complete or it is refused, and who applies is no answer of the plan: nothing opens these two again.
    static readonly Dictionary<string, string[]> Rests = new()
    {
        [Complete] = [],
        [Applicant] = [],
        [Certificate] = ["compliance.certifications", "compliance.certificationPlanned", "documents.certificate"],
        [CheckSheet] = ["checkSheet", "compliance.selfCheck"],
        [Documents] = ["documents"],
        [Scope] = ["handling", "apis"],
        [Type] = ["functions"],
        [Guideline] = ["compliance", "checkSheet", "functions", "handling"],
        ["RV-01"] = ["service", "compliance"],
        ["RV-03"] = ["service", "compliance"],
        ["RV-04"] = ["service", "functions"],
        ["RV-05"] = ["functions", "apis", "handling"],
        ["RV-06"] = ["service", "functions"],
        ["RV-07"] = ["functions", "apis", "compliance.apiNeed", "compliance.apiNecessity"],
        ["RV-08"] = ["functions", "compliance"],
    };

    /// <summary>The list of the substance review (実質審査): scope, type, guideline, then the viewpoints of the rules.</summary>
    public static IReadOnlyList<string> OfSubstance(RuleSet rules) =>
        [
            Scope,
            Type,
            Guideline,
            .. rules.Rules.Where(rule => rule.Axis == RuleAxis.Viewpoint).Select(rule => rule.Id).Order(StringComparer.Ordinal),
        ];

    /// <summary>The rules by which a submission is judged.</summary>
    public static RuleSet RulesOf(PlanVersion version) =>
        RuleSets.Find(version.RuleSetId) ?? RuleSets.InForce(JapaneseDate.On(version.SubmittedAt));

    public static IReadOnlyList<string> Of(ReviewPart part, RuleSet rules) => part == ReviewPart.Form ? OfForm : OfSubstance(rules);

    /// <summary>True when a change at the path is a change of what the item rests on.</summary>
    public static bool IsTouchedBy(string item, string path) =>
        !Rests.TryGetValue(item, out var places) || places.Any(place => PlanPath.IsWithin(path, place) || PlanPath.IsWithin(place, path));
}
