using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Farm.MyLots;

/// <summary>One of the farmer's own lots: its figures as they are now, its orders, and how it came to them.</summary>
public sealed partial class FarmLotPage
{
    private FarmLot? shown;
    private PageOf<LotOrder> orders = PageOf<LotOrder>.Empty;
    private PageOf<StockJournalEntry> journal = PageOf<StockJournalEntry>.Empty;
    private IReadOnlyList<Rejection> rejections = [];
    private Guid farmerId;
    private bool isClosing;
    private bool isCutting;
    private bool isRead;

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "orders")]
    private string? OrdersPage { get; set; }

    [SupplyParameterFromQuery(Name = "journal")]
    private string? JournalPage { get; set; }

    /// <summary>Whoever came here to say that there is more need not look for where.</summary>
    [SupplyParameterFromQuery(Name = FarmAddresses.MoreQuery)]
    private string? More { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private FarmLotReads Reads { get; set; } = null!;

    [Inject]
    private LotService Lots { get; set; } = null!;

    [Inject]
    private LotEditService Edits { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    private Lot Lot => shown!.Lot;

    /// <summary>The lower price that is proposed while the lot may not sell out; null while nothing need be done.</summary>
    private long? Cut =>
        Lot.IsOnSale(Reader.Today) && shown!.Outlook.Forecast.Level > RiskLevel.Fine ? PriceCut.Propose(Lot.UnitPriceFen) : null;

    private IEnumerable<(string Name, long Grams)> Figures =>
        [
            (T["Figure.Listed"], Lot.ListedGrams + Lot.AdjustedGrams),
            (T["Figure.Left"], Lot.AvailableGrams),
            (T["Figure.Held"], Lot.HeldGrams),
            (T["Figure.Sold"], Lot.SoldGrams),
        ];

    protected override async Task OnParametersSetAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Follow(StockTopics.Lot(Id), MemberTopics.Farmer(farmerId));
        await ReadAsync();
    }

    protected override async Task ReadAsync()
    {
        shown = await Reads.FindAsync(Id, farmerId);
        orders = await Reads.OrdersAsync(Id, farmerId, QueryValue.Page(OrdersPage));
        journal = await Reads.JournalAsync(Id, farmerId, QueryValue.Page(JournalPage));
        isRead = true;
    }

    private async Task ShowAdjustedAsync()
    {
        await ReadAsync();
        Snackbar.Add(Reader.Fill(T["Adjust.Saved"], Lot.AvailableGrams), Severity.Success);
    }

    private async Task LowerPriceAsync(long unitPriceFen)
    {
        if (isCutting)
        {
            return;
        }

        isCutting = true;
        rejections = (await Lots.LowerPriceAsync(Id, farmerId, unitPriceFen)).Rejections;
        await ReadAsync();
        if (rejections.Count == 0)
        {
            Snackbar.Add(Reader.Fill(T["Cut.Done"], unitPriceFen, Lot.UnitGrams), Severity.Success);
        }

        isCutting = false;
    }

    private async Task PauseAsync()
    {
        if (isClosing)
        {
            return;
        }

        isClosing = true;
        rejections = (await Edits.PauseAsync(Id, farmerId, Lot.Status == LotStatus.Open)).Rejections;
        await ReadAsync();
        isClosing = false;
    }

    private async Task CloseAsync()
    {
        if (isClosing)
        {
            return;
        }

        isClosing = true;
        if (await Dialogs.ShowMessageBoxAsync(T["Close.Title"], T["Close.Text"], T["Close.Yes"], cancelText: T["Close.No"]) == true)
        {
            rejections = (await Lots.CloseAsync(Id, farmerId)).Rejections;
            await ReadAsync();
        }

        isClosing = false;
    }

    private string Words(StockJournalEntry entry) => Reader.Fill(T[$"Journal.{entry.Reason}"], Moved(entry));

    /// <summary>The grams a row is about: each row moves one amount from one place to another.</summary>
    private static long Moved(StockJournalEntry entry) =>
        new[]
        {
            entry.ListedGrams,
            entry.AvailableGrams,
            entry.HeldGrams,
            entry.SoldGrams,
            entry.WrittenOffGrams,
            -entry.AdjustedGrams,
        }.Max();

    private string Href(int ordersPage, int journalPage) => $"{FarmAddresses.Lot(Id)}?orders={ordersPage}&journal={journalPage}";
}
