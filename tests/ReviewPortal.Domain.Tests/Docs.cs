using System.Runtime.CompilerServices;

namespace ReviewPortal;

/// <summary>Documents that are printed from the code. A stale one fails; <c>dotnet dev.cs docs</c> prints them anew.</summary>
public static class Docs
{
    /// <summary>The repository's root, found from this file's own place.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    /// <summary>Compares the text with <c>docs/generated/NAME</c>, or writes it there when <c>PORTAL_WRITE_DOCS</c> is set.</summary>
    public static void MustMatch(string name, string text)
    {
        var path = Path.Combine(Root, "docs", "generated", name);
        text = text.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("PORTAL_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"docs/generated/{name} is missing. Run: dotnet dev.cs docs");
        Assert.True(
            File.ReadAllText(path).ReplaceLineEndings("\n") == text,
            $"docs/generated/{name} no longer says what the code says. Run: dotnet dev.cs docs"
        );
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}
