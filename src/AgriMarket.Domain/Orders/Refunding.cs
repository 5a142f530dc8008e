using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Orders;

/// <summary>Goods that are no longer sold, and why.</summary>
public sealed record StockReturn(Guid LotId, StockReason Reason, long Grams);

/// <summary>Goods of one parcel that are refunded, in fen.</summary>
public readonly record struct ParcelReturn(Guid ParcelId, long GoodsFen);

/// <summary>Everything that refunding a part of an order writes, beside the order itself.</summary>
/// <param name="Parcels">What its farmers no longer get, by parcel.</param>
public sealed record RefundPlan(
    Refund Refund,
    IReadOnlyList<StockReturn> Returns,
    IReadOnlyList<Transfer> Transfers,
    IReadOnlyList<ParcelReturn> Parcels
);

/// <summary>Decides what refunding a part of a paid order does to stock and money.</summary>
public static class Refunding
{
    /// <summary>
    /// The refund; the order's lines, parcels and status then say it too. Rejects with <c>refund.not-paid</c>,
    /// <c>refund.empty</c>, <c>refund.note</c>, and beside the line (its lot's id) with <c>refund.line-unknown</c>,
    /// <c>refund.step</c>, <c>refund.too-much</c>, <c>refund.shipped</c> (too late to cancel) or <c>refund.not-shipped</c>.
    /// </summary>
    /// <param name="lots">The lots of the order's lines, as they are now.</param>
    public static Result<RefundPlan> Plan(RefundIntent intent, Order order, IReadOnlyDictionary<Guid, Lot> lots, DateTime now)
    {
        (Parcel Parcel, IReadOnlyList<Guid> LotIds)[] parcels = [.. order.Parcels.Select(parcel => (parcel, LotsIn(parcel, order, lots)))];
        var wrong = WhyNot(intent, order, parcels).ToList();
        if (wrong.Count > 0)
        {
            return wrong;
        }

        var grams = intent.Lines.ToDictionary(line => line.LotId, line => line.Grams);
        Parcel[] undone =
        [
            .. parcels
                .Where(row =>
                    (row.Parcel.Status == ParcelStatus.ToShip || (intent.Kind == RefundKind.Unproven && row.Parcel.IsSent))
                    && row.LotIds.All(lotId => Line(order, lotId)!.KeptGrams == grams.GetValueOrDefault(lotId))
                )
                .Select(row => row.Parcel),
        ];
        var shares = RefundShares.Of(order, grams, parcels, undone);
        var refund = ToRefund(intent, order, shares, undone.Sum(parcel => parcel.ShippingFen), now);
        var transfers = Transfers(refund, order, shares);
        order.Take(refund, undone, shares);
        return new RefundPlan(
            refund,
            IsOfSent(intent.Kind) ? [] : [.. intent.Lines.Select(line => Return(line, intent.Kind, lots, now))],
            transfers,
            [
                .. parcels
                    .Select(row => new ParcelReturn(
                        row.Parcel.Id,
                        refund.Lines.Where(line => row.LotIds.Contains(line.LotId)).Sum(line => line.GoodsFen)
                    ))
                    .Where(parcel => parcel.GoodsFen > 0),
            ]
        );
    }

    /// <summary>A parcel is what one farmer sends from one county.</summary>
    private static IReadOnlyList<Guid> LotsIn(Parcel parcel, Order order, IReadOnlyDictionary<Guid, Lot> lots) =>
        [
            .. order
                .Lines.Where(line => line.FarmerId == parcel.FarmerId && lots[line.LotId].OriginCode == parcel.OriginCode)
                .Select(line => line.LotId),
        ];

    private static IEnumerable<Rejection> WhyNot(RefundIntent intent, Order order, (Parcel Parcel, IReadOnlyList<Guid> LotIds)[] parcels)
    {
        if (order.Status is not (OrderStatus.Paid or OrderStatus.Shipped or OrderStatus.Received))
        {
            return [new("refund.not-paid")];
        }

        if (intent.Lines.Count is 0 or > Quote.MaxLines || intent.Lines.DistinctBy(line => line.LotId).Count() != intent.Lines.Count)
        {
            return [new("refund.empty")];
        }

        var note = SingleLine.Of(intent.Note);
        var noteWrong = note.IsLongerThan(Refund.NoteMaxLength) || (intent.Kind != RefundKind.Unshipped && note.Length == 0);
        return intent
            .Lines.Select(line => WhyNot(line, intent.Kind, order, parcels))
            .OfType<Rejection>()
            .Concat(noteWrong ? [new("refund.note", nameof(intent.Note), Refund.NoteMaxLength)] : []);
    }

