using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

/// <summary>Decides what becomes of money that arrives when the order no longer waits for it.</summary>
public static class LatePayment
{
    /// <summary>
    /// True when an expired order can still be had as it was: each lot is on sale with all of the grams, and each scheme has the
    /// whole of its grant. A cancelled order was given up, and its money always goes back.
    /// </summary>
    /// <param name="budgets">What is left of the budget account of each scheme that may still pay, by its id.</param>
    public static bool CanBeHad(
        Order order,
        IReadOnlyDictionary<Guid, Lot> lots,
        IReadOnlyDictionary<string, long> budgets,
        DateOnly today
    ) =>
        Order.Statuses.Allows(order.Status, OrderAction.PayLate)
        && order.Lines.TrueForAll(line => lots[line.LotId].IsOnSale(today) && lots[line.LotId].AvailableGrams >= line.Grams)
        && order.Grants.TrueForAll(grant => budgets.GetValueOrDefault(AccountIds.Budget(grant.SchemeId)) >= grant.AmountFen);

    /// <summary>The entries that set each grant's money aside a second time; the first transfer has expired.</summary>
    public static IReadOnlyList<Transfer> ReservedAgain(Order order, DateTime now)
    {
        var entries = new List<Transfer>();
        foreach (var grant in order.Grants)
        {
            var pending = Transfer.Pending(
                AccountIds.Budget(grant.SchemeId),
                AccountIds.Clearing,
                grant.AmountFen,
                LedgerReasons.Grant,
                order.Id,
                now
            );
            grant.TransferId = pending.Id;
            entries.Add(pending);
        }

        return entries;
    }
}
