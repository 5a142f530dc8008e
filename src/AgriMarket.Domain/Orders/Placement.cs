using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

/// <summary>What a buyer asks for. The id is made by the caller, so that a repeated request is recognised.</summary>
/// <param name="ExpectedFen">The sum the buyer saw; when the market's own figure differs the order is refused, never silently
/// changed.</param>
/// <param name="Network">From where it comes; null where nobody knows.</param>
/// <param name="ForEarlierArrival">Lines that may arrive past their best-before date are wanted if they come in time.</param>
public sealed record OrderIntent(
    Guid Id,
    Guid BuyerId,
    IReadOnlyList<WantedLine> Lines,
    Address ShipTo,
    long? ExpectedFen,
    string? Network = null,
    bool ForEarlierArrival = false
);

/// <summary>Everything that placing an order writes.</summary>
/// <param name="Holds">One a line.</param>
/// <param name="Transfers">Pending: each grant's money, reserved from its scheme's budget.</param>
/// <param name="Uses">What the grants add to the counted caps of their schemes.</param>
/// <param name="OwnerUses">What they add to the counts of those whose goods are bought.</param>
public sealed record PlacementPlan(
    Order Order,
    IReadOnlyList<Hold> Holds,
    IReadOnlyList<Transfer> Transfers,
    IReadOnlyList<SchemeUse> Uses,
    IReadOnlyList<OwnerUse> OwnerUses
);

/// <summary>Goods that an order owes a farmer for, in fen.</summary>
public readonly record struct SoldGoods(Guid FarmerId, long GoodsFen);

/// <summary>What of an order says where its money goes, in fen.</summary>
/// <param name="ToPayFen">What the buyer pays.</param>
/// <param name="Goods">One a line.</param>
public sealed record Sale(Guid OrderId, long ToPayFen, long ShippingFen, IReadOnlyList<SoldGoods> Goods)
{
    public static Sale Of(Order order) =>
        new(order.Id, order.ToPayFen, order.ShippingFen, order.Lines.ConvertAll(line => new SoldGoods(line.FarmerId, line.GoodsFen)));
}

/// <summary>Decides what placing and paying an order does to stock and money.</summary>
public static class Placement
{
    /// <summary>Turns an intent into an order, or says why not.</summary>
    /// <param name="holdFor">How long stock and grants wait for the payment.</param>
    public static Result<PlacementPlan> Plan(OrderIntent intent, QuoteFacts facts, TimeSpan holdFor)
    {
        var shipTo = Address.Check(intent.ShipTo, facts.Regions);
        if (!shipTo.IsOk)
        {
            return Result<PlacementPlan>.Refused(shipTo.Rejections);
        }

        var quoted = Quote.For(intent.Lines, shipTo.Value.RegionCode, intent.BuyerId, facts, intent.ForEarlierArrival);
        if (!quoted.IsOk)
        {
            return Result<PlacementPlan>.Refused(quoted.Rejections);
        }

        var quote = quoted.Value;
        if (intent.ExpectedFen is { } expected && expected != quote.ToPayFen)
        {
            return new Rejection("quote.changed", null, expected, quote.ToPayFen);
        }

        var payBefore = facts.Now + holdFor;
        var transfers = ReserveGrants(intent.Id, quote, facts.Now);
        var order = ToOrder(intent, shipTo.Value, quote, transfers, payBefore, facts);
        return new PlacementPlan(
            order,
            [
                .. quote.Lines.Select(line => new Hold
                {
                    OrderId = intent.Id,
                    LotId = line.Lot.Id,
                    Grams = line.Grams,
                    ExpiresAt = payBefore,
                }),
            ],
            transfers,
            [.. quote.Subsidies.Grants.SelectMany(grant => SchemeUse.Of(grant.Scheme, grant.AmountFen, order.Identity, facts.Now))],
            [.. quote.Subsidies.Grants.SelectMany(grant => grant.OwnerUses)]
        );
    }

    /// <summary>
    /// The entries that settle a paid order: the buyer's money and every grant come in, each farmer is owed the goods and the
    /// carriers the shipping. What comes in equals what goes out.
    /// </summary>
    public static IReadOnlyList<Transfer> Settle(Sale sale, IReadOnlyCollection<Transfer> pendingGrants, DateTime now)
    {
        var entries = new List<Transfer>();
        if (sale.ToPayFen > 0)
        {
            entries.Add(Transfer.Direct(AccountIds.Gateway, AccountIds.Clearing, sale.ToPayFen, LedgerReasons.Payment, sale.OrderId, now));
        }

        entries.AddRange(pendingGrants.Select(grant => grant.Posted(now)));
        entries.AddRange(
            sale.Goods.GroupBy(line => line.FarmerId)
                .Select(goods =>
                    Transfer.Direct(
                        AccountIds.Clearing,
                        AccountIds.Farmer(goods.Key),
                        goods.Sum(line => line.GoodsFen),
                        LedgerReasons.Goods,
                        sale.OrderId,
                        now
                    )
                )
        );
        if (sale.ShippingFen > 0)
        {
            entries.Add(
                Transfer.Direct(AccountIds.Clearing, AccountIds.Carriers, sale.ShippingFen, LedgerReasons.Shipping, sale.OrderId, now)
            );
        }

        return entries;
    }