    private static Rejection? WhyNot(WantedLine wanted, RefundKind kind, Order order, (Parcel Parcel, IReadOnlyList<Guid> LotIds)[] parcels)
    {
        var field = wanted.LotId.ToString();
        if (Line(order, wanted.LotId) is not { } line)
        {
            return new("refund.line-unknown", field);
        }

        var isSent = parcels.First(row => row.LotIds.Contains(wanted.LotId)).Parcel.IsSent;
        if (isSent != IsOfSent(kind))
        {
            return new(isSent ? "refund.shipped" : "refund.not-shipped", field);
        }

        if (wanted.Grams <= 0 || wanted.Grams % line.UnitGrams != 0)
        {
            return new("refund.step", field, line.UnitGrams);
        }

        return wanted.Grams > line.KeptGrams ? new("refund.too-much", field, line.KeptGrams) : null;
    }

    private static Refund ToRefund(RefundIntent intent, Order order, RefundShares shares, long shippingFen, DateTime now)
    {
        var goodsFen = intent.Lines.Sum(line => Line(order, line.LotId)!.FenOf(line.Grams));
        var grantFen = shares.Schemes.Sum(scheme => scheme.Fen);
        return new Refund
        {
            Id = intent.Id,
            OrderId = order.Id,
            MemberId = intent.MemberId,
            Kind = intent.Kind,
            Note = SingleLine.Of(intent.Note),
            At = now,
            GoodsFen = goodsFen,
            ShippingFen = shippingFen,
            BuyerFen = goodsFen + shippingFen - grantFen,
            GrantFen = grantFen,
            Lines =
            [
                .. intent.Lines.Select(line => new RefundLine
                {
                    RefundId = intent.Id,
                    LotId = line.LotId,
                    Grams = line.Grams,
                    GoodsFen = Line(order, line.LotId)!.FenOf(line.Grams),
                    GrantFen = shares.OfLine(line.LotId),
                }),
            ],
        };
    }

    /// <summary>The way back of the order's own entries: from farmers and carriers through clearing to the schemes and the buyer.</summary>
    private static List<Transfer> Transfers(Refund refund, Order order, RefundShares shares)
    {
        Transfer Back(string from, string to, long fen) => Transfer.Direct(from, to, fen, LedgerReasons.Refund, order.Id, refund.At);

        List<Transfer> entries =
        [
            .. refund
                .Lines.GroupBy(line => Line(order, line.LotId)!.FarmerId)
                .Select(goods => Back(AccountIds.Farmer(goods.Key), AccountIds.Clearing, goods.Sum(line => line.GoodsFen))),
        ];
        if (refund.ShippingFen > 0)
        {
            entries.Add(Back(AccountIds.Carriers, AccountIds.Clearing, refund.ShippingFen));
        }

        entries.AddRange(
            shares
                .Schemes.Where(scheme => scheme.Fen > 0)
                .Select(scheme => Back(AccountIds.Clearing, AccountIds.Budget(scheme.SchemeId), scheme.Fen))
        );
        if (refund.BuyerFen > 0)
        {
            // From there it goes on once the gateway has it.
            entries.Add(Back(AccountIds.Clearing, AccountIds.Refunds, refund.BuyerFen));
        }

        return entries;
    }

    private static StockReturn Return(WantedLine line, RefundKind kind, IReadOnlyDictionary<Guid, Lot> lots, DateTime now) =>
        new(
            line.LotId,
            kind == RefundKind.Undelivered ? StockReason.Undelivered
                : lots[line.LotId].IsListed(ChinaTime.Day(now)) ? StockReason.Returned
                : StockReason.ReturnedOffSale,
            line.Grams
        );

    private static bool IsOfSent(RefundKind kind) => kind is RefundKind.Shipped or RefundKind.Unproven;

    private static OrderLine? Line(Order order, Guid lotId) => order.Lines.Find(line => line.LotId == lotId);
}
