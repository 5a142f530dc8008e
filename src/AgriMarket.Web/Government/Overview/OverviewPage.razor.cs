using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Government.Overview;

/// <summary>The official's board. It follows the market, but reads again every few seconds at the most.</summary>
public sealed partial class OverviewPage(OverviewReads reads)
{
    private OverviewFigures? board;

    [CascadingParameter]
    private Task<AuthenticationState> SignedIn { get; set; } = null!;

    protected override TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    protected override Task OnInitializedAsync()
    {
        Follow(FundTopics.Funds, OrderTopics.CampaignSales);
        return ReadAsync();
    }

    protected override async Task ReadAsync() => board = await reads.BoardAsync((await SignedIn).User.RequireMemberId());

    private string Yesterday(string value) => Reader.Fill(T["Figure.Yesterday"], value);

    private string Progress(CampaignSummary summary) =>
        Reader.Fill(
            T["Campaigns.Progress"],
            summary.Figures.SoldGrams,
            summary.Figures.TargetGrams,
            summary.Figures.Orders,
            summary.Campaign.DaysLeft(Reader.Today)
        );

    private static long Part(CampaignSummary summary) =>
        Math.Min(100, Rounding.Floor(summary.Figures.SoldGrams, 100, summary.Figures.TargetGrams));

    private static string Count(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
