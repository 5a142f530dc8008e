using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Orders;

/// <summary>
/// What all orders that wait for their payment have reserved, by buyer, mobile, delivery address and network address, and what new buyers
/// have reserved of each lot and budget. Not for several threads at once.
/// </summary>
public sealed class ReservationTally
{
    private static readonly Whose[] AllParties = Enum.GetValues<Whose>();

    private readonly Dictionary<Guid, Counted> reservations = [];
    private readonly Dictionary<Key, Party> parties = [];
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

        var sums = wanted.Sums;
        var one = wanted.Standing == BuyerStanding.New ? limits.New : limits.Known;
        foreach (var whose in AllParties)
        {
            var (limit, code) = whose switch
            {
                Whose.Buyer => (one, "order.unpaid-buyer"),
                Whose.Mobile => (one.Times(limits.BuyersOfMobile), "order.unpaid-mobile"),
                Whose.Address => (one.Times(limits.BuyersOfAddress), "order.unpaid-address"),
                _ => (one.Times(limits.BuyersOfNetwork), "order.unpaid-network"),
            };
            if (KeyOf(wanted, whose) is { } key && !(parties.TryGetValue(key, out var party) ? party.Sums + sums : sums).Fits(limit))
            {
                return new Rejection(code, null, limit.Orders, limit.Grams, limit.GrantFen);
            }
        }

        return null;
    }

    /// <summary>Counts an order; nothing when it is counted already.</summary>
    public bool Add(Reservation reservation)
    {
        if (reservations.ContainsKey(reservation.OrderId))
        {
            return false;
        }

        var counted = new Counted(
            PartyOf(reservation, Whose.Buyer)!,
            PartyOf(reservation, Whose.Mobile)!,
            PartyOf(reservation, Whose.Address),
            PartyOf(reservation, Whose.Network),
            reservation.Standing,
            reservation.PlacedAt,
            reservation.Lots,
            reservation.Grants
        );
        reservations.Add(reservation.OrderId, counted);
        var added = reservation.Sums;
        foreach (var party in (ReadOnlySpan<Party?>)[counted.Buyer, counted.Mobile, counted.Address, counted.Network])
        {
            party?.Sums += added;
        }

        Move(reservation, 1);
        return true;
    }

    /// <summary>Counts an order no more: it is paid, or has ended.</summary>
    /// <returns>What it had reserved; null when it was not counted.</returns>
    public Reservation? Remove(Guid orderId)
    {
        if (!reservations.Remove(orderId, out var counted))
        {
            return null;
        }

        var reservation = counted.ToReservation(orderId);
        var removed = reservation.Sums;
        foreach (var party in (ReadOnlySpan<Party?>)[counted.Buyer, counted.Mobile, counted.Address, counted.Network])
        {
            party?.Sums -= removed;
            if (party?.Sums == default(ReservedSums))
            {
                parties.Remove(party.Key);
            }
        }

        Move(reservation, -1);
        return reservation;
    }

    /// <summary>Counts those no more of which this is true, by the order's id and when it was placed.</summary>
    public void RemoveWhere(Func<Guid, DateTime, bool> isOver)
    {
        foreach (var (orderId, _) in reservations.Where(row => isOver(row.Key, row.Value.PlacedAt)).ToList())
        {
            Remove(orderId);
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

    private Party? PartyOf(Reservation reservation, Whose whose)
    {
        if (KeyOf(reservation, whose) is not { } key)
        {
            return null;
        }

        if (!parties.TryGetValue(key, out var party))
        {
            parties.Add(key, party = new Party(key));
        }

        return party;
    }

    /// <summary>Null where it is not known.</summary>
    private static Key? KeyOf(Reservation reservation, Whose whose) =>
        whose switch
        {
            Whose.Buyer => new Key(whose, reservation.BuyerId, null),
            Whose.Mobile => new Key(whose, default, reservation.Mobile),
            Whose.Address when reservation.AddressKey is { } door => new Key(whose, default, door),
            Whose.Network when reservation.Network is { } network => new Key(whose, default, network),
            _ => null,
        };

    private readonly record struct Key(Whose Whose, Guid Id, string? Text);

    /// <summary>One buyer, mobile, door or network address, with what is reserved for it. Shared by its orders.</summary>
    private sealed class Party(Key key)
    {
        public Key Key => key;

        public ReservedSums Sums { get; set; }
    }

    /// <summary>An order that is counted. There may be 100,000, and each object kept alive lengthens a garbage collection.</summary>
    private readonly record struct Counted(
        Party Buyer,
        Party Mobile,
        Party? Address,
        Party? Network,
        BuyerStanding Standing,
        DateTime PlacedAt,
        IReadOnlyList<ReservedPart> Lots,
        IReadOnlyList<ReservedPart> Grants
    )
    {
        public Reservation ToReservation(Guid orderId) =>
            new(orderId, Buyer.Key.Id, Mobile.Key.Text!, Address?.Key.Text, Network?.Key.Text, Standing, PlacedAt, Lots, Grants);
    }
}
