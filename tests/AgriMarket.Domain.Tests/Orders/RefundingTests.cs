using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class RefundingTests
{
    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(15);

    [Fact]
    public void ALineThatNobodySubsidisedGivesTheBuyerAllOfIt()
    {
        var (subsidised, plain) = (QuoteFixture.Lot(), QuoteFixture.Lot(origin: QuoteFixture.Shouguang));
        var order = Paid([(subsidised, 5_000), (plain, 5_000)], QuoteFixture.TowardsGoods());

        var refund = Give(order, [subsidised, plain], (plain, 5_000)).Refund;

        Assert.Equal((3_800, order.Parcels[1].ShippingFen, 0), (refund.GoodsFen, refund.ShippingFen, refund.GrantFen));
        Assert.Equal(3_800 + refund.ShippingFen, refund.BuyerFen);
        Assert.Equal(
            (ParcelStatus.ToShip, ParcelStatus.Cancelled, OrderStatus.Paid),
            (order.Parcels[0].Status, order.Parcels[1].Status, order.Status)
        );
    }

    [Fact]
    public void AGrantGoesBackInItsProportionAndTheShippingOnlyWithTheWholeParcel()
    {
        var lot = QuoteFixture.Lot();
        var order = Paid([(lot, 5_000)], QuoteFixture.TowardsGoods(basisPoints: 3_333), QuoteFixture.TowardsShipping());

        var first = Give(order, [lot], (lot, 500)).Refund;
        // 33.33 % of 38.00 yuan is 12.66; a tenth of it is 1.266, of which the scheme gets 1.26 and the buyer the rest.
        Assert.Equal((380, 0, 126, 254), (first.GoodsFen, first.ShippingFen, first.GrantFen, first.BuyerFen));

        var rest = Give(order, [lot], (lot, 4_500)).Refund;
        Assert.Equal((3_420, order.ShippingFen, 1_266 + 200 - 126), (rest.GoodsFen, rest.ShippingFen, rest.GrantFen));
        Assert.Equal(order.ToPayFen, first.BuyerFen + rest.BuyerFen);
        Assert.Equal((OrderStatus.Refunded, ParcelStatus.Cancelled), (order.Status, order.Parcels[0].Status));
    }

    [Fact]
    public void AnySequenceOfRefundsEndsWithEverybodyHavingExactlyWhatHePaid() =>
        Gen.Select(
                Gen.Select(Gen.Int[1, 9], Gen.Long[1, 5_000], Gen.Bool).Array[1, 4],
                Gen.Int[1, 9_999].Array[0, 3],
                Gen.Long[1, 900].Array[0, 2],
                Gen.Int
            )
            .Sample(
                (wanted, percents, shipping, seed) =>
                {
                    // Two farmers, so that parcels hold several lines.
                    Guid[] farmers = [Guid.CreateVersion7(), Guid.CreateVersion7()];
                    Lot[] lots =
                    [
                        .. wanted.Select(
                            (line, i) =>
                                QuoteFixture.Lot(
                                    unitPriceFen: line.Item2,
                                    origin: line.Item3 ? QuoteFixture.Leishan : QuoteFixture.Shouguang,
                                    farmerId: farmers[i % 2]
                                )
                        ),
                    ];
                    var order = Paid(
                        lots.Zip(wanted, (lot, line) => (lot, line.Item1 * 500L)),
                        [
                            .. percents.Select(
                                (percent, i) => QuoteFixture.TowardsGoods(percent, scope: i == 0 ? CountyScope.Listed : CountyScope.Any)
                            ),
                            .. shipping.Select(fen => QuoteFixture.TowardsShipping(fen)),
                        ]
                    );
                    var random = new Random(seed);
                    var plans = new List<RefundPlan>();
                    while (order.Status != OrderStatus.Refunded)
                    {
                        OrderLine[] left = [.. order.Lines.Where(line => line.KeptGrams > 0)];
                        var line = left[random.Next(left.Length)];
                        plans.Add(
                            Give(
                                order,
                                lots,
                                (lots.First(lot => lot.Id == line.LotId), 500 * random.NextInt64(1, line.KeptGrams / 500 + 1))
                            )
                        );
                    }

                    Assert.All(plans, plan => Assert.True(plan.Refund.BuyerFen >= 0 && plan.Transfers.All(entry => entry.AmountFen > 0)));
                    Assert.Equal(plans.Sum(plan => plan.Refund.GrantFen), order.Lines.Sum(line => line.GrantReturnedFen));
                    Assert.Equal(
                        (order.GoodsFen, order.ShippingFen, order.ToPayFen),
                        (
                            plans.Sum(plan => plan.Refund.GoodsFen),
                            plans.Sum(plan => plan.Refund.ShippingFen),
                            plans.Sum(plan => plan.Refund.BuyerFen)
                        )
                    );
                    Assert.All(
                        order.Grants,
                        grant =>
                            Assert.Equal(
                                grant.AmountFen,
                                plans
                                    .SelectMany(plan => plan.Transfers)
                                    .Where(entry => entry.CreditAccountId == AccountIds.Budget(grant.SchemeId))
                                    .Sum(entry => entry.AmountFen)
                            )
                    );
                    return true;
                },
                iter: 300
            );

    [Fact]
    public void UnshippedGoodsGoBackOnSaleOrAreWrittenOffAndShippedOnesAreGone()
    {
        var lot = QuoteFixture.Lot();
        Assert.Equal([new StockReturn(lot.Id, StockReason.Returned, 500)], Give(Paid([(lot, 5_000)]), [lot], (lot, 500)).Returns);

        var order = Paid([(lot, 5_000)]);
        var closed = QuoteFixture.Lot(id: lot.Id, status: LotStatus.Closed);
        Assert.Equal([new StockReturn(closed.Id, StockReason.ReturnedOffSale, 500)], Give(order, [closed], (closed, 500)).Returns);

        order.Ship(order.Parcels[0].Id, "顺丰", "SF1000000000001", QuoteFixture.Now);
        var shipped = Ask(order, [closed], RefundKind.Shipped, "坏了两斤", (closed, 1_000)).Value;
        Assert.Empty(shipped.Returns);
        Assert.Equal((760, 0, OrderStatus.Shipped), (shipped.Refund.GoodsFen, shipped.Refund.ShippingFen, order.Status));
    }

    [Fact]
    public void WhatCannotBeSentIsWrittenOffThoughItsLotIsOnSale()
    {
        var lot = QuoteFixture.Lot();
        var order = Paid([(lot, 5_000)]);

        Assert.Equal("refund.note", Ask(order, [lot], RefundKind.Undelivered, "", (lot, 5_000)).Rejections[0].Code);
        var plan = Ask(order, [lot], RefundKind.Undelivered, "遭了霜冻", (lot, 5_000)).Value;

        Assert.Equal([new StockReturn(lot.Id, StockReason.Undelivered, 5_000)], plan.Returns);
        Assert.Equal((order.ToPayFen, OrderStatus.Refunded), (plan.Refund.BuyerFen, order.Status));
    }

    [Fact]
    public void WhatCannotBeGivenBackIsRefusedBesideItsLine()
    {
        var lot = QuoteFixture.Lot();
        var order = Paid([(lot, 5_000)]);

        Assert.Equal("refund.empty", Ask(order, [lot], RefundKind.Unshipped, "").Rejections[0].Code);
        Assert.Equal("refund.empty", Ask(order, [lot], RefundKind.Unshipped, "", (lot, 500), (lot, 500)).Rejections[0].Code);
        Assert.Equal("refund.line-unknown", Ask(order, [lot], RefundKind.Unshipped, "", (QuoteFixture.Lot(), 500)).Rejections[0].Code);
        Assert.Equal("refund.step", Ask(order, [lot], RefundKind.Unshipped, "", (lot, 501)).Rejections[0].Code);
        Assert.Equal("refund.step", Ask(order, [lot], RefundKind.Unshipped, "", (lot, 0)).Rejections[0].Code);
        Assert.Equal(
            ("refund.too-much", lot.Id.ToString()),
            Ask(order, [lot], RefundKind.Unshipped, "", (lot, 5_500)) is var much
                ? (much.Rejections[0].Code, much.Rejections[0].Field)
                : default
        );
        Assert.Equal("refund.not-shipped", Ask(order, [lot], RefundKind.Shipped, "坏了", (lot, 500)).Rejections[0].Code);

        order.Ship(order.Parcels[0].Id, "顺丰", "SF1000000000001", QuoteFixture.Now);
        Assert.Equal("refund.shipped", Ask(order, [lot], RefundKind.Unshipped, "", (lot, 500)).Rejections[0].Code);
        Assert.Equal("refund.note", Ask(order, [lot], RefundKind.Shipped, " ", (lot, 500)).Rejections[0].Code);
        Assert.Equal("refund.not-paid", Ask(Placed([(lot, 500)]).Order, [lot], RefundKind.Unshipped, "", (lot, 500)).Rejections[0].Code);
    }

    [Fact]
    public void CancellingTheLastParcelThatWaitsLetsTheOrderMoveOn()
    {
        var (sent, waiting) = (QuoteFixture.Lot(), QuoteFixture.Lot());
        var order = Paid([(sent, 500), (waiting, 500)]);
        var parcel = order.Parcels.Find(row => row.FarmerId == sent.FarmerId)!;
        order.Ship(parcel.Id, "顺丰", "SF1000000000001", QuoteFixture.Now);
        order.Receive(parcel.Id, QuoteFixture.Now);

        Give(order, [sent, waiting], (waiting, 500));

        Assert.Equal(OrderStatus.Received, order.Status);
    }

    private static RefundPlan Give(Order order, Lot[] lots, params (Lot Lot, long Grams)[] lines) =>
        Ask(order, lots, RefundKind.Unshipped, "", lines).Value;

    private static Result<RefundPlan> Ask(Order order, Lot[] lots, RefundKind kind, string note, params (Lot Lot, long Grams)[] lines) =>
        Refunding.Plan(
            new RefundIntent(
                Guid.CreateVersion7(),
                order.Id,
                order.BuyerId,
                kind,
                [.. lines.Select(line => new WantedLine(line.Lot.Id, line.Grams))],
                note
            ),
            order,
            lots.ToDictionary(lot => lot.Id),
            QuoteFixture.Now
        );

    private static Order Paid(IEnumerable<(Lot Lot, long Grams)> lines, params IReadOnlyCollection<FundedScheme> schemes)
    {
        var order = Placed(lines, schemes).Order;
        Assert.True(order.Move(OrderAction.Pay, QuoteFixture.Now).IsOk);
        return order;
    }

    private static PlacementPlan Placed(IEnumerable<(Lot Lot, long Grams)> lines, params IReadOnlyCollection<FundedScheme> schemes)
    {
        (Lot Lot, long Grams)[] wanted = [.. lines];
        return Placement
            .Plan(
                new OrderIntent(
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    [.. wanted.Select(line => new WantedLine(line.Lot.Id, line.Grams))],
                    QuoteFixture.Home,
                    null
                ),
                QuoteFixture.Facts(wanted.Select(line => line.Lot), schemes),
                HoldFor
            )
            .Value;
    }
}
