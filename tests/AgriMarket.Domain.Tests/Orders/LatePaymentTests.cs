using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class LatePaymentTests
{
    private readonly Lot lot = QuoteFixture.Lot(grams: 5_000);

    [Fact]
    public void AnExpiredOrderCanBeHadWhileAllOfItIsThere()
    {
        var order = Ended(OrderAction.Expire);

        Assert.True(CanBeHad(order, lot, 200));
        Assert.False(CanBeHad(order, lot, 199));
        Assert.False(CanBeHad(order, QuoteFixture.Lot(grams: 4_500), 200));
    }

    [Fact]
    public void WhatIsOffSaleOrCancelledCannot()
    {
        Assert.False(CanBeHad(Ended(OrderAction.Cancel), lot, 200));
        var order = Ended(OrderAction.Expire);
        Assert.False(LatePayment.CanBeHad(order, Lots(order, lot), Budgets(order, 200), QuoteFixture.Today.AddDays(6)));
        Assert.False(CanBeHad(order, QuoteFixture.Lot(grams: 5_000, id: lot.Id, status: LotStatus.Closed), 200));
    }

    [Fact]
    public void TheGrantsAreSetAsideAgainUnderNewIds()
    {
        var order = Ended(OrderAction.Expire);
        var first = order.Grants[0].TransferId;

        var again = Assert.Single(LatePayment.ReservedAgain(order, QuoteFixture.Now));

        Assert.Equal((TransferKind.Pending, 200, again.Id), (again.Kind, again.AmountFen, order.Grants[0].TransferId));
        Assert.NotEqual(first, again.Id);
    }

    private static bool CanBeHad(Order order, Lot now, long budgetFen) =>
        LatePayment.CanBeHad(order, Lots(order, now), Budgets(order, budgetFen), QuoteFixture.Today);

    private static Dictionary<Guid, Lot> Lots(Order order, Lot now) => new() { [order.Lines[0].LotId] = now };

    private static Dictionary<string, long> Budgets(Order order, long fen) =>
        order.Grants.ToDictionary(grant => AccountIds.Budget(grant.SchemeId), _ => fen);

    private Order Ended(OrderAction end)
    {
        var order = Placement
            .Plan(
                new OrderIntent(Guid.CreateVersion7(), Guid.CreateVersion7(), [new WantedLine(lot.Id, 5_000)], QuoteFixture.Home, null),
                QuoteFixture.Facts([lot], QuoteFixture.TowardsShipping()),
                TimeSpan.FromMinutes(15)
            )
            .Value.Order;
        Assert.True(order.Move(end, QuoteFixture.Now).IsOk);
        return order;
    }
}
