using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;

namespace ReviewPortal.Data;

/// <summary>
/// A text about an application as far as a person has typed it, one for each person and place. It is nobody's act yet: no event tells of it, only
/// its writer ever reads it, and it goes when it is sent.
/// </summary>
public sealed class OwnText
{
    /// <summary>Characters; more is kept in its field alone, and is far beyond what can be sent.</summary>
    public const int TextMaxLength = 100_000;

    public ApplicationId Application { get; init; }
    public UserId Person { get; init; }
    public TextPlace Place { get; init; }

    /// <summary>The inquiry that is answered; empty where there is only one text of the kind.</summary>
    public Guid About { get; init; }
    public string Text { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime SavedAt { get; set; }
}
