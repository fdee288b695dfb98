using System.Globalization;
using ReviewPortal.Domain.Files;

namespace ReviewPortal.Shell.Files;

/// <summary>Files in words.</summary>
public static class FileWords
{
    /// <summary>As 1.4 MB or 12 KB.</summary>
    public static string Size(long bytes) =>
        bytes >= 1024 * 1024
            ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d / 1024d:0.#} MB")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB");

    public static Tone Of(ScanState state) =>
        state switch
        {
            ScanState.Clean => Tone.Green,
            ScanState.Found => Tone.Red,
            ScanState.Failed => Tone.Orange,
            ScanState.Waiting => Tone.LightBlue,
            _ => Tone.Neutral,
        };
}
