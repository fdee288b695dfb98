using ReviewPortal.Domain.Guidelines;
using ReviewPortal.Domain.Plans;

namespace ReviewPortal.Guidelines;

/// <summary>Plans made from the examples by changing answers, and what the shipped rules say about them.</summary>
static class Assessed
{
    public static RuleSet Rules { get; } = RuleSets.Find("PHR-GL-2025-04")!;

    /// <summary>Someone else who receives it in a procedure, in order.</summary>
    public static Recipient Insurer { get; } =
        new()
        {
            Kind = RecipientKind.Insurer,
            Use = [RecipientUse.Procedure],
            Receives = Receives.Content,
            Access = RecipientAccess.Copy,
            Channel = Channel.UserSends,
            Consent = Consent.PerRecipient,
            Foreign = false,
            DisclosedIn = DisclosedIn.ScreenBeforeConsent,
        };

    public static Recipient User { get; } = new() { Kind = RecipientKind.User };

    public static Assessment Now(this UsePlan plan) => Assessor.Assess(plan, Rules, Example.AsOf);

    public static UsePlan With(this UsePlan plan, string path, object? answer) => PlanQuestions.With(plan, path, answer);

    /// <summary>The plan with the recipients in its first function.</summary>
    public static UsePlan To(this UsePlan plan, params Recipient[] recipients) => plan.With("functions[0].recipients", recipients);

    /// <summary>What the rule said about the plan, or about its first function.</summary>
    public static Outcome Of(this Assessment assessment, string rule) =>
        assessment.Findings.Single(finding => finding.Rule == rule && finding.FunctionIndex is null or 0).Outcome;
}
