using System.Text.RegularExpressions;

namespace ReviewPortal.Domain.Documents;

/// <summary>
/// A text with variables in braces, e.g. <c>{受付番号}</c>. Any other brace, and every percent sign, is a letter like others; a brace that is
/// doubled before and after a name leaves the name as it is.
/// </summary>
public static partial class TemplateText
{
    /// <summary>Every variable of the text, each once, in their order.</summary>
    public static IReadOnlyList<string> Variables(string text) =>
        [.. Variable().Matches(text).Where(match => !IsDoubled(match)).Select(match => match.Groups["name"].Value).Distinct()];

    /// <summary>The variables that are not known, in their order.</summary>
    public static IReadOnlyList<string> Unknown(string text, IReadOnlyCollection<string> known) =>
        [.. Variables(text).Where(name => !known.Contains(name))];

    /// <summary>The lines in which a brace belongs to no variable, e.g. one that was not closed; in their order.</summary>
    public static IReadOnlyList<string> StrayBraces(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Where(line => Variable().Replace(line, "").AsSpan().ContainsAny('{', '}')),
        ];

    /// <summary>The text with its variables filled. One without a value is left as it stands: it is seen, and not passed over.</summary>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Variable()
            .Replace(
                text,
                match =>
                    IsDoubled(match)
                        ? $"{{{match.Groups["name"].Value}}}"
                        : values.GetValueOrDefault(match.Groups["name"].Value, match.Value)
            );

    static bool IsDoubled(Match match) => match.Value.StartsWith("{{", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{(?<name>[\p{L}\p{Nd}_]+)\}\}|\{(?<name>[\p{L}_][\p{L}\p{Nd}_]*)\}")]
    private static partial Regex Variable();
}
