using System.Resources;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MudBlazor;
using ReviewPortal.Domain;
using ReviewPortal.Domain.Applications;
using ReviewPortal.Domain.People;
using ReviewPortal.Shell.Plans;

namespace ReviewPortal.Shell;

public sealed partial class TheWords : PortalTest
{
    static readonly Dictionary<string, string> Japanese = Read("Words.resx");
    static readonly Dictionary<string, string> English = Read("Words.en.resx");

    [Fact]
    public void Have_the_same_keys_in_both_languages() => Assert.Equal(Japanese.Keys.Order(), English.Keys.Order());

    [Fact]
    public void Are_never_empty() =>
        Assert.All(Japanese.Concat(English), word => Assert.False(string.IsNullOrWhiteSpace(word.Value), word.Key));

    [Fact]
    public void Are_written_with_English_punctuation_in_English() =>
        Assert.All(English, word => Assert.False(FullWidth().IsMatch(word.Value), $"{word.Key}: {word.Value}"));

    [Theory]
    [InlineData("営業日")]
    [InlineData("{0}月以内")]
    public void Call_a_thing_by_one_name(string other) =>
        Assert.All(Japanese, word => Assert.False(word.Value.Contains(other, StringComparison.Ordinal), $"{word.Key}: {word.Value}"));

    [Fact]
    public void Tell_an_inquiry_to_the_applicant_from_a_request_to_ministries_or_experts()
    {
        string[] acts = ["action.Inquire", "inquiry.ask", "action.RequestOpinion", "opinion.send", "action.InviteExpert", "expert.invite"];

        Assert.Equal(acts.Length, acts.Select(key => Japanese[key]).Distinct().Count());
        Assert.All(acts.Take(2), key => Assert.Contains("申請者", Japanese[key], StringComparison.Ordinal));
        Assert.All(acts.Skip(2), key => Assert.Contains("意見", Japanese[key], StringComparison.Ordinal));
    }

    [Fact]
    public void Have_the_same_placeholders_in_both_languages() =>
        Assert.All(Japanese, word => Assert.Equal(Placeholders(word.Value), Placeholders(English[word.Key])));

    [Fact]
    public void Are_there_for_every_key_that_the_source_names()
    {
        var missing =
            from file in Source.OfThePortal(".razor", ".cs")
            from Match use in WordsIndexer().Matches(file.Text)
            from Match literal in Literal().Matches(use.Groups[1].Value)
            let key = literal.Groups[1].Value
            where !Japanese.ContainsKey(key)
            select $"{file.Path}: {key}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Are_all_used()
    {
        var source = string.Concat(Source.OfThePortal(".razor", ".cs").Select(file => file.Text));
        // A key that is put together when it is used, $"event.{what}", stands for all that begin so; an enumeration's carry its name.
        string[] families = [.. Family().Matches(source).Select(match => match.Groups[1].Value)];

        var unused =
            from key in Japanese.Keys
            where !char.IsUpper(key[0]) && !source.Contains($"\"{key}\"", StringComparison.Ordinal)
            where !families.Any(family => key.StartsWith(family, StringComparison.Ordinal))
            select key;

        Assert.Equal("", string.Join(", ", unused));
    }

    [Fact]
    public void Say_of_a_resubmission_what_was_changed_or_that_nothing_was()
    {
        Assert.Contains("変更1件", Words.Event(new ApplicationResubmitted(2, "digest", ["service.url"])), StringComparison.Ordinal);
        Assert.Contains("変更なし", Words.Event(new ApplicationResubmitted(2, "digest", [])), StringComparison.Ordinal);
    }

    [Fact]
    public void Name_every_role_and_ministry()
    {
        Assert.All(Enum.GetValues<Role>(), role => Assert.DoesNotContain("⟦", Words.Of(role)));
        Assert.All(Enum.GetValues<Ministry>(), ministry => Assert.DoesNotContain("⟦", Words.Of(ministry)));
    }

    [Fact]
    public void Follow_the_language_of_the_request()
    {
        Assert.Equal("サインイン", Words["shell.sign-in"]);
        Speak("en-GB");
        Assert.Equal("Sign in", Words["shell.sign-in"]);
    }

    [Fact]
    public void Show_a_missing_key_as_one() => Assert.Equal("⟦no.such-key⟧", Words["no.such-key"]);

    [Fact]
    public void Give_instants_in_Japanese_time() =>
        Assert.Equal("2026/03/06 00:03", Words.Moment(new(2026, 3, 5, 15, 3, 0, DateTimeKind.Utc)));

    [Fact]
    public void Put_a_refusal_into_a_sentence_and_name_an_unknown_one()
    {
        Assert.StartsWith("サインインの有効期限", Words.For(new RuleBroken("signed-out")));
        Assert.Contains("no-such-rule", Words.For(new RuleBroken("no-such-rule")));
    }

    [Fact]
    public void Say_who_was_first()
    {
        var text = Words.For(new Stale("佐藤 美咲", new(2026, 3, 5, 5, 3, 0, DateTimeKind.Utc), "Something"));

        Assert.Contains("佐藤 美咲さんが2026/03/05 14:03に", text);
    }

    [Fact]
    public void Replace_every_text_of_MudBlazor()
    {
        var assembly = typeof(MudTheme).Assembly;
        using var resource = assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources");
        using var reader = new ResourceReader(resource!);
        string[] keys = [.. reader.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];
        var words = new MudWords();

        Assert.True(keys.Length > 100);
        Assert.All(keys, key => Assert.False(words[key].ResourceNotFound, key));
        Assert.Equal(keys.Order(StringComparer.Ordinal), Read("Shell/MudWords.resx").Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Leave_MudBlazor_its_own_English()
    {
        Speak("en-GB");
        Assert.True(new MudWords()["MudDialog_Close"].ResourceNotFound);
    }

    static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct().Order();

    static Dictionary<string, string> Read(string file) =>
        XDocument
            .Load(Path.Combine(Source.Root, "src", "ReviewPortal", file))
            .Descendants("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [GeneratedRegex(@"\b[Ww]ords\[([^\]]*)\]")]
    private static partial Regex WordsIndexer();

    [GeneratedRegex("\"([a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)+)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("\\$\"([a-z][a-z0-9.-]*\\.)\\{")]
    private static partial Regex Family();

    [GeneratedRegex("[\u3000-\u303F\u30FB\uFF01-\uFF5E]")]
    private static partial Regex FullWidth();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();
}
