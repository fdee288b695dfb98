using System.Globalization;
using ReviewPortal.Domain.Applications;

namespace ReviewPortal.Features.Applying;

/// <summary>The terms of use that the program brings along: one pair of texts for each wording, <c>Terms/ID.ja.txt</c> and <c>Terms/ID.en.txt</c>.</summary>
public static class ShippedTerms
{
    const string Folder = "Terms/";
    const string Japanese = ".ja.txt";

    /// <summary>Every wording. The first line of the Japanese text says from when it is in force and whether it is confirmed.</summary>
    public static TermsOfUse All { get; } =
        new(
            typeof(ShippedTerms)
                .Assembly.GetManifestResourceNames()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Japanese, StringComparison.Ordinal))
                .Select(name => Read(name[Folder.Length..^Japanese.Length]))
        );

    static Terms Read(string id)
    {
        var ja = Text($"{Folder}{id}{Japanese}").Split('\n', 2);
        var head = ja[0].Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            id,
            DateOnly.ParseExact(head[0], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            ja[1].Trim(),
            Text($"{Folder}{id}.en.txt").Trim(),
            head[1] == "confirmed"
        );
    }

    static string Text(string name)
    {
        using StreamReader reader = new(typeof(ShippedTerms).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
