namespace ReviewPortal.Shell;

/// <summary>How the texts around a control are called, so that the control can name them.</summary>
public static class FormIds
{
    public static string Label(string id) => $"{id}-label";

    public static string Support(string id) => $"{id}-support";

    public static string Error(string id) => $"{id}-error";

    /// <summary>For <c>aria-describedby</c>: the error first, then the support text; null when there is neither.</summary>
    public static string? DescribedBy(string id, bool error, bool support) =>
        (error, support) switch
        {
            (true, true) => $"{Error(id)} {Support(id)}",
            (true, false) => Error(id),
            (false, true) => Support(id),
            _ => null,
        };
}

/// <summary>A fault in a form, for the summary above it.</summary>
/// <param name="FieldId">The id of the control, or of the group's fieldset.</param>
/// <param name="Address">Where the field stands; on the page itself when null.</param>
public sealed record FormFault(string FieldId, string Message, string? Address = null);
