using ReviewPortal.Domain.People;

namespace ReviewPortal.Domain.Applications;

/// <summary>期限延長の申出: the applicant asks for a later due day, an official agrees or says why not.</summary>
/// <param name="DueOn">The day that is asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="By">Who asked, on the applicant's side.</param>
/// <param name="ByName">The person's name.</param>
/// <param name="At">When (UTC).</param>
/// <param name="Agreed">Null while nobody has answered.</param>
/// <param name="RefusedBecause">Given where it was refused.</param>
/// <param name="AnsweredByName">The official who answered; the applicant is not told.</param>
/// <param name="AnsweredAt">When (UTC).</param>
public sealed record DueExtension(
    DateOnly DueOn,
    string Reason,
    UserId By,
    string ByName,
    DateTime At,
    bool? Agreed = null,
    string? RefusedBecause = null,
    string? AnsweredByName = null,
    DateTime? AnsweredAt = null
)
{
    public bool IsOpen => Agreed is null;
}
