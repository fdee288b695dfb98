namespace ReviewPortal.Domain.Plans;

/// <summary>担当者: whom the review asks about the plan. No rule reads it; the assessment knows nothing of it.</summary>
public sealed record Contact
{
    public string? Name { get; init; }
    public string? Department { get; init; }
    public string? Mail { get; init; }
    public string? Phone { get; init; }

    /// <summary>Of several contacts exactly one is the main one.</summary>
    public bool? Main { get; init; }
}
