using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Matching.Proposals;

/// <summary>Everything that turning a proposal into an order looks at, as of one moment.</summary>
/// <param name="Lots">The lots of the proposal that exist.</param>
/// <param name="PayFor">How long stock waits for the institution's payment.</param>
public sealed record BulkFacts(Address ShipTo, IReadOnlyDictionary<Guid, Lot> Lots, MatchMap Map, TimeSpan PayFor, DateTime Now);

/// <summary>Turns what both sides accepted into an order like any other: held stock, one payment, one payout a parcel.</summary>
public static class BulkOrder
{
    /// <summary>
    /// The order: accepted parts that are still there, at the prices of the proposal, and freight by the card for what they weigh
    /// together, shared among the farmers' parcels by weight. Public money is no part of it. A part whose lot sold out in the shop
    /// meanwhile stays out. Rejects with <c>proposal.waiting</c> while somebody has not answered, <c>proposal.too-little</c> when
    /// what is left is lighter than it may be, and <c>freight.no-route</c>.
    /// </summary>
    public static Result<PlacementPlan> Plan(Proposal proposal, BulkFacts facts)
    {
        if (proposal.IsWaiting)
        {
            return new Rejection("proposal.waiting");
        }

        ProposalPart[] parts =
        [
            .. proposal.Parts.Where(part => part.Answer == ProposalAnswer.Accepted && IsThere(part, facts)).OrderBy(part => part.LotId),
        ];
        var grams = parts.Sum(part => part.Grams);
        if (grams == 0 || grams < proposal.SmallestGrams || proposal.Answer != ProposalAnswer.Accepted)
        {
            return new Rejection("proposal.too-little", null, grams, proposal.SmallestGrams);
        }

        return
            facts.Map.Tariff.Quote(FreightService.Bulk, proposal.CountyCode, proposal.PlaceCode, proposal.DistanceKm, grams) is { } freight
            ? Order(proposal, parts, freight, facts)
            : new Rejection("freight.no-route");
    }

    /// <summary>
    /// What each household has in a bulk order: its goods, and its part of the freight of the parcel that they travel in. Goods
    /// and freight add up to those of each parcel and of the order, to the fen. What was refunded later is not taken off.
    /// </summary>
    public static IReadOnlyList<PooledShare> Shares(Order order) =>
        [
            .. order
                .Parcels.SelectMany(parcel =>
                    Pooling.Shares(
                        order
                            .Lines.Where(line => line.FarmerId == parcel.FarmerId)
                            .Select(line => new PooledPart(line.LotId, line.Household, line.Grams, line.UnitGrams, line.UnitPriceFen)),
                        parcel.ShippingFen
                    )
                )
                .OrderBy(share => share.LotId),
        ];

    private static bool IsThere(ProposalPart part, BulkFacts facts) =>
        facts.Lots.TryGetValue(part.LotId, out var lot) && lot.IsOnSale(ChinaTime.Day(facts.Now)) && lot.AvailableGrams >= part.Grams;

    private static PlacementPlan Order(Proposal proposal, ProposalPart[] parts, FreightQuote freight, BulkFacts facts)
    {
        var payBefore = facts.Now + facts.PayFor;
        var goodsFen = parts.Sum(part => part.GoodsFen);
        var order = new Order
        {
            Id = proposal.Id,
            BuyerId = proposal.InstitutionId,
            ShipTo = facts.ShipTo,
            PlacedAt = facts.Now,
            PayBefore = payBefore,
            GoodsFen = goodsFen,
            ShippingFen = freight.ChargeFen,
            ShippingSubsidyFen = 0,
            FundSubsidyFen = 0,
            ToPayFen = goodsFen + freight.ChargeFen,
            Lines = [.. parts.Select(part => Line(part, facts.Lots[part.LotId]))],
            Parcels = Parcels(proposal, parts, freight, facts.Now),
        };
        return new(
            order,
            [
                .. parts.Select(part => new Hold
                {
                    OrderId = order.Id,
                    LotId = part.LotId,
                    Grams = part.Grams,
                    ExpiresAt = payBefore,
                }),
            ],
            [],
            [],
            []
        );
    }

    private static OrderLine Line(ProposalPart part, Lot lot) =>
        new()
        {
            OrderId = part.ProposalId,
            LotId = part.LotId,
            FarmerId = part.FarmerId,
            Household = part.Household,
            ProduceCode = part.ProduceCode,
            CampaignId = lot.CampaignId,
            Grams = part.Grams,
            UnitGrams = part.UnitGrams,
            UnitPriceFen = part.UnitPriceFen,
            GoodsFen = part.GoodsFen,
        };

    /// <summary>One a farmer: each sends their own, and the institution sees the parts arrive.</summary>
    private static List<Parcel> Parcels(Proposal proposal, ProposalPart[] parts, FreightQuote freight, DateTime now)
    {
        (Guid FarmerId, long Grams)[] farmers =
        [
            .. parts.GroupBy(part => part.FarmerId).Select(own => (own.Key, own.Sum(part => part.Grams))),
        ];
        var shares = Rounding.LargestRemainder(freight.ChargeFen, [.. farmers.Select(farmer => farmer.Grams)]);
        return
        [
            .. farmers.Select(
                (farmer, i) =>
                    new Parcel
                    {
                        Id = Guid.CreateVersion7(new DateTimeOffset(now)),
                        OrderId = proposal.Id,
                        FarmerId = farmer.FarmerId,
                        OriginCode = proposal.CountyCode,
                        Service = FreightService.Bulk,
                        Grams = farmer.Grams,
                        DistanceKm = proposal.DistanceKm,
                        ShippingFen = shares[i],
                        TransitDaysTo = freight.TransitDaysTo,
                    }
            ),
        ];
    }
}
