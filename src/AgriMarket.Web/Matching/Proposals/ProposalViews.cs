using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;

namespace AgriMarket.Web.Matching.Proposals;

/// <summary>As who somebody sees a proposal.</summary>
public enum ProposalSide
{
    Institution,
    Farmer,

    /// <summary>Sees all and answers nothing.</summary>
    Official,
}

/// <summary>
/// A proposal as one side may see it. A farmer sees their own lots and the money for them; of the others they see how many households they
/// are, what they weigh together and how many have accepted, and they do not see what the institution pays at most.
/// </summary>
/// <param name="Parts">Those that the reader may see, the heaviest first.</param>
/// <param name="Shares">What each of these has in the consignment as it stands, or in the order once there is one.</param>
/// <param name="FreightFen">Freight of all that stands, by the card; what the order paid once there is one.</param>
/// <param name="TransitDays">How long it travels at most.</param>
public sealed record ProposalView(
    ProposalSide Side,
    Proposal Proposal,
    Demand Demand,
    IReadOnlyList<ProposalPart> Parts,
    IReadOnlyList<PooledShare> Shares,
    long FreightFen,
    int TransitDays,
    ProposalOrder? Ordered
)
{
    /// <summary>The last China day on which it can be loaded so that it arrives in time.</summary>
    public DateOnly LoadBy => Proposal.ArrivesOn.AddDays(-TransitDays);

    /// <summary>Parts of others, which the reader does not see one by one.</summary>
    public IReadOnlyList<ProposalPart> Hidden => [.. Proposal.Parts.Except(Parts)];

    /// <summary>The reader's lots that nothing has been said about yet.</summary>
    public IReadOnlyList<Guid> WaitingLots => [.. Parts.Where(part => part.Answer == ProposalAnswer.Waiting).Select(part => part.LotId)];

    /// <summary>What a kilogram of what the reader sees costs delivered, up to the next fen.</summary>
    public long DeliveredFenPerKg =>
        ShareGrams == 0 ? 0 : Rounding.StepsUp((GoodsFen + ShareFreightFen) * Weights.KilogramGrams, ShareGrams);

    public long GoodsFen => Shares.Sum(share => share.GoodsFen);

    public long ShareFreightFen => Shares.Sum(share => share.FreightFen);

    public long ShareGrams => Shares.Sum(share => share.Grams);

    /// <summary>The reader can still say something.</summary>
    public bool IsAsked(DateTime now) =>
        Proposal.Status == ProposalStatus.Open
        && now < Proposal.AnswerBefore
        && Side switch
        {
            ProposalSide.Institution => Proposal.Answer == ProposalAnswer.Waiting,
            ProposalSide.Farmer => Parts.Any(part => part.Answer == ProposalAnswer.Waiting),
            _ => false,
        };
}

/// <summary>What became of an accepted proposal.</summary>
/// <param name="Parcels">Those that the reader has to do with.</param>
public sealed record ProposalOrder(Order Order, IReadOnlyList<ProposalParcel> Parcels)
{
    /// <summary>How far the money of a lot's farmer is; null where it is not due yet.</summary>
    public PayoutStatus? PayoutOf(Guid lotId) =>
        Parcels.FirstOrDefault(parcel => parcel.Parcel.FarmerId == Order.Lines.Find(line => line.LotId == lotId)?.FarmerId)?.Payout;
}

/// <summary>What one farmer sends of it.</summary>
/// <param name="Payout">Null where it is not due yet.</param>
public sealed record ProposalParcel(Parcel Parcel, string FarmerName, PayoutStatus? Payout);

/// <summary>A proposal in a list of one member's: their own parts of it, or all of them for the institution.</summary>
/// <param name="OrderStatus">Of the order that some of these parts are in; null where none is.</param>
public sealed record ListedProposal(Proposal Proposal, string InstitutionName, IReadOnlyList<ProposalPart> Parts, OrderStatus? OrderStatus)
{
    public long Grams => Parts.Sum(part => part.Grams);

    public long GoodsFen => Parts.Sum(part => part.GoodsFen);

    /// <summary>What there is most of.</summary>
    public string ProduceCode => Parts.MaxBy(part => part.Grams)!.ProduceCode;
}

/// <summary>
/// Another demand that a farmer's lot could go to, or why not. Whose it is and what it pays at most are not their business.
/// </summary>
/// <param name="DistanceKm">Null where nothing is carried there.</param>
/// <param name="ArrivesOn">Null where it never came to that.</param>
/// <param name="UnitPriceFen">What the farmer would be paid for a sale unit; null where it does not fit.</param>
/// <param name="ConsignmentGrams">What the smallest consignment weighs, where the lot alone is less.</param>
public sealed record OtherDemand(
    Guid LotId,
    string PlaceCode,
    long Grams,
    DateOnly From,
    DateOnly To,
    int? DistanceKm,
    DateOnly? ArrivesOn,
    ArcReason Reason,
    long? UnitPriceFen,
    long? ConsignmentGrams
);
