using AgriMarket.Platform.Live;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Audits;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderViews;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>Where a farmer begins: sell, ship, money, and how the lots on sale are doing.</summary>
public sealed partial class FarmPage
{
    private IReadOnlyList<FarmLot>? lots;
    private Guid farmerId;
    private int toShip;
    private int asked;
    private int audits;
    private long owedFen;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private FarmLotReads Lots { get; set; } = null!;

    [Inject]
    private FarmOrderReads Orders { get; set; } = null!;

    [Inject]
    private FarmMoneyReads Money { get; set; } = null!;

    [Inject]
    private AuditReads Audits { get; set; } = null!;

    [Inject]
    private CountProposals CountProposals { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Farmer(farmerId));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        lots = await Lots.OnSaleAsync(farmerId);
        toShip = await Orders.CountToShipAsync(farmerId);
        audits = await Audits.CountAskedAsync(farmerId);
        asked = await CountProposals(farmerId);
        owedFen = (await Money.ReadAsync(farmerId)).OwedFen;
        // Orders not paid yet change the lot, not what the farmer has to send.
        Follow(lots.Select(lot => StockTopics.Lot(lot.Lot.Id)));
    }
}
