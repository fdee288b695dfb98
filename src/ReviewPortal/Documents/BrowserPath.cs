namespace ReviewPortal.Documents;

/// <summary>Where the browser is that prints: the setting, or the names and places in which a Chromium is usually found.</summary>
public static class BrowserPath
{
    /// <summary>The headless shell first: it prints three times as fast as a whole browser, in half the memory.</summary>
    static readonly string[] Names =
    [
        "chromium-headless-shell",
        "chrome-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
        "microsoft-edge",
        "microsoft-edge-stable",
        "msedge",
    ];

    const string Advice =
        "Install one (Debian and Ubuntu: \"apt-get install chromium-headless-shell\"; Windows: Microsoft Edge or Google Chrome) "
        + "or give the path of its program in the setting Pdf:Browser.";

    /// <param name="setting">The setting <c>Pdf:Browser</c>.</param>
    /// <param name="searchPath">Folders as in the variable PATH.</param>
    /// <exception cref="PdfUnavailable">None found, or the setting names none.</exception>
    public static string Find(string? setting, string? searchPath)
    {
        if (!string.IsNullOrWhiteSpace(setting))
        {
            return File.Exists(setting)
                ? setting
                : throw new PdfUnavailable(
                    $"PDFs cannot be printed: the setting Pdf:Browser names {setting}, and there is no such file. {Advice}"
                );
        }

        var onPath =
            from name in Names
            from folder in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            select Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);
        return onPath.Concat(UsualPlaces()).FirstOrDefault(File.Exists)
            ?? throw new PdfUnavailable($"PDFs cannot be printed: no Chromium, Chrome or Edge was found on this machine. {Advice}");
    }

    static IEnumerable<string> UsualPlaces()
    {
        if (OperatingSystem.IsMacOS())
        {
            return
            [
                "/Applications/Chromium.app/Contents/MacOS/Chromium",
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
            ];
        }

        if (!OperatingSystem.IsWindows())
        {
            return [];
        }

        string[] roots =
        [
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles),
            Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86),
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData),
        ];
        string[] programs =
        [
            @"Chromium\Application\chrome.exe",
            @"Google\Chrome\Application\chrome.exe",
            @"Microsoft\Edge\Application\msedge.exe",
        ];
        return from program in programs from root in roots where root.Length > 0 select Path.Combine(root, program);
    }
}
