using System.Runtime.CompilerServices;

namespace ReviewPortal;

/// <summary>The source itself, for tests that read it.</summary>
public static class Source
{
    /// <summary>The repository's root, found from this file's own place.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Every file of the portal that people write, with its text.</summary>
    /// <param name="endings">e.g. <c>.cs</c></param>
    public static IEnumerable<(string Path, string Text)> OfThePortal(params string[] endings) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, "src", "ReviewPortal"), "*", SearchOption.AllDirectories)
            .Where(path => endings.Any(ending => path.EndsWith(ending, StringComparison.Ordinal)))
            .Where(path => !Path.GetRelativePath(Root, path).Split('/').Any(part => part is "bin" or "obj" or "Migrations"))
            .Select(path => (Path.GetRelativePath(Root, path), File.ReadAllText(path)));

    static string ThisFile([CallerFilePath] string path = "") => path;
}
