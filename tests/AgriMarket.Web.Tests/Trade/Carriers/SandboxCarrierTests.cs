using AgriMarket.Domain.Deliveries;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Carriers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Trade.Carriers;

/// <summary>Scans that are made up: by themselves in Development, and nowhere that public money follows them.</summary>
public sealed class SandboxCarrierTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AParcelIsPickedUpAndDeliveredByItself()
    {
        await using var market = new MarketApp(Environments.Development, ("Carriers:SandboxMinutes", "2"));
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var orderId = await trade.BuyAsync(await trade.ListAsync(50_000), 5_000);
        var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId))).IsOk);
        await market.Services.GetRequiredService<CarrierRegistrations>().RegisterDueAsync(Cancel);

        market.Clock.Advance(TimeSpan.FromMinutes(3));
        await market.Services.GetRequiredService<SandboxScanJob>().ScanDueAsync(Cancel);
        Assert.Equal([ScanKind.PickedUp], await KindsAsync(trade, orderId));
        market.Clock.Advance(TimeSpan.FromMinutes(6));
        await market.Services.GetRequiredService<SandboxScanJob>().ScanDueAsync(Cancel);

        Assert.Equal(
            [ScanKind.Delivered, ScanKind.OutForDelivery, ScanKind.InTransit, ScanKind.PickedUp],
            await KindsAsync(trade, orderId)
        );
    }

    [Theory]
    [InlineData("sandbox", "false", false)]
    [InlineData("sandbox", "true", true)]
    [InlineData("", "false", true)]
    public async Task ProductionOpensWithMadeUpScansOnlyWhereThatIsSaid(string provider, string allowed, bool opens)
    {
        await using var market = new MarketApp(
            Environments.Production,
            ("Carriers:Provider", provider),
            ("Carriers:AllowSandbox", allowed)
        );

        Assert.Equal(opens, market.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
        Assert.Equal(provider.Length > 0, market.Services.GetService<ICarrierTracking>() is not null);
    }

    private static async Task<IEnumerable<ScanKind>> KindsAsync(OrderFixture trade, Guid orderId) =>
        (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Scans.Select(scan => scan.Kind);
}
