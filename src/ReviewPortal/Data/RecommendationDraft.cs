namespace ReviewPortal.Data;

/// <summary>
/// A recommendation as it is being written, one for each application. It is nobody's act yet: no event tells of it, and it goes with the issue
/// of the notice. After a challenge it is there to be worked over.
/// </summary>
public sealed class RecommendationDraft
{
    public ApplicationId Application { get; init; }

    /// <summary>The form, as JSON.</summary>
    public string Form { get; set; } = "";

    /// <summary>Goes up with every change; the concurrency token.</summary>
    public int Revision { get; set; }
    public string ByName { get; set; } = "";
    public DateTime SavedAt { get; set; }
}
