using System.Globalization;
using System.Net;

namespace ReviewPortal;

/// <summary>The section <c>Files</c> of the settings.</summary>
public sealed class FileSettings
{
    public const string Section = "Files";

    /// <summary>Where clamd listens: <c>unix:/run/clamav/clamd.ctl</c> or <c>host:port</c>. Empty: nothing is scanned.</summary>
    public string Clamd { get; set; } = "";

    /// <summary>The longest time in seconds that the scanner may take for one file.</summary>
    public int ScanSeconds { get; set; } = 120;

    /// <summary>Where nothing is scanned: people may have a file after a warning, which is recorded.</summary>
    public bool AllowUnscanned { get; set; }

    public bool IsScanning => Clamd.Length > 0;

    /// <exception cref="SettingsFault">The address of the scanner is none.</exception>
    public void Check()
    {
        if (IsScanning && !Clamd.StartsWith("unix:/", StringComparison.Ordinal) && Host() is null)
        {
            throw new SettingsFault($"The setting Files:Clamd is '{Clamd}'; it can be unix:/path/of/the/socket or host:port.");
        }

        if (ScanSeconds is < 1 or > 3600)
        {
            throw new SettingsFault($"The setting Files:ScanSeconds is {ScanSeconds}; it can be from 1 to 3600.");
        }
    }

    /// <summary>Host and port; null when the setting names none.</summary>
    public DnsEndPoint? Host() =>
        Clamd.LastIndexOf(':') is var colon and > 0
        && int.TryParse(Clamd.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        && port is > 0 and <= 65535
            ? new(Clamd[..colon].Trim('[', ']'), port)
            : null;
}
