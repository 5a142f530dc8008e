using System.Net;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Government.Cases;

/// <summary>What officials of the region, and nobody else, read of findings and cases.</summary>
public sealed class CasePagesTests(MarketApp market) : IClassFixture<MarketApp>
{
    [Fact]
    public async Task AnOfficialReadsTheFindingsAndCasesOfTheirRegionAlone()
    {
        var (visitor, officialId) = await MemberVisitor.SignedInAsync(market, "cases@example.com", MemberRole.Official);
        using var official = visitor;
        Assert.Contains("没有要看的线索", await official.ReadAsync("/backoffice/findings"), StringComparison.Ordinal);
        Assert.Contains("没有核查", await official.ReadAsync("/backoffice/cases"), StringComparison.Ordinal);
        var (own, other) = (await CaseFixture.OpenAsync(market, OrderFixture.Leishan), await CaseFixture.OpenAsync(market, "522635"));
        var parcelId = await own.SellAsync();
        var (ownId, otherId) = (await own.LookIntoAsync(parcelId), await other.LookIntoAsync(await other.SellAsync()));

        var list = await official.ReadAsync("/backoffice/cases");
        Assert.Contains($"/backoffice/cases/{ownId}", list, StringComparison.Ordinal);
        Assert.DoesNotContain($"{otherId}", list, StringComparison.Ordinal);
        var page = await official.ReadAsync($"/backoffice/cases/{ownId}");
        Assert.Contains("这几单的收货地址都一样", page, StringComparison.Ordinal);
        Assert.Contains("追回补贴", page, StringComparison.Ordinal);
        Assert.True((await own.Decisions.ProposeAsync(ownId, takeBack: true, "同一个人", officialId)).IsOk);
        // Whoever proposed it does not approve it.
        Assert.DoesNotContain(">批准</button>", await official.ReadAsync($"/backoffice/cases/{ownId}"), StringComparison.Ordinal);
        using var foreign = await official.GetAsync($"/backoffice/cases/{otherId}");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        var orderId = (await own.PayoutAsync(parcelId)).PaymentId;
        Assert.Contains("没有可以核查的订单", await official.ReadAsync($"/backoffice/cases/new?order={orderId}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereAnOrderHasSeveralSellersTheFormSaysThatACaseIsAboutOne()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "sellers@example.com", MemberRole.Official);
        using var official = visitor;
        var sale = await CaseFixture.OpenAsync(market, OrderFixture.Leishan);
        var trade = sale.Trade;
        var second = await trade.ListAsync(50_000, trade.Stranger);
        var intent = trade.Intent(sale.LotId, 5_000);
        var orderId = (await trade.Orders.PlaceAsync(intent with { Lines = [.. intent.Lines, new(second, 5_000)] })).Value;
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        foreach (var parcel in (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels.Select(shown => shown.Parcel))
        {
            Assert.True((await trade.Orders.ShipAsync(parcel.Id, parcel.FarmerId, "顺丰", OrderFixture.NumberOf(parcel.Id))).IsOk);
        }

        var form = await official.ReadAsync($"/backoffice/cases/new?order={orderId}");

        Assert.Contains("一次只核查一个卖家", form, StringComparison.Ordinal);
        var alone = await official.ReadAsync($"/backoffice/cases/new?order={await OtherOrderAsync(sale)}");
        Assert.DoesNotContain("一次只核查一个卖家", alone, StringComparison.Ordinal);
        Assert.Contains("立案", alone, StringComparison.Ordinal);
    }

    private static async Task<Guid> OtherOrderAsync(CaseFixture sale) => (await sale.PayoutAsync(await sale.SellAsync())).PaymentId;
}
