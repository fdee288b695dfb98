using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.Guidelines;

namespace ReviewPortal.Shell.Plans;

/// <summary>Which colour stands beside which word. The word always stands there too.</summary>
public static class Tones
{
    public static Tone Of(UseType type) =>
        type switch
        {
            UseType.OutsideTypes => Tone.Orange,
            UseType.Undetermined => Tone.Neutral,
            _ => Tone.Blue,
        };

    public static Tone Of(GuidelineScope scope) =>
        scope switch
        {
            GuidelineScope.InScope => Tone.Blue,
            GuidelineScope.NeedsConfirmation => Tone.Orange,
            _ => Tone.Neutral,
        };

    public static Tone Of(Route route) =>
        route switch
        {
            Route.Standard => Tone.Green,
            Route.Conditional or Route.Consultation => Tone.Orange,
            Route.RefusalLikely => Tone.Red,
            _ => Tone.Neutral,
        };

    public static Tone Of(Finding finding) =>
        finding.Outcome switch
        {
            Outcome.Met => Tone.Green,
            Outcome.NotMet when finding.Severity == Severity.Block => Tone.Red,
            Outcome.NotMet or Outcome.NeedsPerson or Outcome.CouldNotEvaluate => Tone.Orange,
            _ => Tone.Neutral,
        };

    public static Tone Of(ApplicationState state) =>
        state switch
        {
            ApplicationState.Draft => Tone.Neutral,
            ApplicationState.Arrived => Tone.Blue,
            ApplicationState.Correcting => Tone.Orange,
            ApplicationState.Issued => Tone.Green,
            ApplicationState.Withdrawn => Tone.Outlined,
            _ => Tone.LightBlue,
        };

    public static Tone Of(DecisionOutcome outcome) =>
        outcome switch
        {
            DecisionOutcome.Accepted => Tone.Green,
            DecisionOutcome.AcceptedWithConditions => Tone.Orange,
            _ => Tone.Red,
        };

    public static Tone Of(Stance stance) =>
        stance switch
        {
            Stance.NoObjection => Tone.Green,
            Stance.Conditional => Tone.Orange,
            Stance.Objection => Tone.Red,
            _ => Tone.Neutral,
        };
}
