using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;

namespace ReviewPortal.Shell;

public sealed partial class TheColours
{
    const double Text = 4.5;
    const double Control = 3;

    static readonly string Css = File.ReadAllText(Path.Combine(Source.Root, "src", "ReviewPortal", "wwwroot", "portal.css"));

    public static TheoryData<string> Grounds => ["light", "dark"];

    static Palette Of(string ground) => ground == "light" ? Theme.Light : Theme.Dark;

    [Theory, MemberData(nameof(Grounds))]
    public void Let_text_be_read_on_page_and_surface(string ground)
    {
        var palette = Of(ground);
        MudColor[] texts =
        [
            palette.TextPrimary,
            palette.TextSecondary,
            palette.TextDisabled,
            palette.Primary,
            palette.Secondary,
            palette.Tertiary,
            palette.Info,
            palette.Success,
            palette.Warning,
            palette.Error,
            palette.ActionDefault,
            palette.ActionDisabled,
        ];

        Assert.All(texts, text => Assert.True(Contrast.Between(text, palette.Background) >= Text, text.Value));
        Assert.All(texts, text => Assert.True(Contrast.Between(text, palette.Surface) >= Text, text.Value));
    }

    [Theory, MemberData(nameof(Grounds))]
    public void Let_text_be_read_on_filled_parts(string ground)
    {
        var palette = Of(ground);
        (MudColor Text, MudColor Ground)[] pairs =
        [
            (palette.PrimaryContrastText, palette.Primary),
            (palette.PrimaryContrastText, new(palette.PrimaryDarken)),
            (palette.SecondaryContrastText, palette.Secondary),
            (palette.TertiaryContrastText, palette.Tertiary),
            (palette.InfoContrastText, palette.Info),
            (palette.SuccessContrastText, palette.Success),
            (palette.WarningContrastText, palette.Warning),
            (palette.ErrorContrastText, palette.Error),
            (palette.DarkContrastText, palette.Dark),
            (palette.AppbarText, palette.AppbarBackground),
            (palette.DrawerText, palette.DrawerBackground),
            (palette.TextPrimary, palette.TableStriped),
            (palette.TextPrimary, palette.TableHover),
        ];

        Assert.All(
            pairs,
            pair => Assert.True(Contrast.Between(pair.Text, pair.Ground) >= Text, $"{pair.Text.Value} on {pair.Ground.Value}")
        );
    }

    [Theory, MemberData(nameof(Grounds))]
    public void Let_the_edge_of_a_control_be_seen(string ground) =>
        Assert.True(Contrast.Between(Of(ground).LinesInputs, Of(ground).Surface) >= Control);

    [Theory, MemberData(nameof(Grounds))]
    public void Let_every_chip_be_read_and_none_glare(string ground)
    {
        foreach (var tone in Enum.GetValues<Tone>())
        {
            var rules = Regex.Matches(Css, $@"\.chip-{tone.ToString().ToLowerInvariant()} \{{(?<body>[^}}]*)\}}");
            var rule = rules[ground == "light" ? 0 : 1].Groups["body"].Value;
            var below = new MudColor(Regex.Match(rule, "background: (#[0-9a-f]{6})").Groups[1].Value);
            var text = new MudColor(Regex.Match(rule, @"(?<![-\w])color: (#[0-9a-f]{6})").Groups[1].Value);

            Assert.True(Contrast.Between(text, below) >= Text, tone.ToString());
            Assert.True(tone == Tone.Overdue || Contrast.Between(below, Of(ground).Background) < Control, $"{tone} glares");
        }
    }

    [Theory, MemberData(nameof(Grounds))]
    public void Are_the_same_on_public_pages_as_on_work_pages(string ground)
    {
        var variables = Variables(ground);
        var palette = Of(ground);

        Assert.Equal(palette.Primary, new MudColor(variables["key"]));
        Assert.Equal(palette.TextPrimary, new MudColor(variables["text"]));
        Assert.Equal(palette.TextSecondary, new MudColor(variables["text-soft"]));
        Assert.Equal(palette.Background, new MudColor(variables["ground"]));
        Assert.Equal(palette.Surface, new MudColor(variables["surface"]));
        Assert.Equal(palette.LinesInputs, new MudColor(variables["line-control"]));
        Assert.Equal(palette.Error, new MudColor(variables["error"]));
        Assert.Equal(palette.Warning, new MudColor(variables["warning"]));
        Assert.Equal(palette.Success, new MudColor(variables["success"]));
    }

    [Theory, MemberData(nameof(Grounds))]
    public void Let_links_and_the_soft_text_be_read_on_every_ground_of_public_pages(string ground)
    {
        var variables = Variables(ground);
        string[] texts = ["text", "text-strong", "text-soft", "key", "link", "link-hover", "link-visited", "error", "success", "warning"];
        string[] grounds = ["ground", "ground-soft", "surface", "hero"];

        Assert.All(
            from text in texts
            from below in grounds
            select (text, below),
            pair =>
                Assert.True(Contrast.Between(new(variables[pair.text]), new(variables[pair.below])) >= Text, $"{pair.text} on {pair.below}")
        );
        Assert.True(Contrast.Between(new(variables["on-key"]), new(variables["key"])) >= Text);
        Assert.True(Contrast.Between(new(variables["focus-outer"]), new(variables["ground"])) >= Control);
    }

    static Dictionary<string, string> Variables(string ground)
    {
        var roots = Root().Matches(Css).Select(match => match.Groups[1].Value).ToArray();
        var found = new Dictionary<string, string>();
        foreach (var root in ground == "light" ? roots[..1] : roots)
        {
            foreach (Match variable in Variable().Matches(root))
            {
                found[variable.Groups[1].Value] = variable.Groups[2].Value;
            }
        }

        return found;
    }

    [GeneratedRegex(@":root \{([^}]*)\}")]
    private static partial Regex Root();

    [GeneratedRegex("--([a-z0-9-]+): (#[0-9a-f]{6});")]
    private static partial Regex Variable();
}
