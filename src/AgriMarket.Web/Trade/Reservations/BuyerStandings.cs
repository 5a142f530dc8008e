using System.Collections.Concurrent;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Web.Trade.Reservations;

/// <summary>How well the market knows those who buy just now, as it was within the last minute. For several threads.</summary>
public sealed class BuyerStandings
{
    /// <summary>Kept at once, about 4 MB; beyond it all are forgotten and read again.</summary>
    internal const int MostBuyers = 50_000;

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    /// <summary>Whoever buys with stolen money is found out within hours, and a day costs an invented buyer more than a minute.</summary>
    private static readonly TimeSpan PaidFor = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<Guid, (BuyerStanding Standing, DateTime ReadAt)> known = [];

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostBuyers;

    internal int Kept => known.Count;

    public async ValueTask<BuyerStanding> OfAsync(MarketDb db, Guid buyerId, DateTime now)
    {
        if (known.TryGetValue(buyerId, out var read) && (now - read.ReadAt).Duration() < GoodFor)
        {
            return read.Standing;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        var standing = await db.StandingOfAsync(buyerId, now - PaidFor);
        known[buyerId] = (standing, now);
        return standing;
    }
}
