using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Domain.Applications;

/// <summary>
/// What matters for each viewpoint of the substance review: rules, and answers that are looked at whatever the rules say. Which belong to which
/// is this portal's assumption (要確認).
/// </summary>
public static class Viewpoints
{
    sealed record Matter(string[] Rules, string[] Answers);

    static readonly Dictionary<string, Matter> All = new()
    {
        // Fit to bear responsibility.
        ["RV-01"] = new(
            ["GL-201", "GL-202", "GL-203", "GL-220", "GL-501", "GL-502", "PR-06"],
            ["compliance.certifications[].kind", "compliance.certifications[].expires", "compliance.selfCheck.published"]
        ),
        // Contact and response.
        ["RV-03"] = new(["GL-202", "GL-203", "GL-210", "GL-302"], ["contacts[].department", "service.url"]),
        // The purpose suits a government API.
        ["RV-04"] = new(
            ["SC-01", "SC-02", "SC-03", "SC-05", "TY-04", "TY-05", "CO-01", "CO-04", "GL-301"],
            ["service.summary", "service.targetUsers", "service.revenue", "functions[].description"]
        ),
        // The data fits the functions.
        ["RV-05"] = new(
            ["SC-04", "SC-05", "CO-02", "CO-09", "GL-204", "GL-205", "GL-301", "GL-401"],
            [
                "apis",
                "functions[].dataItems[].item",
                "functions[].dataItems[].years",
                "functions[].dataItems[].necessity",
                "functions[].dataItems[].reason",
                "functions[].retrieval",
            ]
        ),
        // Socially acceptable.
        ["RV-06"] = new(
            ["CO-01", "CO-03", "CO-04", "CO-05", "CO-07", "CO-10", "GL-313", "GL-314"],
            [
                "functions[].purchase.paths",
                "functions[].purchase.placement",
                "functions[].recipients[].kind",
                "functions[].consequences",
                "service.minors",
            ]
        ),
        // Cannot be done without the API.
        ["RV-07"] = new(["RV-07", "SC-06", "CO-09"], ["apis", "compliance.apiNeed", "compliance.apiNecessity", "functions[].retrieval"]),
        // Law beyond the terms.
        ["RV-08"] = new(
            ["CO-05", "CO-06", "CO-07", "CO-08", "CO-10", "GL-201", "GL-311", "GL-312", "GL-332", "GL-414"],
            [
                "functions[].medical.deviceCheckResult",
                "functions[].medical.doctorInvolved",
                "functions[].newInformation",
                "functions[].recipients[].consent",
                "functions[].recipients[].foreign",
                "compliance.storageCountry",
            ]
        ),
    };

    /// <summary>The viewpoint that asks whether the information is sufficient: what no rule could judge belongs to it.</summary>
    const string Sufficient = "RV-02";

    static readonly HashSet<string> Placed = [.. All.Values.SelectMany(matter => matter.Rules)];

    /// <summary>
    /// True when what the rule said matters for the viewpoint. A rule that no viewpoint names, of a set of the portal's own, belongs to those
    /// that rest on its answers.
    /// </summary>
    public static bool IsAbout(string viewpoint, Finding finding) =>
        // That a person has to judge is what the viewpoint is there for.
        finding is { Axis: RuleAxis.Viewpoint, Outcome: Outcome.NeedsPerson }
            ? false
        : viewpoint == Sufficient
            ? finding.Axis != RuleAxis.Viewpoint && finding.Outcome is Outcome.Undetermined or Outcome.CouldNotEvaluate
        : All.TryGetValue(viewpoint, out var matter) && Placed.Contains(finding.Rule) ? matter.Rules.Contains(finding.Rule)
        : finding.Axis != RuleAxis.Viewpoint && finding.Answers.Any(path => ReviewItems.IsTouchedBy(viewpoint, path));

    /// <summary>True when an answer matters for the viewpoint whatever the rules say.</summary>
    public static bool Asks(string viewpoint, string path) =>
        All.TryGetValue(viewpoint, out var matter) && matter.Answers.Contains(PlanQuestions.PatternOf(path));
}
