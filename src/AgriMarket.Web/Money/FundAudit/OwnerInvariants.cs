using System.Runtime.CompilerServices;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Schemes;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.FundAudit;

/// <summary>What must be true of the counts of lots, households and sellers.</summary>
internal static class OwnerInvariants
{
    public static readonly Invariant CountsAreTheGrants = new(
        "What is counted for a lot, household or seller is what its scheme granted for their goods in orders that were not let go, in all "
            + "and on the last day, within the scheme's caps.",
        CountsAsync
    );

    private static async IAsyncEnumerable<Breach> CountsAsync(MarketDb db, [EnumeratorCancellation] CancellationToken stop)
    {
        var granted = await GrantedAsync(db, stop);
        await foreach (var row in db.Set<OwnerUsageRow>().AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            granted.Remove((row.SchemeId, row.Key), out var sum);
            var (dayFen, cap) = (sum?.ByDay.GetValueOrDefault(row.Day) ?? 0, sum?.Cap);
            var isWithin = cap is null || cap.Value.Fits(new OwnerCount(sum!.Fen, dayFen), 0);
            if (row.UsedFen != (sum?.Fen ?? 0) || row.DayFen != dayFen || !isWithin)
            {
                yield return new Breach(
                    $"scheme {row.SchemeId}, counted for {row.Key}",
                    $"{row.UsedFen} fen, {row.DayFen} on {row.Day:yyyy-MM-dd}",
                    $"{sum?.Fen ?? 0} and {dayFen} fen by its grants, at most {cap?.LimitFen} and {cap?.DayLimitFen}"
                );
            }
        }

        foreach (var ((schemeId, key), sum) in granted)
        {
            yield return new Breach($"scheme {schemeId}, counted for {key}", "nothing", $"{sum.Fen} fen by its grants");
        }
    }

    /// <summary>What was granted for each owner.</summary>
    private static async Task<Dictionary<(Guid SchemeId, string Key), Granted>> GrantedAsync(MarketDb db, CancellationToken stop)
    {
        var grants =
            from grant in db.Set<Grant>()
            join scheme in db.Set<Scheme>() on grant.SchemeId equals scheme.Id
            join order in db.Set<Order>() on grant.OrderId equals order.Id
            where order.Status != OrderStatus.Cancelled && order.Status != OrderStatus.Expired
            select new
            {
                Scheme = scheme,
                grant.LineFen,
                order.PlacedAt,
                Owners = (
                    from line in db.Set<OrderLine>()
                    join lot in db.Set<Lot>() on line.LotId equals lot.Id
                    where line.OrderId == order.Id
                    select lot
                ).ToList(),
            };
        var granted = new Dictionary<(Guid, string), Granted>();
        await foreach (var grant in grants.AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
        {
            LotOwner[] owners = [.. grant.Owners.OrderBy(lot => lot.Id).Select(lot => lot.Owner)];
            foreach (var use in OwnerUse.Of(grant.Scheme, grant.LineFen, owners, ChinaTime.Day(grant.PlacedAt)))
            {
                var key = (use.SchemeId, use.Cap.Key);
                (granted.TryGetValue(key, out var sum) ? sum : granted[key] = new Granted(use.Cap)).Add(use);
            }
        }

        return granted;
    }

    /// <summary>What is granted for one owner.</summary>
    private sealed class Granted(OwnerCap cap)
    {
        public OwnerCap Cap => cap;

        public long Fen { get; private set; }

        public Dictionary<DateOnly, long> ByDay { get; } = [];

        public void Add(OwnerUse use)
        {
            Fen += use.AmountFen;
            ByDay[use.Day] = ByDay.GetValueOrDefault(use.Day) + use.AmountFen;
        }
    }
}
