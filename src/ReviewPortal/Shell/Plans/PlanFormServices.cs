using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Shell.Plans;

// The service that an amendment or an end notice is about.
public sealed partial class PlanForm
{
    /// <summary>The question for that service.</summary>
    public const string Concerns = "filing.concerns";

    /// <summary>
    /// What an amendment or end notice of this organisation can be about: offered, while anything else can be written. Null where it is not
    /// known whose plan it is.
    /// </summary>
    public IReadOnlyList<OwnService>? OwnServices { get; init; }

    /// <summary>An amendment or end notice names something that is not offered; it is filed by that name.</summary>
    public bool IsUnlisted(string path) =>
        path == Concerns
        && OwnServices is { } own
        && IsAsked(path)
        && TextAt(path) is { Length: > 0 } named
        && OwnService.Find(own, named) is null;

    // A number or a name that the list has stands as the list has it.
    string AsListed(string path, string typed) => path == Concerns ? OwnService.Find(OwnServices ?? [], typed)?.Text ?? typed : typed;
}