    /// <summary>Each grant's money, reserved from its scheme's budget.</summary>
    private static Transfer[] ReserveGrants(Guid orderId, Quote quote, DateTime now) =>
        [
            .. quote.Subsidies.Grants.Select(grant =>
                Transfer.Pending(
                    AccountIds.Budget(grant.Scheme.Id),
                    AccountIds.Clearing,
                    grant.AmountFen,
                    LedgerReasons.Grant,
                    orderId,
                    now
                )
            ),
        ];

    private static Order ToOrder(
        OrderIntent intent,
        Address shipTo,
        Quote quote,
        Transfer[] grantTransfers,
        DateTime payBefore,
        QuoteFacts facts
    ) =>
        new()
        {
            Id = intent.Id,
            BuyerId = intent.BuyerId,
            ShipTo = shipTo,
            PlacedAt = facts.Now,
            Network = intent.Network,
            Standing = facts.Buyer?.Share is null ? BuyerStanding.Known : BuyerStanding.New,
            MobileKey = facts.Buyer?.MobileKey,
            AddressKey = facts.Buyer?.AddressKey,
            PayBefore = payBefore,
            GoodsFen = quote.GoodsFen,
            ShippingFen = quote.ShippingFen,
            ShippingSubsidyFen = quote.ShippingSubsidyFen,
            FundSubsidyFen = quote.FundSubsidyFen,
            ToPayFen = quote.ToPayFen,
            Lines = ToLines(intent.Id, quote),
            Parcels = ToParcels(intent.Id, quote, facts.Now),
            Grants = ToGrants(intent.Id, quote, grantTransfers),
        };

    private static List<OrderLine> ToLines(Guid orderId, Quote quote) =>
        [
            .. quote.Lines.Select(
                (line, i) =>
                    new OrderLine
                    {
                        OrderId = orderId,
                        LotId = line.Lot.Id,
                        FarmerId = line.Lot.FarmerId,
                        Household = line.Lot.Household,
                        ProduceCode = line.Lot.ProduceCode,
                        CampaignId = line.Lot.CampaignId,
                        Grams = line.Grams,
                        UnitGrams = line.Lot.UnitGrams,
                        UnitPriceFen = line.Lot.UnitPriceFen,
                        GoodsFen = line.GoodsFen,
                        GrantedFen = quote.Subsidies.Grants.Sum(grant => grant.LineShares[i]),
                        ReferenceFenPerKg = line.Reference?.FenPerKg,
                    }
            ),
        ];

    private static List<Parcel> ToParcels(Guid orderId, Quote quote, DateTime now) =>
        [
            .. quote.Parcels.Select(parcel => new Parcel
            {
                Id = Guid.CreateVersion7(new DateTimeOffset(now)),
                OrderId = orderId,
                FarmerId = parcel.FarmerId,
                OriginCode = parcel.OriginCode,
                Service = parcel.Freight.Service,
                Grams = parcel.Grams,
                DistanceKm = parcel.Freight.DistanceKm,
                ShippingFen = parcel.Freight.ChargeFen,
                TransitDaysTo = parcel.Freight.TransitDaysTo,
            }),
        ];

    private static List<Grant> ToGrants(Guid orderId, Quote quote, Transfer[] transfers)
    {
        int[] byLot = [.. Enumerable.Range(0, quote.Lines.Count)];
        Array.Sort(byLot, (one, other) => quote.Lines[one].Lot.Id.CompareTo(quote.Lines[other].Lot.Id));
        return
        [
            .. quote.Subsidies.Grants.Select(
                (grant, i) =>
                    new Grant
                    {
                        OrderId = orderId,
                        SchemeId = grant.Scheme.Id,
                        FundId = grant.Scheme.FundId,
                        Kind = grant.Scheme.Kind,
                        AmountFen = grant.AmountFen,
                        BaseFen = grant.BaseFen,
                        LineFen = Array.ConvertAll(byLot, line => grant.LineShares[line]),
                        BaseGrams = grant.BaseGrams,
                        TransferId = transfers[i].Id,
                    }
            ),
        ];
    }
}
