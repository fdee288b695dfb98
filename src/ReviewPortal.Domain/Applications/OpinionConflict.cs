using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>One condition of an opinion; without a condition the opinion as a whole, e.g. an objection.</summary>
/// <param name="Consultation">Whose answer it is.</param>
/// <param name="Condition">Its place among the answer's conditions, from 0; null for the opinion as a whole.</param>
public readonly record struct ConditionRef(Guid Consultation, int? Condition);

/// <summary>条件の競合: what two ministries ask for and what cannot both be done. It stays open until an official says how it is settled.</summary>
/// <param name="Between">Two or more, of different ministries.</param>
/// <param name="Why">What the conflict is; empty where it was only suspected, and settled at once.</param>
/// <param name="Settlement">How it is settled; null while it is open.</param>
/// <param name="Keeps">The conditions that stay when it is settled; null while it is open, and where nobody said which.</param>
public sealed record OpinionConflict(
    Guid Id,
    IReadOnlyList<ConditionRef> Between,
    string Why,
    UserId By,
    string ByName,
    DateTime At,
    string? Settlement = null,
    string? SettledByName = null,
    DateTime? SettledAt = null,
    IReadOnlyList<ConditionRef>? Keeps = null
)
{
    public bool IsOpen => Settlement is null;

    /// <summary>True where it is about that condition: by itself, or with the whole opinion.</summary>
    public bool IsAbout(ConditionRef condition) => Between.Contains(condition) || Between.Contains(condition with { Condition = null });

    /// <summary>Whether the settlement keeps that condition; null where it does not tell.</summary>
    public bool? DoesKeep(ConditionRef condition) => Keeps?.Contains(condition);

    /// <summary>The conditions that such sides are about, a whole opinion with each of its own.</summary>
    public static IReadOnlyList<ConditionRef> ConditionsOf(IEnumerable<ConditionRef> sides, IReadOnlyList<Consultation> consultations) =>
        [
            .. sides
                .SelectMany(side =>
                    side.Condition is not null
                        ? [side]
                        : consultations
                            .Where(one => one.Id == side.Consultation)
                            .SelectMany(one => Enumerable.Range(0, one.Conditions.Count).Select(place => new ConditionRef(one.Id, place)))
                )
                .Distinct(),
        ];

    /// <summary>
    /// What looks like a conflict and is not marked yet: an objection, and behind it every other ministry's answer that lets the plan pass.
    /// Whether it is one, an official says.
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
            let others = heard
                .Where(other => other.Stance is Stance.NoObjection or Stance.Conditional && !IsMarked(objection, other))
                .ToList()
            where others.Count > 0
            select (ConditionRef[])[new(objection.Id, null), .. others.Select(other => new ConditionRef(other.Id, null))],
        ];

        bool IsMarked(Consultation one, Consultation other) =>
            marked.Any(conflict => new[] { one.Id, other.Id }.All(id => conflict.Between.Any(side => side.Consultation == id)));
    }

    /// <summary>The answers that count: a ministry that was asked twice is heard with its last one.</summary>
    public static IReadOnlyList<Consultation> Heard(IReadOnlyList<Consultation> consultations) =>
        [.. consultations.Where(c => c.Stance is not null).GroupBy(c => c.Ministry).Select(of => of.MaxBy(c => c.ClosedAt)!)];
}
