using System.Text.RegularExpressions;

namespace ReviewPortal.House;

/// <summary>A browser says nothing of a style sheet that is torn; it leaves out what it cannot read.</summary>
public sealed partial class TheStyles
{
    public static TheoryData<string> Sheets =>
        [.. Directory.EnumerateFiles(Folder, "*.css", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folder, path))];

    static string Folder => Path.Combine(Source.Root, "src", "ReviewPortal", "wwwroot");

    [Theory]
    [MemberData(nameof(Sheets))]
    public void Have_every_rule_closed_and_none_inside_another(string sheet) =>
        Assert.Empty(Faults(File.ReadAllText(Path.Combine(Folder, sheet))));

    [Theory]
    [InlineData(".a { color: red; }\n@media print {\n  .a {\n    color: blue;\n  }\n}", 0)]
    [InlineData(".a {\n.b {\n  color: red;\n}", 2)]
    [InlineData(".a { color: red; }\n}", 1)]
    public void Are_looked_at_by_what_finds_such_faults(string sheet, int faults) => Assert.Equal(faults, Faults(sheet).Count);

    static List<string> Faults(string sheet)
    {
        List<string> faults = [];
        Stack<(int Line, bool IsGroup)> open = [];
        var text = Comment().Replace(sheet, comment => new('\n', comment.Value.Count(c => c == '\n')));
        var (line, start) = (1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    line++;
                    break;
                case ';':
                    start = i + 1;
                    break;
                case '{':
                    if (open.TryPeek(out var outer) && !outer.IsGroup)
                    {
                        faults.Add($"line {line}: a rule inside the one of line {outer.Line}");
                    }

                    open.Push((line, text[start..i].TrimStart().StartsWith('@')));
                    start = i + 1;
                    break;
                case '}':
                    if (!open.TryPop(out _))
                    {
                        faults.Add($"line {line}: closes nothing");
                    }

                    start = i + 1;
                    break;
            }
        }

        return [.. faults, .. open.Select(left => $"line {left.Line}: is never closed")];
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
