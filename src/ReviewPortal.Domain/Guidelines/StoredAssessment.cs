using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Guidelines;

/// <summary>Why an assessment was made.</summary>
public enum AssessmentCause
{
    /// <summary>The plan was filed or filed anew.</summary>
    Filed,

    /// <summary>An official asked what the rules of another day say.</summary>
    Reassessed,
}

/// <summary>An assessment as it was made, with the rules that it was made by. It never changes; a later one stands beside it.</summary>
public sealed class StoredAssessment
{
    StoredAssessment() { }

    public StoredAssessment(
        ApplicationId application,
        int planVersion,
        AssessmentCause cause,
        Assessment assessment,
        string ruleSetDigest,
        Act act
    )
    {
        Id = Guid.CreateVersion7(act.At);
        Application = application;
        PlanVersion = planVersion;
        Cause = cause;
        RuleSetId = assessment.RuleSet.Id;
        RuleSetRevision = assessment.RuleSet.Revision;
        RuleSetDigest = ruleSetDigest;
        Scope = assessment.Scope;
        UseType = assessment.UseType;
        Route = assessment.Route;
        BlockingRules = string.Join(
            ',',
            assessment
                .Findings.Where(finding => finding is { Severity: Severity.Block, Outcome: Outcome.NotMet })
                .Select(finding => finding.Rule)
                .Distinct()
        );
        TypeRules = string.Join(
            ',',
            assessment
                .Functions.Where(function => function.UseType == assessment.UseType)
                .SelectMany(function => function.Because)
                .Distinct()
        );
        Whole = assessment;
        MadeBy = act.By;
        MadeByName = act.Name;
        MadeAt = act.At;
    }

    public Guid Id { get; private init; }
    public ApplicationId Application { get; private init; }

    /// <summary>The submission that was assessed.</summary>
    public int PlanVersion { get; private init; }
    public AssessmentCause Cause { get; private init; }
    public string RuleSetId { get; private init; } = "";
    public int RuleSetRevision { get; private init; }
    public string RuleSetDigest { get; private init; } = "";
    public GuidelineScope Scope { get; private init; }
    public UseType UseType { get; private init; }
    public Route Route { get; private init; }

    /// <summary>Ids of the rules that block, with commas between them.</summary>
    public string BlockingRules { get; private init; } = "";

    /// <summary>Ids of the rules that the type rests on, with commas between them.</summary>
    public string TypeRules { get; private init; } = "";

    /// <summary>Everything that the rules said.</summary>
    public Assessment Whole { get; private init; } = default!;
    public UserId MadeBy { get; private init; }
    public string MadeByName { get; private init; } = "";
    public DateTime MadeAt { get; private init; }

    public RuleSetRef RuleSet => new(RuleSetId, RuleSetRevision);
}
