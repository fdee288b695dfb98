namespace ReviewPortal.Domain.Guidelines;

/// <summary>What a look-up outside of the plan came to. Whoever assesses looks it up and hands it in: the assessor itself asks nobody.</summary>
/// <param name="Holds">Null where it failed.</param>
/// <param name="Failure">Why it failed; null where it did not.</param>
public sealed record LookUpResult(bool? Holds, LocalText? Failure)
{
    public static LookUpResult Yes { get; } = new(true, null);
    public static LookUpResult No { get; } = new(false, null);

    /// <summary>What stands where nothing was handed in.</summary>
    public static LookUpResult NotYet { get; } = Failed(new("まだ照会していません", "It has not been looked up yet"));

    public static LookUpResult Failed(LocalText why) => new(null, why);
}

/// <summary>A look-up without a result. The finding is told anew as soon as there is one.</summary>
public sealed record FailedLookUp(string Name, LocalText Why);

/// <summary>The look-up came to yes. Without a result it cannot be told, and that is nobody's missing answer.</summary>
/// <param name="index">Its place among the look-ups of the rule set.</param>
sealed class LookUpCode(string name, int index) : Code
{
    public override Verdict Tell(Run run, int frame) =>
        run.LookUps?.GetValueOrDefault(name)?.Holds is { } holds ? new(holds, Traces.Empty) : new(null, Traces.Of(run.Sheet.Size + index));
}

/// <summary>Look-ups among what an assessment finds out. Their places follow those of the answers.</summary>
sealed partial class Facts
{
    /// <summary>The look-ups without a result on which a trace rests.</summary>
    public FailedLookUp[] FailedLookUps(int trace) =>
        Compiled.LookUps.Count == 0
            ? []
            :
            [
                .. from place in traces.Places(trace)
                where place >= Sheet.Size
                let name = Compiled.LookUps[place - Sheet.Size]
                select new FailedLookUp(name, (lookUps?.GetValueOrDefault(name) ?? LookUpResult.NotYet).Failure!),
            ];

    // A look-up that fails refuses nothing and holds nothing up: only missing answers do.
    bool OnlyLacksLookUps(Verdict told) =>
        Compiled.LookUps.Count > 0 && told.Holds is null && told.Why != Traces.Empty && PlacesOf(told.Why).Length == 0;
}
