using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>One condition of an opinion; without a condition the opinion as a whole, e.g. an objection.</summary>
/// <param name="Consultation">Whose answer it is.</param>
/// <param name="Condition">Its place among the answer's conditions, from 0; null for the opinion as a whole.</param>
public readonly record struct ConditionRef(Guid Consultation, int? Condition);

/// <summary>条件の競合: what two ministries ask for and what cannot both be done. It stays open until an official says how it is settled.</summary>
/// <param name="Between">Two or more, of different ministries.</param>
/// <param name="Why">What the conflict is.</param>
/// <param name="Settlement">How it is settled; null while it is open.</param>
public sealed record OpinionConflict(
    Guid Id,
    IReadOnlyList<ConditionRef> Between,
    string Why,
    UserId By,
    string ByName,
    DateTime At,
    string? Settlement = null,
    string? SettledByName = null,
    DateTime? SettledAt = null
)
{
    public bool IsOpen => Settlement is null;

    /// <summary>
    /// What looks like a conflict and is not marked yet: an objection beside another ministry's answer that lets the plan pass. Whether it is one,
    /// an official says.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<ConditionRef>> Suspected(
        IReadOnlyList<Consultation> consultations,
        IReadOnlyList<OpinionConflict> marked
    )
    {
        var heard = Heard(consultations);
        return
        [
            .. from objection in heard
            where objection.Stance == Stance.Objection
            from other in heard
            where other.Stance is Stance.NoObjection or Stance.Conditional
            let pair = new ConditionRef[] { new(objection.Id, null), new(other.Id, null) }
            where !marked.Any(conflict => pair.All(one => conflict.Between.Any(of => of.Consultation == one.Consultation)))
            select pair,
        ];
    }

    /// <summary>The answers that count: a ministry that was asked twice is heard with its last one.</summary>
    public static IReadOnlyList<Consultation> Heard(IReadOnlyList<Consultation> consultations) =>
        [.. consultations.Where(c => c.Stance is not null).GroupBy(c => c.Ministry).Select(of => of.MaxBy(c => c.ClosedAt)!)];
}
