using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Quotes;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.LotLists;

/// <summary>What the public pages show of lots. A page of lots costs the same few queries whatever it holds.</summary>
public sealed class LotReads(
    IDbContextFactory<MarketDb> contexts,
    ProduceCatalogue produce,
    RegionCatalogue regions,
    RunningSchemes running,
    QuoteFactReads facts,
    EndingLots ending,
    MarketWriter writer,
    TimeProvider clock
)
{
    private readonly CommitCache<ListQuestion, LotList> lists = new(writer, clock);
    private readonly CommitCache<LotFilter, ShopWindow> windows = new(writer, clock);

    /// <summary>The page of the shop window that a filter asks for.</summary>
    public Task<ShopWindow> ShopAsync(LotFilter filter) => windows.GetAsync(filter, () => ReadShopAsync(filter));

    private async Task<ShopWindow> ReadShopAsync(LotFilter filter)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        var all = db.LotsOnSale(ChinaTime.Day(now)).Matching(filter, produce, regions);
        var arriving = await ArrivingAsync(all, filter.Destination);
        var matching = filter.WithLate ? all : arriving;
        var total = await matching.CountAsync();
        // Not counted twice where every lot arrives.
        var late = ReferenceEquals(all, arriving) ? 0 : await all.CountAsync() - await arriving.CountAsync();
        var lastPage = (int)Math.Clamp(Rounding.StepsUp(total, LotFilter.PageSize), 1, LotFilter.MaxPage);
        var lots = await PageAsync(matching, filter);
        var next = lots.Count > LotFilter.PageSize ? lots[LotFilter.PageSize - 1] : default((Lot Lot, bool IsSoldOut)?);
        return new ShopWindow(
            await ShowAsync(db, [.. lots.Take(LotFilter.PageSize).Select(row => row.Lot)], now, filter.Destination),
            total,
            Math.Min(filter.Page, lastPage),
            lastPage,
            next is var (lot, isSoldOut) ? LotCursor.Of(lot, filter.Sort, isSoldOut) : null
        )
        {
            Late = late,
        };
    }

    /// <summary>
    /// A page by its keys, so that a lot that is listed between two pages moves none of the others; one more lot than the page holds tells
    /// whether there is another. What is sold out comes last, whatever the order.
    /// </summary>
    private static async Task<List<(Lot Lot, bool IsSoldOut)>> PageAsync(IQueryable<Lot> matching, LotFilter filter)
    {
        List<(Lot Lot, bool IsSoldOut)> page = [];
        foreach (var isSoldOut in filter.After is { IsSoldOut: true } ? [true] : (bool[])[false, true])
        {
            var after = filter.After?.IsSoldOut == isSoldOut ? filter.After : null;
            var lots = await matching
                .SoldOut(isSoldOut)
                .Behind(after)
                .InOrderOfKeys(filter.Sort)
                .Take(LotFilter.PageSize + 1 - page.Count)
                .ToListAsync();
            page.AddRange(lots.Select(lot => (lot, isSoldOut)));
        }

        return page;
    }

    /// <summary>Lots on sale in an order that changes do not disturb, from behind a cursor on.</summary>
    /// <param name="filter">Its page counts for nothing here.</param>
    /// <param name="campaignId">Only what is offered in this campaign; null for all.</param>
    /// <param name="after">Null to begin with the first.</param>
    /// <param name="size">How many at the most.</param>
    public Task<LotList> ListAsync(LotFilter filter, Guid? campaignId, LotCursor? after, int size)
    {
        var question = new ListQuestion(filter, campaignId, after, size);
        return lists.GetAsync(question, () => ReadListAsync(question));
    }

    private async Task<LotList> ReadListAsync(ListQuestion question)
    {
        var (filter, campaignId, after, size) = question;
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await contexts.CreateDbContextAsync();
        var matching = await ArrivingAsync(db.LotsOnSale(ChinaTime.Day(now)).Matching(filter, produce, regions), filter.Destination);
        if (campaignId is not null)
        {
            matching = matching.Where(lot => lot.CampaignId == campaignId);
        }

        // One more than asked for tells whether there is a next page.
        var lots = await matching.Behind(after).InOrderOfKeys(filter.Sort).Take(size + 1).ToListAsync();
        var next = lots.Count > size ? LotCursor.Of(lots[size - 1], filter.Sort) : null;
        return new LotList(await ShowAsync(db, [.. lots.Take(size)], now, filter.Destination), next);
    }

    /// <summary>A lot, on sale or not; null for an unknown id.</summary>
    /// <param name="destinationCode">Where it is to go; null where nobody says.</param>
    /// <param name="grams">A weight to price there; null for the one that is proposed first.</param>
    public async Task<LotDetail?> FindAsync(Guid lotId, string? destinationCode = null, long? grams = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaTime.Day(now);
        await using var db = await contexts.CreateDbContextAsync();
        var lot = await db.Set<Lot>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == lotId);
        if (lot is null)
        {
            return null;
        }

        var known = await FactsAsync(db, [lot], now);
        var unit = OneUnit(lot, known);
        var campaign = lot.CampaignId is { } campaignId
            ? await db.Set<Campaign>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == campaignId)
            : null;
        return new LotDetail(
            Show(lot, known, null),
            lot.IsOnSale(today),
            regions.Path(lot.OriginCode),
            [
                .. known
                    .Schemes.Where(funded =>
                        funded is { AvailableFen: > 0, IsFrozen: false } && funded.Scheme.Fit(unit, regions) == GoodsFit.Covered
                    )
                    .Select(funded => funded.Scheme),
            ],
            campaign is not null && campaign.IsRunning(today) ? campaign.Title : null,
            unit.Reference,
            await db.ReferenceReasonAsync(produce.Find(lot.ProduceCode)!, unit.Reference)
        )
        {
            Landing = destinationCode is not null && lot.CanBeOrdered(today) ? Land(lot, destinationCode, grams, known) : null,
        };
    }

    /// <summary>Lots with what is needed to show them, in their order; one reading of the schemes serves all.</summary>
    /// <param name="destinationCode">Where they are to go; null where nobody says.</param>
    internal async Task<IReadOnlyList<LotView>> ShowAsync(
        MarketDb db,
        IReadOnlyCollection<Lot> lots,
        DateTime now,
        string? destinationCode = null
    )
    {
        if (lots.Count == 0)
        {
            return [];
        }

        var known = await FactsAsync(db, lots, now);
        return [.. lots.Select(lot => Show(lot, known, destinationCode))];
    }

    private sealed record ListQuestion(LotFilter Filter, Guid? CampaignId, LotCursor? After, int Size);

    /// <summary>What these lots can be quoted from, for nobody in particular.</summary>
    private async Task<QuoteFacts> FactsAsync(MarketDb db, IReadOnlyCollection<Lot> lots, DateTime now) =>
        await facts.ReadAsync(db, lots.ToDictionary(lot => lot.Id), await running.FundedAsync(db, now, lots), now);

    /// <summary>Those that are there by their best-before date; all where nobody says where they go.</summary>
    private async Task<IQueryable<Lot>> ArrivingAsync(IQueryable<Lot> lots, string? destinationCode)
    {
        var late = destinationCode is null ? [] : await ending.LateForAsync(destinationCode);
        return late.Count == 0 ? lots : lots.Where(lot => !late.Contains(lot.Id));
    }

    private static LotLanding Land(Lot lot, string destinationCode, long? grams, QuoteFacts known)
    {
        var proposed = LandedPrice.Propose(lot, destinationCode, known);
        var offers = proposed
            .Append(lot.UnitGrams)
            .Distinct()
            .Select(weight => LandedPrice.Of(lot, weight, destinationCode, known))
            .Where(offer => offer.IsOk)
            .Select(offer => offer.Value);
        var asked = grams ?? (proposed.Count > 0 ? proposed[0] : lot.UnitGrams);
        return new LotLanding(destinationCode, [.. offers], LandedPrice.Of(lot, asked, destinationCode, known));
    }

    private static Result<LandedPrice>? Land(Lot lot, string? destinationCode, QuoteFacts known) =>
        destinationCode is null || LandedPrice.Propose(lot, destinationCode, known) is not [var first, ..]
            ? null
            : LandedPrice.Of(lot, first, destinationCode, known);

    private LotView Show(Lot lot, QuoteFacts known, string? destinationCode) =>
        new(
            lot,
            produce.Find(lot.ProduceCode)!,
            regions.Find(lot.OriginCode)!,
            SubsidisedPrice.Of(OneUnit(lot, known), known.Schemes, regions, known.Now)
        )
        {
            Landed = Land(lot, destinationCode, known),
        };

    private SubsidyLine OneUnit(Lot lot, QuoteFacts known) =>
        SubsidyLine.Of(
            lot,
            produce.Find(lot.ProduceCode)!.Category,
            lot.UnitGrams,
            lot.UnitPriceFen,
            known.References,
            ChinaTime.Day(known.Now),
            known.TransitDays
        );
}
