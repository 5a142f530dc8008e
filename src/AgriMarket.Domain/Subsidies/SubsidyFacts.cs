using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What can be subsidised of one order line.</summary>
/// <param name="Risk">The backlog risk of the line's lot, a given fact.</param>
/// <param name="Reference">What the kind is worth; null where nobody knows, and then its price counts nothing.</param>
public readonly record struct SubsidyLine(
    LotOwner Owner,
    string OriginCode,
    Guid? CampaignId,
    string ProduceCode,
    ProduceCategory Category,
    long Grams,
    long GoodsFen,
    RiskLevel Risk,
    ReferencePrice? Reference
)
{
    public Guid LotId => Owner.LotId;

    /// <summary>A weight of a lot, with the risk that <see cref="SimpleRisk"/> sees in it.</summary>
    public static SubsidyLine Of(
        Lot lot,
        ProduceCategory category,
        long grams,
        long goodsFen,
        ReferencePriceList references,
        DateOnly today,
        int transitDays
    ) =>
        new(
            lot.Owner,
            lot.OriginCode,
            lot.CampaignId,
            lot.ProduceCode,
            category,
            grams,
            goodsFen,
            SimpleRisk.Of(lot, today, transitDays),
            references.Find(lot.ProduceCode, category.ToString(), today.Month)
        );
}

/// <summary>An order as schemes see it.</summary>
/// <param name="Buyer">Null for nobody in particular, as in the shop window.</param>
/// <param name="DestinationCode">Null when it is not known yet.</param>
/// <param name="RoomFen">What of a budget a buyer may reserve whom the market does not know yet; null for the others.</param>
public sealed record SubsidyOrder(
    IReadOnlyList<SubsidyLine> Lines,
    long ShippingFen,
    BuyerIdentity? Buyer,
    string? DestinationCode,
    RegionCatalogue Regions,
    DateTime Now,
    Func<FundedScheme, long>? RoomFen = null
);

/// <summary>A scheme with what has become of it so far.</summary>
/// <param name="AvailableFen">What is left of its budget.</param>
public readonly record struct FundedScheme(Scheme Scheme, long AvailableFen)
{
    /// <summary>Its fund is frozen: it applies to nothing until that is lifted.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>The buyer has another order that is neither cancelled nor expired. Matters to first-order schemes alone.</summary>
    public bool BuyerHasOrdered { get; init; }

    /// <summary>Fen or grants so far, by the key of the scheme's counted caps; null and missing keys stand for none.</summary>
    public IReadOnlyDictionary<string, long>? Used { get; init; }

    /// <summary>What was granted so far for owners; null stands for nothing.</summary>
    public OwnerCounts? OwnersUsed { get; init; }

    public long UsedUnder(string key) => Used is not null && Used.TryGetValue(key, out var used) ? used : 0;

    public OwnerCount UsedOf(OwnerCap cap) => OwnersUsed?.Invoke(Scheme.Id, cap.Key) ?? default;
}
