using MudBlazor;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>
/// Every colour of the market: field green for action, harvest amber for subsidies and campaigns, clay red only for what
/// spoils today; warm paper in the light, deep soil in the dark. Style sheets use the variables made from it.
/// </summary>
public static class MarketTheme
{
    public const string Green = "#2F7D4F";

    private static readonly string[] Faces =
    [
        "PingFang SC",
        "HarmonyOS Sans SC",
        "Microsoft YaHei",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "system-ui",
        "sans-serif",
    ];

    private static readonly PaletteLight Light = new()
    {
        Primary = Green,
        PrimaryDarken = "#23613C",
        PrimaryLighten = "#E3F0E6",
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#9A5B00",
        SecondaryLighten = "#FBEBCB",
        SecondaryContrastText = "#FFFFFF",
        Tertiary = "#C77B14",
        Error = "#B23A22",
        ErrorLighten = "#FAE5DF",
        Warning = "#9A5B00",
        Success = Green,
        Info = "#35617D",
        Background = "#FAF6EE",
        BackgroundGray = "#F1EADC",
        Surface = "#FFFFFF",
        TextPrimary = "#2B2620",
        TextSecondary = "#665D50",
        TextDisabled = "#8F8677",
        ActionDefault = "#665D50",
        Divider = "#E4DBC9",
        LinesDefault = "#E4DBC9",
        LinesInputs = "#8F8677",
        TableLines = "#E4DBC9",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#2B2620",
        DrawerBackground = "#FFFFFF",
        DrawerText = "#2B2620",
    };

    private static readonly PaletteDark Dark = new()
    {
        Primary = "#7CC796",
        PrimaryDarken = "#A4DBB6",
        PrimaryLighten = "#24382B",
        PrimaryContrastText = "#10241A",
        Secondary = "#F0B85A",
        SecondaryLighten = "#3D3019",
        SecondaryContrastText = "#2A1D05",
        Tertiary = "#E3A23C",
        Error = "#F08C74",
        ErrorLighten = "#43231B",
        Warning = "#F0B85A",
        Success = "#7CC796",
        Info = "#8FBBD6",
        ErrorContrastText = "#2C0F08",
        WarningContrastText = "#2A1D05",
        SuccessContrastText = "#10241A",
        InfoContrastText = "#0C1D28",
        Background = "#1B1712",
        BackgroundGray = "#14110D",
        Surface = "#262019",
        TextPrimary = "#F2EADD",
        TextSecondary = "#BFB3A1",
        TextDisabled = "#8C8171",
        ActionDefault = "#BFB3A1",
        Divider = "#3D352A",
        LinesDefault = "#3D352A",
        LinesInputs = "#8C8171",
        TableLines = "#3D352A",
        AppbarBackground = "#262019",
        AppbarText = "#F2EADD",
        DrawerBackground = "#262019",
        DrawerText = "#F2EADD",
    };

    /// <summary>The variables of the light page.</summary>
    public static MudTheme ForLight { get; } = Make(":root");

    /// <summary>The variables of the dark page, in force where the page says so.</summary>
    public static MudTheme ForDark { get; } = Make(":root[data-theme='dark']");

    private static MudTheme Make(string scope) =>
        new()
        {
            PaletteLight = Light,
            PaletteDark = Dark,
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = "10px" },
            Typography = new Typography
            {
                Default = new DefaultTypography
                {
                    FontFamily = Faces,
                    FontSize = "1rem",
                    LineHeight = "1.5",
                    LetterSpacing = "normal",
                },
                Button = new ButtonTypography
                {
                    FontFamily = Faces,
                    FontSize = "1rem",
                    FontWeight = "600",
                    TextTransform = "none",
                    LetterSpacing = "normal",
                },
            },
            PseudoCss = new PseudoCss { Scope = scope },
        };
}
