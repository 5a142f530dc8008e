using System.Collections.Concurrent;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Contacts;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Reservations;

/// <summary>A buyer.</summary>
/// <param name="Mobile">The number they have proved; null while they have proved none.</param>
public sealed record KnownBuyer(BuyerStanding Standing, string? Mobile)
{
    public string? MobileKey { get; } = Mobile is null ? null : KeyHash.Of(Mobile);
}

/// <summary>Those who buy just now, as they were within the last minute. For several threads.</summary>
public sealed class KnownBuyers
{
    /// <summary>Kept at once, about 10 MB; beyond it all are forgotten and read again.</summary>
    internal const int MostBuyers = 50_000;

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    /// <summary>Whoever proves their mobile is read again at once, but for a proof that another process of the market took.</summary>
    private static readonly TimeSpan UnprovedGoodFor = TimeSpan.FromSeconds(20);

    /// <summary>Whoever buys with stolen money is found out within hours, and a day costs an invented buyer more than a minute.</summary>
    private static readonly TimeSpan PaidFor = TimeSpan.FromDays(1);

    private readonly IDbContextFactory<MarketDb> contexts;
    private readonly ConcurrentDictionary<Guid, (KnownBuyer Buyer, DateTime ReadAt)> known = [];

    public KnownBuyers(IDbContextFactory<MarketDb> contexts, ContactChanges changes)
    {
        this.contexts = contexts;
        changes.Changed += memberId => known.TryRemove(memberId, out _);
    }

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostBuyers;

    internal int Kept => known.Count;

    public async ValueTask<KnownBuyer> FindAsync(Guid buyerId, DateTime now)
    {
        if (
            known.TryGetValue(buyerId, out var read)
            && (now - read.ReadAt).Duration() < (read.Buyer.Mobile is null ? UnprovedGoodFor : GoodFor)
        )
        {
            return read.Buyer;
        }

        if (known.Count >= Most)
        {
            known.Clear();
        }

        await using var db = await contexts.CreateDbContextAsync();
        var buyer = await db.BuyerAsync(buyerId, now - PaidFor);
        known[buyerId] = (buyer, now);
        return buyer;
    }
}
