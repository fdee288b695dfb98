using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

/// <summary>
/// An attempt that was refused because the person may not do it, may not do it now, or may not even know of it. No page offers such a button:
/// somebody pressed one that had gone meanwhile, or called without a page.
/// </summary>
public sealed class Refusal
{
    public Guid Id { get; init; }
    public DateTime At { get; init; }
    public UserId By { get; init; }
    public string ByName { get; init; } = "";

    /// <summary>The application that was named; it may not be there.</summary>
    public Guid Application { get; init; }

    /// <summary>What was tried; null where the application was not the person's to see.</summary>
    public string? Action { get; init; }

    /// <summary>Why not: the rule's code, or <c>not-found</c>.</summary>
    public string Code { get; init; } = "";
}
