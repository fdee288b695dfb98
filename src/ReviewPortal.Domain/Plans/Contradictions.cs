namespace ReviewPortal.Domain.Plans;

/// <summary>Answers that cannot stand together.</summary>
/// <param name="Kind">What is wrong, from which the wording in the user's language is found.</param>
/// <param name="Paths">The answers concerned; changing one of them puts it right.</param>
public sealed record Contradiction(ContradictionKind Kind, IReadOnlyList<string> Paths);

public enum ContradictionKind
{
    /// <summary>「なし」 and something else in the same choice.</summary>
    NoneAndOthers,

    /// <summary>The service ends before its users are told of it.</summary>
    EndsBeforeToldOn,

    /// <summary>The data is deleted while it can still be exported, or before the service ends.</summary>
    DeletedTooEarly,
}

/// <summary>
/// Which answers exclude each other. This is no rule about plans, only about what can be meant at the same time: a plan that holds one is
/// not filed, and is again as soon as one of the answers has changed.
/// </summary>
public static class Contradictions
{
    public static IReadOnlyList<Contradiction> In(UsePlan plan) =>
        [.. Choices(plan), .. plan.Filing is { Kind: FilingKind.EndNotice, ServiceEnd: { } end } ? Dates(end) : []];

    static IEnumerable<Contradiction> Choices(UsePlan plan)
    {
        if (plan.Service?.Revenue is { Count: > 1 } revenue && revenue.Contains(Revenue.None))
        {
            yield return new(ContradictionKind.NoneAndOthers, ["service.revenue"]);
        }

        for (var i = 0; i < (plan.Functions?.Count ?? 0); i++)
        {
            if (plan.Functions![i].Consequences is { Count: > 1 } consequences && consequences.Contains(Consequence.None))
            {
                yield return new(ContradictionKind.NoneAndOthers, [$"functions[{i}].consequences"]);
            }
        }
    }

    static IEnumerable<Contradiction> Dates(ServiceEnd end)
    {
        if (end.UsersToldOn > end.EndsOn)
        {
            yield return new(ContradictionKind.EndsBeforeToldOn, ["filing.serviceEnd.usersToldOn", "filing.serviceEnd.endsOn"]);
        }

        if (end.DataDeletedOn < end.ExportUntil || end.DataDeletedOn < end.EndsOn)
        {
            var other = end.DataDeletedOn < end.ExportUntil ? "filing.serviceEnd.exportUntil" : "filing.serviceEnd.endsOn";
            yield return new(ContradictionKind.DeletedTooEarly, ["filing.serviceEnd.dataDeletedOn", other]);
        }
    }
}
