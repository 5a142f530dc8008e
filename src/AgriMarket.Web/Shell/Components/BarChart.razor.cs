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

    /// <summary>What the bars come to, for all to read; null for nothing.</summary>
    [Parameter]
    public string? Sentence { get; set; }

    /// <summary>One: beside bars of another size those of a small one cannot be read.</summary>
    [Parameter, EditorRequired]
    public required List<ChartSeries<double>> Series { get; set; }

    /// <summary>The rows of the table.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    protected override void OnInitialized() =>
        options = new()
        {
            ChartPalette = ["var(--mud-palette-primary)"],
            YAxisFormat = "#,0",
            MaxNumYAxisTicks = 6,
            ShowLegend = false,
        };
}
