using System.ComponentModel;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Demands;

namespace AgriMarket.Web.Matching.DemandApi;

/// <summary>What an institution needs, as programs write it.</summary>
internal sealed record DemandWanted(
    long Grams,
    [property: Description("The first China day of delivery.")] DateOnly From,
    [property: Description("The last China day of delivery.")] DateOnly To,
    [property: Description("The most you pay, delivered, in fen per kilogram.")] long HighestFenPerKg,
    [property: Description("The regionCode is that of a place without parts of its own.")] Address ShipTo,
    [property: Description("A kind of the catalogue. One of produceCode, category and group.")] string? ProduceCode = null,
    [property: Description("Any kind of this category.")] ProduceCategory? Category = null,
    [property: Description("Any kind of this group.")] ProduceGroup? Group = null,
    [property: Description("The lightest consignment you take; 0 leaves it to the carrier's minimum.")] long SmallestPartGrams = 0,
    [property: Description("Null takes everything, graded or not.")] ProduceGrade? LowestGrade = null,
    [property: Description("You fetch and keep goods cold, so that produce that must travel cold can come.")] bool HasColdChain = false,
    [property: Description("Only goods of this campaign.")] Guid? CampaignId = null,
    [property: Description("The same again each time so many days later; 0 for once.")] int EveryDays = 0,
    [property: Description("The last China day on which a repeated window may begin; needed where everyDays is above 0.")]
        DateOnly? RepeatUntil = null,
    string Note = ""
)
{
    [JsonIgnore]
    public DemandTerms Terms =>
        new()
        {
            Spec = Spec,
            Grams = Grams,
            SmallestPartGrams = SmallestPartGrams,
            From = From,
            To = To,
            HighestFenPerKg = HighestFenPerKg,
            LowestGrade = LowestGrade,
            HasColdChain = HasColdChain,
            ShipTo = ShipTo,
            CampaignId = CampaignId,
            EveryDays = EveryDays,
            RepeatUntil = RepeatUntil,
            Note = Note,
        };

    /// <summary>Null unless exactly one of the three is named.</summary>
    private ProduceSpec? Spec =>
        (ProduceCode, Category, Group) switch
        {
            ({ } code, null, null) => ProduceSpec.For(code),
            (null, { } category, null) => ProduceSpec.For(category),
            (null, null, { } group) => ProduceSpec.For(group),
            _ => null,
        };
}

/// <summary>A demand to post.</summary>
internal sealed record DemandRequest([property: Description("Made by the caller: the demand's id.")] Guid Id, DemandWanted Wanted);

/// <summary>Other terms for a demand.</summary>
internal sealed record DemandChange(
    [property: Description("The version that you saw; another one is refused with edit.changed.")] long Version,
    DemandWanted Wanted
);

/// <summary>A demand as its institution follows it.</summary>
internal sealed record DemandResponse(
    Guid Id,
    string Number,
    [property: Description("Grows with every change.")] long Version,
    DemandStatus Status,
    DateTime PostedAt,
    [property: Description("The demand that this one repeats.")] Guid? PreviousId,
    DemandWanted Wanted,
    [property: Description("In orders that were not given up, less what was refunded.")] long OrderedGrams,
    [property: Description("In proposals that wait for an answer.")] long ProposedGrams,
    [property: Description("Proposals that wait for your own answer.")] int WaitingProposals
)
{
    public static DemandResponse Of(DemandView view)
    {
        var (demand, terms) = (view.Demand, view.Demand.Terms);
        return new(
            demand.Id,
            demand.Number,
            demand.Version,
            demand.Status,
            demand.PostedAt,
            demand.PreviousId,
            new(
                terms.Grams,
                terms.From,
                terms.To,
                terms.HighestFenPerKg,
                terms.ShipTo,
                terms.Spec!.Code,
                terms.Spec.Category,
                terms.Spec.Group,
                terms.SmallestPartGrams,
                terms.LowestGrade,
                terms.HasColdChain,
                terms.CampaignId,
                terms.EveryDays,
                terms.RepeatUntil,
                terms.Note
            ),
            view.OrderedGrams,
            view.ProposedGrams,
            view.Waiting
        );
    }
}

/// <summary>A page of an institution's demands.</summary>
internal sealed record DemandsResponse(IReadOnlyList<DemandResponse> Items, int Page, int Pages);
