using System.Text.RegularExpressions;

namespace ReviewPortal.House;

/// <summary>Rules that are kept by reading the source itself.</summary>
public sealed partial class TheSource
{
    /// <summary>Longer than a file should be, each for a reason.</summary>
    static readonly Dictionary<string, string> Long = new()
    {
        ["src/ReviewPortal.Domain/Applications/Application.cs"] = "one aggregate, one method for each row of the table of moves",
        ["src/ReviewPortal/Documents/WarmBrowser.cs"] = "the life of one process, from start to clean-up",
    };

    /// <summary>Speaks to the database past the model's queries, each for a reason.</summary>
    static readonly Dictionary<string, string> OwnCommands = new()
    {
        ["src/ReviewPortal/Data/Seed/BulkInsert.cs"] = "a plain INSERT with the model's own columns, twenty million times",
        ["src/ReviewPortal/Data/Providers.cs"] = "lets one database count its rows after such inserts; the file that may name it",
    };

    /// <summary>Japanese that is no text of a screen, each for a reason.</summary>
    static readonly Dictionary<string, string> Japanese = new()
    {
        ["src/ReviewPortal/Documents/"] = "letters and reports are Japanese documents",
        ["src/ReviewPortal/Data/Seed/"] = "the register and the demonstration are Japanese data",
        ["src/ReviewPortal/Mail/MailKinds.cs"] = "invented names in the samples of mails",
        ["src/ReviewPortal/ReviewSettings.cs"] = "who sends a letter, by default; part of a Japanese document",
        ["src/ReviewPortal/Words.cs"] = "the language's own name for itself",
    };

    [Fact]
    public void Names_a_database_in_one_file_only() =>
        Assert.Equal(["src/ReviewPortal/Data/Providers.cs"], FilesWith(DatabaseName(), ".cs", ".razor"));

    [Fact]
    public void Writes_no_query_that_only_one_database_understands() =>
        Assert.Equal(OwnCommands.Keys.Order(StringComparer.Ordinal), FilesWith(RawQuery(), ".cs", ".razor").Order(StringComparer.Ordinal));

    [Fact]
    public void Of_a_page_asks_no_database() => Assert.Empty(FilesWith(EntityFramework(), ".razor"));

    [Fact]
    public void Takes_the_time_from_the_clock_that_it_is_given() => Assert.Empty(FilesWith(OwnClock(), ".cs", ".razor"));

    [Fact]
    public void Of_the_program_is_a_table_of_contents() => Assert.InRange(Lines("src/ReviewPortal/Program.cs"), 1, 80);

    [Fact]
    public void Is_short_enough_to_be_read_in_one_go()
    {
        var tooLong = Files(".cs", ".razor").Where(file => Lines(file.Path) > 300).Select(file => file.Path);

        Assert.Equal(Long.Keys.Order(StringComparer.Ordinal), tooLong.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Has_every_text_of_a_screen_in_the_resources()
    {
        var texts =
            from file in Source.OfThePortal(".cs", ".razor")
            where !Japanese.Keys.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
            from line in Comment().Replace(file.Text, comment => new string('\n', comment.Value.Count(c => c == '\n'))).Split('\n').Index()
            where JapaneseLetter().IsMatch(line.Item)
            select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}";

        Assert.Empty(texts);
    }

    [Fact]
    public void Puts_no_Japanese_punctuation_between_texts_of_a_screen()
    {
        string[] exempt =
        [
            .. Japanese.Keys,
            "src/ReviewPortal/Data/OfficialLetters.cs", // The addressee of a letter.
            "src/ReviewPortal/Features/Applying/PlanSheets.cs", // Reads what people type into a sheet.
            "src/ReviewPortal/Features/Messages/MessageService.cs", // Names in the detail of a refusal.
        ];
        var texts =
            from file in Source.OfThePortal(".cs", ".razor")
            where !exempt.Any(place => file.Path.StartsWith(place, StringComparison.Ordinal))
            from line in Comment().Replace(file.Text, "").Split('\n')
            where JapanesePunctuation().IsMatch(line)
            select $"{file.Path}: {line.Trim()}";

        Assert.Empty(texts);
    }

    [Fact]
    public void Of_every_test_that_prints_a_document_has_the_name_by_which_it_is_run()
    {
        // "dotnet dev.cs docs" runs the tests whose names end so.
        var printing = Directory
            .EnumerateFiles(Path.Combine(Source.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Select(File.ReadAllText)
            .SelectMany(text => Printing().Matches(text))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.True(printing.Count >= 4);
        Assert.All(printing, method => Assert.EndsWith("_printed_in_the_documents", method, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_found_by_these_tests()
    {
        Assert.Matches(OwnClock(), "var now = DateTime.UtcNow;");
        Assert.Matches(DatabaseName(), "using Microsoft.Data.Sqlite;");
        Assert.Matches(RawQuery(), "db.Events.FromSqlRaw(text)");
        Assert.Equal("var a = \"字\"; ", Comment().Replace("var a = \"字\"; // 説明", ""));
        Assert.True(Files(".cs").Count() > 100);
    }

    static IEnumerable<(string Path, string Text)> Files(params string[] endings) =>
        Source
            .OfThePortal(endings)
            .Concat(
                Directory
                    .EnumerateFiles(Path.Combine(Source.Root, "src", "ReviewPortal.Domain"), "*.cs", SearchOption.AllDirectories)
                    .Select(path => (Path: Path.GetRelativePath(Source.Root, path), Text: File.ReadAllText(path)))
                    .Where(file => endings.Contains(".cs") && !file.Path.Split('/', '\\').Any(part => part is "bin" or "obj"))
            )
            .Select(file => (file.Path.Replace('\\', '/'), file.Text));

    static IEnumerable<string> FilesWith(Regex what, params string[] endings) =>
        Files(endings).Where(file => what.IsMatch(Comment().Replace(file.Text, ""))).Select(file => file.Path);

    static int Lines(string path) => File.ReadLines(Path.Combine(Source.Root, path)).Count();

    [GeneratedRegex(@"Microsoft\.Data\.Sql|EntityFrameworkCore\.Sql|\bUseSql(ite|Server)\b|\bSqlite\w+|\bSqlServer\w+|\bNpgsql")]
    private static partial Regex DatabaseName();

    [GeneratedRegex(@"\b(FromSql|ExecuteSql|SqlQuery)\w*\(|\.Database\.Get(Db)?Connection")]
    private static partial Regex RawQuery();

    [GeneratedRegex(@"Microsoft\.EntityFrameworkCore|\bPortalDb\b|IDbContextFactory")]
    private static partial Regex EntityFramework();

    // The method in which the call stands: the last one that begins before it.
    [GeneratedRegex(
        @"public (?:async Task|void) (\w+)\((?:(?!public (?:async Task|void) ).)*?Docs\.MustMatch\(""",
        RegexOptions.Singleline
    )]
    private static partial Regex Printing();

    [GeneratedRegex(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b")]
    private static partial Regex OwnClock();

    // A // inside of a text is an address and stands behind a colon.
    [GeneratedRegex(@"(?<!:)//.*?$|/\*.*?\*/|@\*.*?\*@|<!--.*?-->", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Comment();

    // But for the mark before an error, which is a picture.
    [GeneratedRegex("[\u3000-\u303F\uFF08\uFF09\uFF0C\uFF0E\uFF1A\uFF1B]")]
    private static partial Regex JapanesePunctuation();

    [GeneratedRegex(@"[\u3041-\u30FF\u3400-\u9FFF]")]
    private static partial Regex JapaneseLetter();
}
