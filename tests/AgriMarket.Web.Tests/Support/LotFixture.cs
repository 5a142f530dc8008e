using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support;

/// <summary>Puts lots on sale the way a farmer does.</summary>
internal static class LotFixture
{
    /// <summary>雷山县, one of the 832.</summary>
    public const string Leishan = "522634";

    /// <summary>寿光市, never on the list.</summary>
    public const string Shouguang = "370783";

    private const string Village = "大塘村";

    /// <summary>A loose lot at ¥3.80 per 斤, ready today and good for ten days, of a farmer of its own.</summary>
    /// <param name="jinFen">The price of a 斤.</param>
    /// <param name="days">For how long it is good.</param>
    public static async Task<Guid> ListAsync(
        this MarketApp market,
        string produce = "马铃薯",
        string origin = Leishan,
        long grams = 6_000,
        long unitGrams = 500,
        SaleKind kind = SaleKind.Loose,
        string remark = "",
        long jinFen = 380,
        int days = 10
    )
    {
        var farmer = new Member
        {
            Id = Guid.CreateVersion7(),
            DisplayName = "杨大山",
            JoinedAt = MarketApp.Start.UtcDateTime,
        };
        await using (var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync())
        {
            db.Add(farmer);
            db.AddConfirmed(farmer.Id, MemberRole.Farmer, farmer.DisplayName, origin, farmer.JoinedAt, Village);
            await db.SaveChangesAsync();
        }

        var today = ChinaTime.Day(MarketApp.Start.UtcDateTime);
        var code = market.Services.GetRequiredService<ProduceCatalogue>().Search(produce, 1)[0].Code;
        var listed = await market
            .Services.GetRequiredService<LotService>()
            .ListAsync(
                new ListingIntent(
                    Guid.CreateVersion7(),
                    farmer.Id,
                    farmer.DisplayName,
                    "",
                    code,
                    remark,
                    origin,
                    Village,
                    kind,
                    unitGrams,
                    jinFen * unitGrams / 500,
                    grams,
                    today,
                    today.AddDays(days)
                )
            );
        return listed.Value;
    }

    /// <summary>Leaves nothing of a lot that could be ordered.</summary>
    public static async Task SellOutAsync(this MarketApp market, Guid lotId)
    {
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        var lot = await db.Set<Lot>().AsNoTracking().SingleAsync(row => row.Id == lotId);
        var given = await market
            .Services.GetRequiredService<LotService>()
            .AdjustAsync(
                new AdjustmentIntent(Guid.CreateVersion7(), lotId, lot.FarmerId, AdjustmentKind.GivenAway, lot.AvailableGrams, "")
            );
        Assert.True(given.IsOk);
    }
}
