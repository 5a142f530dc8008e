using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Orders;

/// <summary>
/// What all orders that wait for their payment have reserved, by buyer, mobile, delivery address and network address, and what new buyers
/// have reserved of each lot and budget. Not for several threads at once.
/// </summary>
public sealed class ReservationTally
{
    private readonly Dictionary<Guid, Reservation> reservations = [];
    private readonly Dictionary<Key, ReservedSums> sums = [];
    private readonly Dictionary<Guid, long> ofNewBuyers = [];
    private readonly Dictionary<Guid, List<RanOutOrder>> ranOut = [];

    private enum Whose
    {
        Buyer,
        Mobile,
        Address,
        Network,
    }

    public int Count => reservations.Count;

    /// <summary>What new buyers have reserved of a lot in grams, or of a scheme's budget in fen.</summary>
    public long OfNewBuyers(Guid lotOrSchemeId) => ofNewBuyers.GetValueOrDefault(lotOrSchemeId);

    /// <summary>
    /// Why an order may not be placed: <c>order.unpaid-pause</c> with the minutes to wait, or <c>order.unpaid-buyer</c>, <c>-mobile</c>,
    /// <c>-address</c>, <c>-network</c> with what may be reserved at once: orders, grams, fen. Null when it may.
    /// </summary>
    public Rejection? WhyNot(Reservation wanted, ReservationLimits limits, DateTime now)
    {
        if (
            ranOut.TryGetValue(wanted.BuyerId, out var orders) && limits.PausedUntil(orders.ConvertAll(order => order.At), now) is { } until
        )
        {
            return new Rejection("order.unpaid-pause", null, (long)Math.Ceiling((until - now).TotalMinutes));
        }

        var sum = wanted.Sums;
        var one = wanted.Standing == BuyerStanding.New ? limits.New : limits.Known;
        foreach (var key in KeysOf(wanted))
        {
            var (limit, code) = key.Whose switch
            {
                Whose.Buyer => (one, "order.unpaid-buyer"),
                Whose.Mobile => (one.Times(limits.BuyersOfMobile), "order.unpaid-mobile"),
                Whose.Address => (one.Times(limits.BuyersOfAddress), "order.unpaid-address"),
                _ => (one.Times(limits.BuyersOfNetwork), "order.unpaid-network"),
            };
            if (!(sums.GetValueOrDefault(key) + sum).Fits(limit))
            {
                return new Rejection(code, null, limit.Orders, limit.Grams, limit.GrantFen);
            }
        }

        return null;
    }

    /// <summary>Counts an order; nothing when it is counted already.</summary>
    public bool Add(Reservation reservation)
    {
        if (!reservations.TryAdd(reservation.OrderId, reservation))
        {
            return false;
        }

        var added = reservation.Sums;
        foreach (var key in KeysOf(reservation))
        {
            sums[key] = sums.GetValueOrDefault(key) + added;
        }

        Move(reservation, 1);
        return true;
    }

    /// <summary>Counts an order no more: it is paid, or has ended.</summary>
    /// <returns>What it had reserved; null when it was not counted.</returns>
    public Reservation? Remove(Guid orderId)
    {
        if (!reservations.Remove(orderId, out var reservation))
        {
            return null;
        }

        var removed = reservation.Sums;
        foreach (var key in KeysOf(reservation))
        {
            var left = sums[key] - removed;
            if (left == default)
            {
                sums.Remove(key);
            }
            else
            {
                sums[key] = left;
            }
        }

        Move(reservation, -1);
        return reservation;
    }

    /// <summary>Counts these no more.</summary>
    public void RemoveWhere(Func<Reservation, bool> isOver)
    {
        foreach (var reservation in reservations.Values.Where(isOver).ToList())
        {
            Remove(reservation.OrderId);
        }
    }

    /// <summary>Remembers that an order ran out unpaid, once, and forgets those of its buyer that count no more.</summary>
    public void RanOut(RanOutOrder order)
    {
        if (!ranOut.TryGetValue(order.BuyerId, out var orders))
        {
            ranOut.Add(order.BuyerId, orders = []);
        }

        orders.RemoveAll(known => known.OrderId == order.OrderId || known.At <= order.At - ReservationLimits.Remembered);
        orders.Add(order);
    }

    /// <summary>An order did not run out after all: its command was undone, or the payment came late and it is sold.</summary>
    public void DidNotRunOut(Guid orderId, Guid buyerId)
    {
        if (ranOut.TryGetValue(buyerId, out var orders) && orders.RemoveAll(known => known.OrderId == orderId) > 0 && orders.Count == 0)
        {
            ranOut.Remove(buyerId);
        }
    }

    private void Move(Reservation reservation, int sign)
    {
        if (reservation.Standing != BuyerStanding.New)
        {
            return;
        }

        foreach (var parts in (ReadOnlySpan<IReadOnlyList<ReservedPart>>)[reservation.Lots, reservation.Grants])
        {
            foreach (var part in parts)
            {
                var sum = ofNewBuyers.GetValueOrDefault(part.Id) + sign * part.Amount;
                if (sum == 0)
                {
                    ofNewBuyers.Remove(part.Id);
                }
                else
                {
                    ofNewBuyers[part.Id] = sum;
                }
            }
        }
    }

    private static IEnumerable<Key> KeysOf(Reservation reservation)
    {
        yield return new(Whose.Buyer, reservation.BuyerId, null);
        yield return new(Whose.Mobile, default, reservation.Mobile);
        if (reservation.AddressKey is { } door)
        {
            yield return new(Whose.Address, default, door);
        }

        if (reservation.Network is { } network)
        {
            yield return new(Whose.Network, default, network);
        }
    }

    private readonly record struct Key(Whose Whose, Guid Id, string? Text);
}
