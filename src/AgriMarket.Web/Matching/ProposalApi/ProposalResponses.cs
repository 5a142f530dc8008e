using System.ComponentModel;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Matching.Proposals;

namespace AgriMarket.Web.Matching.ProposalApi;

/// <summary>A stretch of a member's proposals.</summary>
internal sealed record ProposalsResponse(
    IReadOnlyList<ListedProposalResponse> Items,
    [property: Description("Send it as cursor for what comes behind; null at the end.")] string? Next
);

/// <summary>A proposal in a list, with the parts that whoever asks has to do with.</summary>
internal sealed record ListedProposalResponse(
    Guid Id,
    Guid DemandId,
    string Institution,
    ProposalStatus Status,
    ProposalAnswer InstitutionAnswer,
    DateTime MadeAt,
    DateTime AnswerBefore,
    DateOnly ArrivesOn,
    OrderStatus? OrderStatus,
    IReadOnlyList<ProposalPartResponse> Parts
)
{
    public static ListedProposalResponse Of(ListedProposal listed) =>
        new(
            listed.Proposal.Id,
            listed.Proposal.DemandId,
            listed.InstitutionName,
            listed.Proposal.Status,
            listed.Proposal.Answer,
            listed.Proposal.MadeAt,
            listed.Proposal.AnswerBefore,
            listed.Proposal.ArrivesOn,
            listed.OrderStatus,
            [.. listed.Parts.Select(ProposalPartResponse.Of)]
        );
}

/// <summary>What one lot has in a proposal.</summary>
internal sealed record ProposalPartResponse(
    Guid LotId,
    string Household,
    string ProduceCode,
    long Grams,
    long UnitGrams,
    long UnitPriceFen,
    long GoodsFen,
    [property: Description("What freight was counted with, in fen for a kilogram.")] long FreightFenPerKg,
    [property: Description("How the run valued a kilogram: saved + income + listed − freight.")] ProposalValueResponse Value,
    ProposalAnswer Answer
)
{
    public static ProposalPartResponse Of(ProposalPart part) =>
        new(
            part.LotId,
            part.Household,
            part.ProduceCode,
            part.Grams,
            part.UnitGrams,
            part.UnitPriceFen,
            part.GoodsFen,
            part.FreightFenPerKg,
            new(part.SavedPoints, part.IncomePoints, part.FreightPoints, part.ListedPoints),
            part.Answer
        );
}

internal sealed record ProposalValueResponse(long SavedPoints, long IncomePoints, long FreightPoints, long ListedPoints);

/// <summary>A proposal as one side sees it. A farmer gets their own parts and shares, and not the institution's highest price.</summary>
internal sealed record ProposalViewResponse(
    Guid Id,
    Guid DemandId,
    string Institution,
    ProposalSide Side,
    ProposalStatus Status,
    ProposalAnswer InstitutionAnswer,
    string CountyCode,
    string PlaceCode,
    int DistanceKm,
    [property: Description("The last day on which it can be loaded to arrive in time.")] DateOnly LoadBy,
    DateOnly ArrivesOn,
    DateTime MadeAt,
    DateTime AnswerBefore,
    DateTime? EndedAt,
    [property: Description("Of all households together, without those who refused.")] long StandingGrams,
    [property: Description("Null for farmers.")] long? HighestFenPerKg,
    [property: Description("Freight of all that stands.")] long FreightFen,
    IReadOnlyList<ProposalPartResponse> Parts,
    IReadOnlyList<HouseholdShareResponse> Shares,
    [property: Description("The order that it became, of the same id; null before.")] ProposalOrderResponse? Order
)
{
    public static ProposalViewResponse Of(ProposalView view)
    {
        var proposal = view.Proposal;
        return new(
            proposal.Id,
            proposal.DemandId,
            view.Demand.InstitutionName,
            view.Side,
            proposal.Status,
            proposal.Answer,
            proposal.CountyCode,
            proposal.PlaceCode,
            proposal.DistanceKm,
            view.LoadBy,
            proposal.ArrivesOn,
            proposal.MadeAt,
            proposal.AnswerBefore,
            proposal.EndedAt,
            proposal.StandingGrams,
            view.Side == ProposalSide.Farmer ? null : proposal.HighestFenPerKg,
            view.FreightFen,
            [.. view.Parts.Select(ProposalPartResponse.Of)],
            [
                .. view.Shares.Select(share => new HouseholdShareResponse(
                    share.LotId,
                    share.Household,
                    share.Grams,
                    share.GoodsFen,
                    share.FreightFen,
                    view.Ordered?.PayoutOf(share.LotId)
                )),
            ],
            view.Ordered is { } ordered ? ProposalOrderResponse.Of(ordered) : null
        );
    }
}

/// <summary>What one household has in it, to the gram and the fen.</summary>
internal sealed record HouseholdShareResponse(
    Guid LotId,
    string Household,
    long Grams,
    long GoodsFen,
    long FreightFen,
    [property: Description("How far the money for it is: waiting, sending, paid, cancelled or failed; null where it is not due yet.")]
        PayoutStatus? Payout
);

internal sealed record ProposalOrderResponse(
    string Number,
    OrderStatus Status,
    DateTime PayBefore,
    DateTime? PaidAt,
    IReadOnlyList<ProposalParcelResponse> Parcels
)
{
    public static ProposalOrderResponse Of(ProposalOrder ordered) =>
        new(
            ordered.Order.Number,
            ordered.Order.Status,
            ordered.Order.PayBefore,
            ordered.Order.PaidAt,
            [
                .. ordered.Parcels.Select(row => new ProposalParcelResponse(
                    row.Parcel.Id,
                    row.FarmerName,
                    row.Parcel.Status,
                    row.Parcel.Grams,
                    row.Parcel.ShippingFen
                )),
            ]
        );
}

internal sealed record ProposalParcelResponse(Guid Id, string Farmer, ParcelStatus Status, long Grams, long ShippingFen);

/// <summary>Yes or no to a proposal.</summary>
internal sealed record AnswerRequest(
    bool Accept,
    [property: Description("Your own lots, as a farmer. Without it the institution answers for the whole.")]
        IReadOnlyList<Guid>? LotIds = null
);

/// <summary>On what terms a lot is proposed to institutions.</summary>
[method: JsonConstructor]
internal sealed record BulkTermsResponse(
    [property: Description("False keeps the lot out of every run.")] bool IsOffered,
    [property: Description("The least that is taken for a sale unit.")] long FloorUnitFen,
    [property: Description("The smallest part for one institution: whole sale units.")] long SmallestGrams,
    [property: Description("extra, first or second; null when nobody graded it.")] ProduceGrade? Grade = null
)
{
    public static BulkTermsResponse Of(BulkTerms terms) => new(terms.IsOffered, terms.FloorUnitFen, terms.SmallestGrams, terms.Grade);

    public BulkTerms For(Guid lotId) =>
        new()
        {
            LotId = lotId,
            IsOffered = IsOffered,
            FloorUnitFen = FloorUnitFen,
            SmallestGrams = SmallestGrams,
            Grade = Grade,
        };
}
