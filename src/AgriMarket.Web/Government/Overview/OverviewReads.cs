using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Quotes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Government.Overview;

/// <summary>
/// The figures of the official's board: sums of the whole market, which are public, and the lots in need of the official's region. Sums
/// are made in the database, and of what was paid longer ago than a moment they are made once.
/// </summary>
public sealed class OverviewReads(
    IDbContextFactory<MarketDb> contexts,
    CampaignReads campaigns,
    FundReads funds,
    RegionCatalogue regions,
    IOptions<SellingOptions> selling,
    TimeProvider clock
)
{
    /// <summary>Days of sales on the board, today included.</summary>
    public const int Days = 14;

    /// <summary>"Soon" for what can be sold no longer: today and the two days after it, by the last selling day.</summary>
    public const int EndingDays = 3;

    private const int MostNeedHelp = 10;

    /// <summary>Within it every payment that says when it was made has also been saved, by whatever process.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    /// <summary>No more than are on the board: what falls off it is forgotten.</summary>
    private readonly ConcurrentDictionary<DateOnly, SettledSales> settled = new();

    internal int DaysKept => settled.Count;

    /// <param name="memberId">Who looks: administrators see the lots of all regions.</param>
    public async Task<OverviewFigures> BoardAsync(Guid memberId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaTime.Day(now);
        await using var db = await contexts.CreateDbContextAsync();
        foreach (var gone in settled.Keys.Where(day => day <= today.AddDays(-Days)))
        {
            settled.TryRemove(gone, out _);
        }

        var days = new List<SalesDay>(Days);
        for (var day = today.AddDays(1 - Days); day <= today; day = day.AddDays(1))
        {
            days.Add(await DayAsync(db, day, now));
        }

        var targets = await campaigns.DailyTargetsAsync(days[0].Day, today);
        return new OverviewFigures(
            now,
            [.. days.Select(day => day with { TargetGrams = targets[day.Day] })],
            await OnSaleAsync(db, today),
            await OnSaleYesterdayAsync(db, today),
            await db.ReadableRegionAsync(memberId, regions) is { } region ? await NeedHelpAsync(db, today, region) : [],
            await campaigns.RunningAsync(),
            await funds.NearlyUsedAsync(),
            await db.TodosAsync(memberId, regions)
        );
    }

    /// <summary>What is settled of the day, which grows with the time, and what was paid since.</summary>
    private async Task<SalesDay> DayAsync(MarketDb db, DateOnly day, DateTime now)
    {
        var (from, to) = (ChinaTime.StartOfDay(day), ChinaTime.EndOfDay(day));
        var known = settled.GetValueOrDefault(day) ?? new(from, new SalesDay(day, 0, 0, 0, 0));
        var until = now - Settling < to ? now - Settling : to;
        if (until > known.Until)
        {
            known = new(until, known.Sales.Plus(await SalesAsync(db, day, known.Until, until)));
            settled[day] = known;
        }

        return known.Until < to ? known.Sales.Plus(await SalesAsync(db, day, known.Until, to)) : known.Sales;
    }

    private static async Task<SalesDay> SalesAsync(MarketDb db, DateOnly day, DateTime from, DateTime to)
    {
        var paid = db.Set<Order>().Where(order => order.PaidAt >= from && order.PaidAt < to);
        var money = await paid.GroupBy(_ => 1)
            .Select(orders => new
            {
                Orders = orders.Count(),
                GoodsFen = orders.Sum(order => order.GoodsFen),
                GrantedFen = orders.Sum(order => order.ShippingSubsidyFen + order.FundSubsidyFen),
            })
            .SingleOrDefaultAsync();
        var grams = await paid.SelectMany(order => order.Lines).SumAsync(line => line.Grams);
        return new SalesDay(day, grams, money?.Orders ?? 0, money?.GoodsFen ?? 0, money?.GrantedFen ?? 0);
    }

    private async Task<OnSale> OnSaleAsync(MarketDb db, DateOnly today)
    {
        var last = LastBestBefore(today);
        var lots = db.Set<Lot>().Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0);
        return new OnSale(await lots.CountAsync(), await lots.Where(lot => lot.BestBeforeOn <= last).SumAsync(lot => lot.AvailableGrams));
    }

    /// <summary>
    /// The stock as yesterday ended: today's less what the stock journal says happened since.
    /// </summary>
    private async Task<OnSale> OnSaleYesterdayAsync(MarketDb db, DateOnly today)
    {
        var (midnight, yesterday, last) = (ChinaTime.StartOfDay(today), today.AddDays(-1), LastBestBefore(today.AddDays(-1)));
        var lots = db.Set<Lot>()
            .Where(lot =>
                lot.BestBeforeOn >= yesterday
                && lot.ListedAt < midnight
                && (
                    lot.Status == LotStatus.Open
                    || db.Set<StockJournalEntry>()
                        .Any(entry => entry.LotId == lot.Id && entry.At >= midnight && entry.Reason == StockReason.OffSale)
                )
            )
            .Select(lot => new
            {
                lot.BestBeforeOn,
                Grams = lot.AvailableGrams
                    - db.Set<StockJournalEntry>()
                        .Where(entry => entry.LotId == lot.Id && entry.At >= midnight)
                        .Sum(entry => entry.AvailableGrams),
            })
            .Where(lot => lot.Grams > 0);
        return new OnSale(await lots.CountAsync(), await lots.Where(lot => lot.BestBeforeOn <= last).SumAsync(lot => lot.Grams));
    }

    /// <summary>The latest best-before date of what ends soon, as seen on a day.</summary>
    private DateOnly LastBestBefore(DateOnly day) => day.AddDays(EndingDays - 1 + selling.Value.TransitDays);

    private static async Task<IReadOnlyList<Lot>> NeedHelpAsync(MarketDb db, DateOnly today, string region) =>
        await db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.Status == LotStatus.Open && lot.BestBeforeOn >= today && lot.AvailableGrams > 0)
            .Where(lot => lot.OriginCode.StartsWith(region))
            .OrderBy(lot => lot.BestBeforeOn)
            .ThenByDescending(lot => lot.AvailableGrams)
            .ThenBy(lot => lot.Id)
            .Take(MostNeedHelp)
            .ToListAsync();

    /// <param name="Until">What was paid before it is in.</param>
    private sealed record SettledSales(DateTime Until, SalesDay Sales);
}
