using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.Market;

/// <summary>What must be true of proposals and of the orders that they became.</summary>
internal sealed class MatchInvariants : IInvariants
{
    private static readonly Invariant OrderedProposalsAreOrders = Invariant.That(
        "A proposal is ordered exactly when there is an order of it, by its institution, and both sides have accepted.",
        db =>
            from proposal in db.Set<Proposal>()
            join one in db.Set<Order>() on proposal.Id equals one.Id into orders
            from order in orders.DefaultIfEmpty()
            where
                proposal.Status == ProposalStatus.Ordered
                    ? order == null
                        || order.BuyerId != proposal.InstitutionId
                        || proposal.Answer != ProposalAnswer.Accepted
                        || proposal.Parts.Any(part => part.Answer == ProposalAnswer.Waiting)
                    : order != null
            select new
            {
                proposal.Id,
                proposal.Status,
                proposal.Answer,
                HasOrder = order != null,
            },
        proposal => new Breach(
            $"proposal {proposal.Id}",
            $"{proposal.Status}, {proposal.Answer} by its institution, {(proposal.HasOrder ? "an order" : "no order")}",
            "an order of the institution if, and only if, everybody has answered and it is ordered"
        )
    );

    private static readonly Invariant LinesAreAcceptedParts = Invariant.That(
        "Each line of an order that was a proposal is a part that its farmer accepted, at its weight and price.",
        db =>
            from line in db.Set<OrderLine>()
            join proposal in db.Set<Proposal>() on line.OrderId equals proposal.Id
            join one in db.Set<ProposalPart>()
                on new { ProposalId = line.OrderId, line.LotId } equals new { one.ProposalId, one.LotId }
                into parts
            from part in parts.DefaultIfEmpty()
            where
                part == null
                || part.Answer != ProposalAnswer.Accepted
                || part.Grams != line.Grams
                || part.UnitGrams != line.UnitGrams
                || part.UnitPriceFen != line.UnitPriceFen
                || part.FarmerId != line.FarmerId
                || part.Household != line.Household
            select new { Line = line, Part = part },
        row => new Breach(
            $"line of order {row.Line.OrderId} for lot {row.Line.LotId}",
            row.Part is null
                ? "no part of the proposal"
                : $"a part of {row.Part.Grams} grams, {row.Part.UnitPriceFen} fen for {row.Part.UnitGrams} grams, {row.Part.Answer}",
            $"one of {row.Line.Grams} grams, {row.Line.UnitPriceFen} fen for {row.Line.UnitGrams} grams, accepted"
        )
    );

    private static readonly Invariant NobodyPaysMore = Invariant.That(
        "No institution pays more, delivered, than it said, and no consignment is lighter than it may be.",
        db =>
            from proposal in db.Set<Proposal>()
            join order in db.Set<Order>() on proposal.Id equals order.Id
            let grams = db.Set<OrderLine>().Where(line => line.OrderId == order.Id).Sum(line => line.Grams)
            where (order.GoodsFen + order.ShippingFen) * 1_000 > proposal.HighestFenPerKg * grams || grams < proposal.SmallestGrams
            select new
            {
                order.Id,
                DeliveredFen = order.GoodsFen + order.ShippingFen,
                Grams = grams,
                proposal.HighestFenPerKg,
                proposal.SmallestGrams,
            },
        order => new Breach(
            $"order {order.Id}",
            $"{order.DeliveredFen} fen for {order.Grams} grams",
            $"at most {order.HighestFenPerKg} fen a kilogram, and at least {order.SmallestGrams} grams"
        )
    );

    private static readonly Invariant PartsAreOfTheirLots = Invariant.That(
        "A part of a proposal is whole sale units of a lot of its farmer, loaded in the proposal's county.",
        db =>
            from part in db.Set<ProposalPart>()
            join two in db.Set<Proposal>() on part.ProposalId equals two.Id into proposals
            from proposal in proposals.DefaultIfEmpty()
            join one in db.Set<Lot>() on part.LotId equals one.Id into lots
            from lot in lots.DefaultIfEmpty()
            where
                proposal == null
                || lot == null
                || lot.FarmerId != part.FarmerId
                || lot.OriginCode != proposal.CountyCode
                || lot.UnitGrams != part.UnitGrams
                || lot.ProduceCode != part.ProduceCode
                || lot.Household != part.Household
                || part.Grams <= 0
                || part.Grams % part.UnitGrams != 0
                || part.UnitPriceFen <= 0
            select new { Part = part, CountyCode = proposal == null ? null : proposal.CountyCode },
        row => new Breach(
            $"part of proposal {row.Part.ProposalId} for lot {row.Part.LotId}",
            $"{row.Part.Grams} grams in units of {row.Part.UnitGrams} from farmer {row.Part.FarmerId}",
            row.CountyCode is null ? "a proposal that is there" : $"whole sale units of a lot of that farmer in {row.CountyCode}"
        )
    );

