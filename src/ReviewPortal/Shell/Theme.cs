using MudBlazor;

namespace ReviewPortal.Shell;

/// <summary>
/// The look of MudBlazor's components, made from the colour and type steps of the Digital Agency's design system
/// (see THIRD-PARTY-NOTICES.md). Text has at least 4.5 : 1 against its ground, controls 3 : 1; a test computes it anew.
/// </summary>
public static class Theme
{
    static readonly string[] Fonts =
    [
        "Noto Sans JP Variable",
        "Noto Sans JP",
        "BIZ UDPGothic",
        "Hiragino Sans",
        "Yu Gothic UI",
        "Meiryo",
        "sans-serif",
    ];

    public static PaletteLight Light { get; } =
        new()
        {
            Primary = "#0017c1",
            PrimaryContrastText = "#ffffff",
            PrimaryDarken = "#00118f",
            PrimaryLighten = "#3460fb",
            Secondary = "#4d4d4d",
            SecondaryContrastText = "#ffffff",
            Tertiary = "#006173",
            TertiaryContrastText = "#ffffff",
            Info = "#0055ad",
            InfoContrastText = "#ffffff",
            Success = "#197a4b",
            SuccessDarken = "#115a36",
            SuccessContrastText = "#ffffff",
            Warning = "#ac3e00",
            WarningDarken = "#8b3200",
            WarningContrastText = "#ffffff",
            Error = "#ce0000",
            ErrorDarken = "#a90000",
            ErrorContrastText = "#ffffff",
            Dark = "#1a1a1a",
            DarkContrastText = "#ffffff",
            TextPrimary = "#333333",
            TextSecondary = "#666666",
            TextDisabled = "#767676",
            ActionDefault = "#4d4d4d",
            ActionDisabled = "#767676",
            ActionDisabledBackground = "#e6e6e6",
            Background = "#ffffff",
            BackgroundGray = "#f2f2f2",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1a1a1a",
            DrawerBackground = "#ffffff",
            DrawerText = "#333333",
            DrawerIcon = "#4d4d4d",
            LinesInputs = "#666666",
            LinesDefault = "#b3b3b3",
            Divider = "#b3b3b3",
            DividerLight = "#cccccc",
            TableLines = "#949494",
            TableStriped = "#f2f2f2",
            TableHover = "#e8f1fe",
            HoverOpacity = 0.06,
        };

    public static PaletteDark Dark { get; } =
        new()
        {
            Primary = "#9db7f9",
            PrimaryContrastText = "#000060",
            PrimaryDarken = "#c5d7fb",
            PrimaryLighten = "#7096f8",
            Secondary = "#cccccc",
            SecondaryContrastText = "#1a1a1a",
            Tertiary = "#79e2f2",
            TertiaryContrastText = "#003741",
            Info = "#97d3ff",
            InfoContrastText = "#00234b",
            Success = "#71c598",
            SuccessDarken = "#9bd4b5",
            SuccessContrastText = "#032213",
            Warning = "#ffa66d",
            WarningDarken = "#ffc199",
            WarningContrastText = "#541e00",
            Error = "#ff9696",
            ErrorDarken = "#ffbbbb",
            ErrorContrastText = "#620000",
            Dark = "#e6e6e6",
            DarkContrastText = "#1a1a1a",
            TextPrimary = "#f2f2f2",
            TextSecondary = "#cccccc",
            TextDisabled = "#999999",
            ActionDefault = "#cccccc",
            ActionDisabled = "#999999",
            ActionDisabledBackground = "#4d4d4d",
            Background = "#1a1a1a",
            BackgroundGray = "#000000",
            Surface = "#262626",
            AppbarBackground = "#1a1a1a",
            AppbarText = "#f2f2f2",
            DrawerBackground = "#1a1a1a",
            DrawerText = "#f2f2f2",
            DrawerIcon = "#cccccc",
            LinesInputs = "#999999",
            LinesDefault = "#666666",
            Divider = "#666666",
            DividerLight = "#4d4d4d",
            TableLines = "#666666",
            TableStriped = "#333333",
            TableHover = "#00118f",
            HoverOpacity = 0.10,
        };

    public static MudTheme Portal { get; } =
        new()
        {
            PaletteLight = Light,
            PaletteDark = Dark,
            LayoutProperties = new()
            {
                DefaultBorderRadius = "8px",
                DrawerWidthLeft = "272px",
                AppbarHeight = "64px",
            },
            Shadows = new() { Elevation = Elevations() },
            Typography = new()
            {
                Default = Text<DefaultTypography>("1rem", "400", "1.7", ".02em"),
                H1 = Text<H1Typography>("2rem", "700", "1.5", ".01em"),
                H2 = Text<H2Typography>("1.75rem", "700", "1.5", ".01em"),
                H3 = Text<H3Typography>("1.5rem", "700", "1.5", ".02em"),
                H4 = Text<H4Typography>("1.25rem", "700", "1.5", ".02em"),
                H5 = Text<H5Typography>("1.125rem", "700", "1.6", ".02em"),
                H6 = Text<H6Typography>("1rem", "700", "1.7", ".02em"),
                Subtitle1 = Text<Subtitle1Typography>("1rem", "400", "1.7", ".02em"),
                Subtitle2 = Text<Subtitle2Typography>("1rem", "700", "1.7", ".02em"),
                Body1 = Text<Body1Typography>("1rem", "400", "1.7", ".02em"),
                Body2 = Text<Body2Typography>("1rem", "400", "1.7", ".02em"),
                Button = Text<ButtonTypography>("1rem", "700", "1.5", ".02em"),
                Caption = Text<CaptionTypography>(".875rem", "400", "1.5", ".02em"),
                Overline = Text<OverlineTypography>(".875rem", "700", "1.5", ".02em"),
            },
        };

    static T Text<T>(string size, string weight, string line, string spacing)
        where T : BaseTypography, new() =>
        new()
        {
            FontFamily = Fonts,
            FontSize = size,
            FontWeight = weight,
            LineHeight = line,
            LetterSpacing = spacing,
            TextTransform = "none",
        };

    // Eight steps; MudBlazor asks for 26 and gets the last one for the rest.
    static string[] Elevations()
    {
        string[] steps =
        [
            "none",
            "0 2px 8px 1px rgb(0 0 0 / .1), 0 1px 5px 0 rgb(0 0 0 / .3)",
            "0 2px 12px 2px rgb(0 0 0 / .1), 0 1px 6px 0 rgb(0 0 0 / .3)",
            "0 4px 16px 3px rgb(0 0 0 / .1), 0 1px 6px 0 rgb(0 0 0 / .3)",
            "0 6px 20px 4px rgb(0 0 0 / .1), 0 2px 6px 0 rgb(0 0 0 / .3)",
            "0 8px 24px 5px rgb(0 0 0 / .1), 0 2px 10px 0 rgb(0 0 0 / .3)",
            "0 10px 30px 6px rgb(0 0 0 / .1), 0 3px 12px 0 rgb(0 0 0 / .3)",
            "0 12px 36px 7px rgb(0 0 0 / .1), 0 3px 14px 0 rgb(0 0 0 / .3)",
            "0 14px 40px 7px rgb(0 0 0 / .1), 0 3px 16px 0 rgb(0 0 0 / .3)",
        ];
        return [.. Enumerable.Range(0, 26).Select(i => steps[Math.Min(i, steps.Length - 1)])];
    }
}
