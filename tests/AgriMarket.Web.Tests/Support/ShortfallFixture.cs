using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Shortfalls;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support;

/// <summary>Lots that bring less than was promised, and the people of <see cref="OrderFixture"/> who sell and buy them.</summary>
internal sealed class ShortfallFixture(MarketApp market, OrderFixture trade)
{
    public const string Why = "下了冰雹";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ShortfallService Service => market.Services.GetRequiredService<ShortfallService>();

    public ShortfallReads Reads => market.Services.GetRequiredService<ShortfallReads>();

    public static async Task<(OrderFixture Trade, ShortfallFixture Lots)> OpenAsync(MarketApp market, string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        return (trade, new ShortfallFixture(market, trade));
    }

    public ShortfallIntent Intent(Guid lotId, long left) => new(Guid.CreateVersion7(), lotId, trade.Farmer, left, Why);

    /// <summary>A shortfall that the test takes for granted.</summary>
    public async Task<ShortfallView> SayAsync(Guid lotId, long left)
    {
        var said = await Service.SayAsync(Intent(lotId, left));
        Assert.True(said.IsOk, said.IsOk ? "" : said.Rejections[0].Code);
        return said.Value;
    }

    /// <summary>It is stored, and the program dies before anything is refunded.</summary>
    public async Task<Guid> SayAndDieAsync(Guid lotId, long left)
    {
        var intent = Intent(lotId, left);
        Assert.Empty((await Service.StoreAsync(intent)).Rejections);
        return intent.Id;
    }

    /// <summary>What the market does every few seconds.</summary>
    public Task<int> CarryOutAsync() => market.Services.GetRequiredService<ShortfallCuts>().CarryOutAsync(stop: Cancel);

    /// <summary>What was cut of an order; null while that is open.</summary>
    public async Task<long?> CutAsync(Guid orderId)
    {
        await using var db = trade.Db();
        return (await db.Set<ShortfallClaim>().AsNoTracking().SingleAsync(claim => claim.OrderId == orderId, Cancel)).CutGrams;
    }

    /// <summary>What is kept of an order's only line.</summary>
    public async Task<long> KeptAsync(Guid orderId) => (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Lines[0].KeptGrams;
}
