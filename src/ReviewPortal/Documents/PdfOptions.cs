namespace ReviewPortal.Documents;

/// <summary>Settings under <c>Pdf</c>.</summary>
public sealed class PdfOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Pdf";

    /// <summary>Path of the browser that prints; when it is empty, the usual names and places are tried.</summary>
    public string? Browser { get; set; }

    /// <summary>How many documents are printed at once, at least 1; more wait for their turn.</summary>
    public int AtOnce { get; set; } = 2;

    /// <summary>Seconds that one document may take once it is its turn, at least 1.</summary>
    public int TimeLimitSeconds { get; set; } = 30;
}
