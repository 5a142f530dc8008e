using AgriMarket.Domain.Matching;
using AgriMarket.Web.Matching;
using AgriMarket.Web.Tests.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching;

/// <summary>Lots that bring less than was promised, and the people of <see cref="Trade"/> who sell and buy them.</summary>
internal sealed class ShortLots(MarketApp market, Trade trade)
{
    public const string Why = "下了冰雹";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ShortfallService Service => market.Services.GetRequiredService<ShortfallService>();

    public ShortfallReads Reads => market.Services.GetRequiredService<ShortfallReads>();

    public static async Task<(Trade Trade, ShortLots Lots)> OpenAsync(MarketApp market, string county)
    {
        var trade = await Trade.OpenAsync(market, county);
        return (trade, new ShortLots(market, trade));
    }

    public ShortfallIntent Intent(Guid lotId, long left) => new(Guid.CreateVersion7(), lotId, trade.Farmer, left, Why);

    /// <summary>A shortfall that the test takes for granted.</summary>
    public async Task<ShortfallView> SayAsync(Guid lotId, long left)
    {
        var said = await Service.SayAsync(Intent(lotId, left));
        Assert.True(said.IsOk, said.IsOk ? "" : said.Rejections[0].Code);
        return said.Value;
    }

    /// <summary>It is stored, and the program dies before anything is given back.</summary>
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
