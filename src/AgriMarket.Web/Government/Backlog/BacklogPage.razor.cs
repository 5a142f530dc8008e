using System.Globalization;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Reference.Regions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Backlog;

/// <summary>
/// What may be left unsold in an official's region, live: lots at risk, and their weight by days left, county and category.
/// </summary>
public sealed partial class BacklogPage(BacklogReads reads)
{
    private BacklogFigures? board;
    private string? regionCode;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    private IEnumerable<(string Name, string Value, bool IsUrgent)> Figures =>
        [
            (T["Figure.AtRisk"], Reader.Fill(T["Figure.Of"], board!.LotsAtRisk, board.LotsOnSale), false),
            (T["Figure.Grams"], Reader.Weight(Rough(board.GramsAtRisk)), false),
            (T["Figure.Critical"], board.LotsCritical.ToString("#,0", CultureInfo.InvariantCulture), board.LotsCritical > 0),
        ];

    private string[] DayLabels =>
        [
            .. board!.ByDaysLeft.Select(sum =>
                sum.Key > BacklogReads.MostDays ? $"{BacklogReads.MostDays}+" : sum.Key.ToString(CultureInfo.InvariantCulture)
            ),
        ];

    private List<ChartSeries<double>> DaySeries =>
        [new() { Name = T["Rest"], Data = board!.ByDaysLeft.Select(sum => (double)sum.Grams / Reader.UnitGrams).ToArray() }];

    private IReadOnlyList<RiskTotal<string>> CountySums => [.. board!.ByCounty.Select(sum => sum with { Key = Regions.Name(sum.Key) })];

    private IReadOnlyList<RiskTotal<string>> CategorySums =>
        [.. board!.ByCategory.Select(sum => new RiskTotal<string>(LotTexts[$"Category.{sum.Key}"], sum.Lots, sum.Grams))];

    protected override async Task OnParametersSetAsync()
    {
        Follow(ForecastTopics.Backlog);
        regionCode = await reads.RegionOfAsync((await Authentication).User.RequireMemberId());
        await ReadAsync();
    }

    protected override Task ReadAsync()
    {
        board = regionCode is null ? null : reads.Board(regionCode);
        return Task.CompletedTask;
    }

    private string DaysName(int days) =>
        days switch
        {
            0 => T["Days.None"],
            > BacklogReads.MostDays => Reader.Fill(T["Days.More"], BacklogReads.MostDays),
            _ => Reader.Fill(T["Days.N"], days),
        };

    /// <summary>Expected rests in whole units: nobody knows them to the gram.</summary>
    private long Rough(long grams) => ForecastFormatter.Rough(grams, Reader.UnitGrams);
}
