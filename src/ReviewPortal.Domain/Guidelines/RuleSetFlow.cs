using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using static ReviewPortal.Domain.Guidelines.RuleSetAction;
using static ReviewPortal.Domain.Guidelines.RuleSetState;

namespace ReviewPortal.Domain.Guidelines;

public enum RuleSetState
{
    /// <summary>下書き: a copy that is being worked on; nothing is judged by it.</summary>
    Draft,

    /// <summary>公布済: fixed for ever; judged by from its day of force on.</summary>
    Published,

    /// <summary>破棄</summary>
    Discarded,
}

public enum RuleSetAction
{
    Edit,
    Discard,
    Publish,
}

/// <summary>One row of the table.</summary>
/// <param name="Who">Any of these may.</param>
public sealed record RuleSetMove(RuleSetState From, RuleSetAction Action, RuleSetState To, IReadOnlyList<Party> Who);

/// <summary>The whole life of a rule set of the portal's own, read by methods, buttons and the printed document.</summary>
public static class RuleSetFlow
{
    static readonly Party[] writers = [new(Role.Legal), new(Role.Lead)];

    // Whoever changed any part of the draft has drafted it, and does not publish it.
    static readonly Party[] secondPerson = [new(Role.Legal, Tie.NotDrafter), new(Role.Lead, Tie.NotDrafter)];

    public static IReadOnlyList<RuleSetMove> Moves { get; } =
    [new(Draft, Edit, Draft, writers), new(Draft, Discard, Discarded, writers), new(Draft, Publish, Published, secondPerson)];

    /// <summary>The row for an action in a state; null when it cannot be done there.</summary>
    public static RuleSetMove? Find(RuleSetState from, RuleSetAction action) =>
        Moves.SingleOrDefault(move => move.From == from && move.Action == action);

    /// <summary>True for who may copy a published set to a draft: who may write one.</summary>
    public static bool MayCopy(Act act) => writers.Any(party => act.Is(party.Role));
}
