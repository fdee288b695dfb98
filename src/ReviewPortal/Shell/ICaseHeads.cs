using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Shell;

/// <summary>What stands above every page of a case, for officials.</summary>
/// <param name="Way">Null when the case was not opened from a list.</param>
public sealed record CaseHeadFacts(
    ApplicationState State,
    DecisionOutcome? Outcome,
    string Organization,
    string? AssignedName,
    CaseWay? Way
);

/// <summary>The way from a case through the list from which it was opened.</summary>
/// <param name="List">The list's address.</param>
public sealed record CaseWay(ApplicationId? Previous, ApplicationId? Next, string List);

/// <summary>Lets pages of one feature show what another one knows of a case.</summary>
public interface ICaseHeads
{
    /// <summary>Null for a case that is not there for the person.</summary>
    /// <param name="list">The query of the list from which the case was opened.</param>
    Task<CaseHeadFacts?> FindAsync(ApplicationId id, string? list, CancellationToken ct = default);
}
