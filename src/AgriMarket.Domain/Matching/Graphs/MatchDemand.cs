using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Matching.Graphs;

/// <summary>What an institution needs.</summary>
/// <param name="PlaceCode">The county it is delivered to.</param>
/// <param name="Grams">The most it takes in all.</param>
/// <param name="SmallestPartGrams">The smallest consignment it takes; lots of one county that arrive together are one consignment.</param>
/// <param name="From">The first China day of delivery.</param>
/// <param name="To">The last one.</param>
/// <param name="HighestFenPerKg">The most it pays, delivered, in fen per kilogram.</param>
/// <param name="LowestGrade">Null takes everything; otherwise only graded lots that are at least as good.</param>
/// <param name="HasColdChain">It fetches and keeps goods cold, so that produce that must travel cold can go there.</param>
/// <param name="CampaignId">Only lots of this campaign; null takes those of any and of none.</param>
public sealed record MatchDemand(
    Guid Id,
    Guid InstitutionId,
    ProduceSpec Spec,
    string PlaceCode,
    long Grams,
    long SmallestPartGrams,
    DateOnly From,
    DateOnly To,
    long HighestFenPerKg,
    ProduceGrade? LowestGrade,
    bool HasColdChain,
    Guid? CampaignId
);
