using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Audits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Support.Cases;

/// <summary>Draws for tests, of a market that draws nothing by itself.</summary>
internal sealed class AuditFixture
{
    private readonly MarketApp market;

    private AuditFixture(MarketApp market, int perDay)
    {
        this.market = market;
        var days = market.Services.GetRequiredService<IOptions<AuditOptions>>().Value.AnswerDays;
        Draws = ActivatorUtilities.CreateInstance<AuditDraws>(
            market.Services,
            Options.Create(new AuditOptions { PerDay = perDay, AnswerDays = days })
        );
    }

    public AuditDraws Draws { get; }

    public AuditService Service => market.Services.GetRequiredService<AuditService>();

    /// <summary>The day on which the seed was made.</summary>
    public DateOnly Day { get; private set; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static AuditFixture Open(MarketApp market, int perDay) => new(market, perDay);

    public async Task CommitAsync()
    {
        Day = ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime);
        Assert.True((await Draws.CommitAsync()).IsOk);
    }

    /// <summary>So many orders of 5 kg each are sent, scanned and received, and their grants final.</summary>
    public async Task FinishAsync(OrderFixture trade, Guid lotId, int parcels, Guid? seller = null)
    {
        for (var i = 0; i < parcels; i++)
        {
            var orderId = await trade.BuyAsync(lotId, 5_000);
            var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
            Assert.Empty(
                (await trade.Orders.ShipAsync(parcelId, seller ?? trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId))).Rejections
            );
            await trade.ScanAsync(parcelId, ScanKind.PickedUp, ScanKind.Delivered);
            await trade.ReceiveAsync(orderId);
        }
    }

    /// <summary>It is two o'clock in the night after the day of the seed, and the day is drawn.</summary>
    public async Task DrawTomorrowAsync()
    {
        market.Clock.SetUtcNow(new DateTimeOffset(ChinaTime.StartOfDay(Day.AddDays(1)).AddHours(2)));
        await Draws.RunDueAsync(Cancel);
    }

    /// <summary>What was drawn of the day.</summary>
    public async Task<IReadOnlyList<GrantAudit>> DrawnAsync()
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<GrantAudit>().AsNoTracking().Where(row => row.Day == Day).OrderBy(row => row.ParcelId).ToListAsync(Cancel);
    }
}