    private static readonly Invariant ProposalsSayWhen = Invariant.That(
        "A proposal that has ended says when, and no other does; each has parts.",
        db =>
            db.Set<Proposal>()
                .Where(proposal => (proposal.Status == ProposalStatus.Open) != (proposal.EndedAt == null) || !proposal.Parts.Any())
                .Select(proposal => new
                {
                    proposal.Id,
                    proposal.Status,
                    proposal.EndedAt,
                    Parts = proposal.Parts.Count,
                }),
        proposal => new Breach(
            $"proposal {proposal.Id}",
            $"{proposal.Status}, {(proposal.EndedAt is null ? "never ended" : "ended")}, {proposal.Parts} parts",
            "parts, and a time once it has ended"
        )
    );

    private static readonly Invariant AnswersSayWhen = Invariant.That(
        "An answer to a part of a proposal says when it was given; and whoever has not answered, that nobody has.",
        db =>
            db.Set<ProposalPart>()
                .Where(part => (part.Answer == ProposalAnswer.Waiting) != (part.AnsweredAt == null))
                .Select(part => new
                {
                    part.ProposalId,
                    part.LotId,
                    part.Answer,
                    part.AnsweredAt,
                }),
        part => new Breach(
            $"part of proposal {part.ProposalId} for lot {part.LotId}",
            $"{part.Answer} at {part.AnsweredAt:O}",
            "a time once it is answered"
        )
    );

    private static readonly Invariant ProposalsAreOfTheirDemands = Invariant.That(
        "A proposal is made to the institution of its demand, and may be answered from then on.",
        db =>
            from proposal in db.Set<Proposal>()
            join one in db.Set<Demand>() on proposal.DemandId equals one.Id into demands
            from demand in demands.DefaultIfEmpty()
            where demand == null || demand.InstitutionId != proposal.InstitutionId || proposal.AnswerBefore < proposal.MadeAt
            select new
            {
                proposal.Id,
                proposal.DemandId,
                proposal.InstitutionId,
            },
        proposal => new Breach(
            $"proposal {proposal.Id}",
            $"of demand {proposal.DemandId} to {proposal.InstitutionId}",
            "the institution of that demand, and times in their order"
        )
    );

    /// <summary>Money that came too late takes its goods again though others were proposed meanwhile: such orders do not count.</summary>
    private static readonly Invariant DemandsAreNotOverfilled = Invariant.That(
        "Of a demand no more is ordered, and proposed to be, than it asks for.",
        db =>
            from demand in db.Set<Demand>()
            let ordered = (
                from proposal in db.Set<Proposal>()
                join order in db.Set<Order>() on proposal.Id equals order.Id
                join line in db.Set<OrderLine>() on order.Id equals line.OrderId
                where
                    proposal.DemandId == demand.Id
                    && order.Status != OrderStatus.Cancelled
                    && order.Status != OrderStatus.Expired
                    && !db.Set<Hold>().Any(hold => hold.OrderId == order.Id && hold.Status == HoldStatus.Expired)
                select line.Grams - line.RefundedGrams
            ).Sum()
            let proposed = (
                from proposal in db.Set<Proposal>()
                join part in db.Set<ProposalPart>() on proposal.Id equals part.ProposalId
                where proposal.DemandId == demand.Id && proposal.Status == ProposalStatus.Open && part.Answer != ProposalAnswer.Refused
                select part.Grams
            ).Sum()
            where ordered + proposed > demand.Terms.Grams
            select new
            {
                demand.Id,
                demand.Terms.Grams,
                Ordered = ordered,
                Proposed = proposed,
            },
        demand => new Breach(
            $"demand {demand.Id}",
            $"{demand.Ordered} grams ordered and {demand.Proposed} proposed",
            $"at most {demand.Grams}"
        )
    );

    public string Name => "Matching";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [AuditedRows.Of<Demand>("demands"), AuditedRows.Of<Proposal>("proposals"), AuditedRows.Of<ProposalPart>("parts of proposals")];

    public IReadOnlyList<Invariant> All { get; } =
    [
        OrderedProposalsAreOrders,
        LinesAreAcceptedParts,
        NobodyPaysMore,
        PartsAreOfTheirLots,
        ProposalsAreOfTheirDemands,
        AnswersSayWhen,
        ProposalsSayWhen,
        DemandsAreNotOverfilled,
    ];
}
