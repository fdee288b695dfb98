namespace ReviewPortal.Data;

/// <summary>A letter as it was printed for the first time: whoever asks for it again gets the same bytes.</summary>
public sealed class LetterFile
{
    public Guid Letter { get; init; }
    public byte[] Content { get; init; } = [];

    /// <summary>SHA-256 of the file, hexadecimal.</summary>
    public string Sha256 { get; init; } = "";
    public DateTime PrintedAt { get; init; }
}
