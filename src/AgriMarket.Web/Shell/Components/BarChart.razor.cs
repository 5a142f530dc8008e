using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Shell.Components;

/// <summary>Figures as bars, with the same figures as a table.</summary>
public sealed partial class BarChart
{
    private BarChartOptions options = null!;

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required string TableTitle { get; set; }

    [Parameter, EditorRequired]
    public required string[] Labels { get; set; }

    /// <summary>One or two; the second is what the first is measured by.</summary>
    [Parameter, EditorRequired]
    public required List<ChartSeries<double>> Series { get; set; }

    /// <summary>The rows of the table.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    protected override void OnInitialized() =>
        options = new()
        {
            ChartPalette = ["var(--mud-palette-primary)", "var(--mud-palette-secondary)"],
            YAxisFormat = "#,0",
            MaxNumYAxisTicks = 6,
            ShowLegend = Series.Count > 1,
        };
}
