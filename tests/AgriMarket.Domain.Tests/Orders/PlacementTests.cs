using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class PlacementTests
{
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(15);

    [Fact]
    public void SettlingAPaidOrderLeavesNothingInClearing() =>
        Gen.Select(Gen.Int[1, 5], Gen.Long[1, 50_000], Gen.Int[1, 10_000], Gen.Long[1, 5_000])
            .Sample(
                (count, price, points, towardsShipping) =>
                {
                    Lot[] lots = [.. Enumerable.Range(0, count).Select(_ => QuoteFixture.Lot(unitPriceFen: price))];
                    var plan = Place(lots, QuoteFixture.TowardsGoods(points), QuoteFixture.TowardsShipping(towardsShipping));

                    var entries = Placement.Settle(Sale.Of(plan.Order), plan.Transfers, QuoteFixture.Now);

                    Assert.Equal(
                        entries.Where(entry => entry.CreditAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen),
                        entries.Where(entry => entry.DebitAccountId == AccountIds.Clearing).Sum(entry => entry.AmountFen)
                    );
                    Assert.All(
                        lots,
                        lot =>
                            Assert.Equal(
                                plan.Order.Lines.Where(line => line.FarmerId == lot.FarmerId).Sum(line => line.GoodsFen),
                                entries
                                    .Where(entry => entry.CreditAccountId == AccountIds.Farmer(lot.FarmerId))
                                    .Sum(entry => entry.AmountFen)
                            )
                    );
                }
            );

    [Fact]
    public void AnOrderThatFundsPayWholeTakesNothingFromTheBuyer()
    {
        var plan = Place([QuoteFixture.Lot()], QuoteFixture.TowardsGoods(10_000), QuoteFixture.TowardsShipping(10_000));

        Assert.Equal(0, plan.Order.ToPayFen);
        Assert.DoesNotContain(
            Placement.Settle(Sale.Of(plan.Order), plan.Transfers, QuoteFixture.Now),
            entry => entry.DebitAccountId == AccountIds.Gateway
        );
    }

    [Fact]
    public void StockAndGrantsWaitUntilTheSameMoment()
    {
        var plan = Place([QuoteFixture.Lot(), QuoteFixture.Lot()], QuoteFixture.TowardsShipping());

        Assert.All(plan.Holds, hold => Assert.Equal(plan.Order.PayBefore, hold.ExpiresAt));
        Assert.Equal(QuoteFixture.Now + HoldFor, plan.Order.PayBefore);
        Assert.Equal(plan.Order.Lines.Select(line => (line.LotId, line.Grams)), plan.Holds.Select(hold => (hold.LotId, hold.Grams)));
        Assert.Equal([(TransferKind.Pending, 200L)], plan.Transfers.Select(entry => (entry.Kind, entry.AmountFen)));
    }

    [Fact]
    public void AnotherSumThanTheBuyerSawIsRefusedWithBoth()
    {
        var lot = QuoteFixture.Lot();

        var refused = Placement
            .Plan(
                new(Guid.CreateVersion7(), Buyer, [new(lot.Id, 500)], QuoteFixture.Home, ExpectedFen: 379),
                QuoteFixture.Facts([lot]),
                HoldFor
            )
            .Rejections;

        Assert.Equal(("quote.changed", 379L, 980L), (refused[0].Code, refused[0].Args[0], refused[0].Args[1]));
    }

    [Fact]
    public void EveryWrongFieldOfTheAddressHasItsOwnSentence()
    {
        var lot = QuoteFixture.Lot();

        var refused = Placement
            .Plan(
                new(Guid.CreateVersion7(), Buyer, [new(lot.Id, 500)], new Address(" ", "1380000000", "52", new string('街', 121)), null),
                QuoteFixture.Facts([lot]),
                HoldFor
            )
            .Rejections;

        Assert.Equal(["address.name", "address.mobile", "address.region", "address.street"], refused.Select(rejection => rejection.Code));
        Assert.Equal(
            [nameof(Address.Name), nameof(Address.Mobile), nameof(Address.RegionCode), nameof(Address.Street)],
            refused.Select(rejection => rejection.Field)
        );
    }

    [Fact]
    public void AnOrderIsShippedWithItsLastParcelAndReceivedWithItsLast()
    {
        var order = Place([QuoteFixture.Lot(), QuoteFixture.Lot()]).Order;
        Assert.Equal("order.moved", order.Ship(order.Parcels[0].Id, "顺丰", "SF1000000000001", QuoteFixture.Now).Rejections[0].Code);
        order.Move(OrderAction.Pay, QuoteFixture.Now);

        order.Ship(order.Parcels[0].Id, "顺丰", "SF1000000000001", QuoteFixture.Now);
        order.Receive(order.Parcels[0].Id, QuoteFixture.Now);
        Assert.Equal(OrderStatus.Paid, order.Status);

        order.Ship(order.Parcels[1].Id, "顺丰", "SF1000000000002", QuoteFixture.Now);
        Assert.Equal(OrderStatus.Shipped, order.Status);

        order.Receive(order.Parcels[1].Id, QuoteFixture.Now);
        Assert.Equal((OrderStatus.Received, QuoteFixture.Now), (order.Status, order.EndedAt));
    }

    [Theory]
    [InlineData("", "SF1000000000001", "parcel.carrier")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十长", "SF1000000000001", "parcel.carrier")]
    [InlineData("顺丰", " ", "parcel.tracking-number")]
    [InlineData("顺丰", "单号", "parcel.tracking-number")]
    [InlineData("顺丰", "SF1<b>", "parcel.tracking-number")]
    public void AParcelIsSentWithACarrierAndANumberPeopleCanUse(string carrier, string number, string code)
    {
        var order = Place([QuoteFixture.Lot()]).Order;
        order.Move(OrderAction.Pay, QuoteFixture.Now);

        Assert.Equal(code, Assert.Single(order.Ship(order.Parcels[0].Id, carrier, number, QuoteFixture.Now).Rejections).Code);
        Assert.Equal(ParcelStatus.ToShip, order.Parcels[0].Status);
    }

    private static PlacementPlan Place(Lot[] lots, params FundedScheme[] schemes) =>
        Placement
            .Plan(
                new(Guid.CreateVersion7(), Buyer, [.. lots.Select(lot => new WantedLine(lot.Id, 5_000))], QuoteFixture.Home, null),
                QuoteFixture.Facts(lots, schemes),
                HoldFor
            )
            .Value;
}
