using System.ComponentModel;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Trade.Lots;

namespace AgriMarket.Web.Trade.LotApi;

/// <summary>A kind of produce of the catalogue.</summary>
internal sealed record ProduceResponse(string Code, string NameZh, string NameEn, ProduceCategory Category);

/// <summary>
/// A county, and whether it is one of the 832 once poverty-designated ones and of the 52 under special supervision in 2020.
/// </summary>
internal sealed record OriginResponse(string Code, string NameZh, string NameEn, bool Listed832, bool Supervised52);

/// <summary>A lot as programs get it.</summary>
internal sealed record LotResponse(
    Guid Id,
    [property: Description("Grows with every change of the lot; a change with a lower version is stale.")] long Version,
    [property: Description("Grows with every change of price, dates and remark; whoever changes them says which one they saw.")]
        long EditVersion,
    LotStatus Status,
    ProduceResponse Produce,
    string Farmer,
    string Household,
    OriginResponse Origin,
    string Village,
    string Remark,
    [property: Description("Grams of one sale unit: the step when loose, the pack's weight otherwise. Orders are for whole units.")]
        long UnitGrams,
    SaleKind SaleKind,
    long UnitPriceFen,
    [property: Description("What a single unit bought alone costs while schemes pay for it; null where none does.")]
        long? SubsidisedUnitPriceFen,
    long AvailableGrams,
    DateOnly ReadyOn,
    [property: Description("The last China day on which it is sold.")] DateOnly BestBeforeOn,
    Guid? CampaignId
)
{
    public static LotResponse Of(LotView shown)
    {
        var (lot, produce, origin) = (shown.Lot, shown.Produce, shown.Origin);
        return new(
            lot.Id,
            lot.Version,
            lot.EditVersion,
            lot.Status,
            new(produce.Code, produce.NameZh, produce.NameEn, produce.Category),
            lot.FarmerName,
            lot.Household,
            new(origin.Code, origin.Name, origin.NameEn, origin.IsListed, origin.UnderSupervision),
            lot.Village,
            lot.Remark,
            lot.UnitGrams,
            lot.SaleKind,
            lot.UnitPriceFen,
            shown.Subsidised?.UnitPriceFen,
            lot.AvailableGrams,
            lot.ReadyOn,
            lot.BestBeforeOn,
            lot.CampaignId
        );
    }
}

/// <summary>A page of lots.</summary>
internal sealed record LotsResponse(
    IReadOnlyList<LotResponse> Items,
    [property: Description("The cursor of the next page; null on the last.")] string? Next
);

/// <summary>A lot to put on sale.</summary>
internal sealed record LotOffer(
    [property: Description("Made by the caller.")] Guid Id,
    string ProduceCode,
    [property: Description("Region code of the county it comes from, one that the seller is confirmed for.")] string OriginCode,
    SaleKind SaleKind,
    [property: Description("Grams of one step, a multiple of 500, or of one pack.")] long UnitGrams,
    [property: Description("Fen for one step or one pack.")] long UnitPriceFen,
    long QuantityGrams,
    DateOnly ReadyOn,
    DateOnly BestBeforeOn,
    string Remark = "",
    [property: Description("Empty, or one that the seller is confirmed for.")] string Village = "",
    [property: Description("Whose it is; co-operatives and agents have to say so.")] string Household = "",
    [property: Description("Why it is worth more than ten times its reference price; the county office then has to allow it.")]
        string PriceReason = ""
)
{
    /// <summary>Under which name it is sold is for the market to say.</summary>
    public ListingIntent By(Guid farmerId) =>
        new(
            Id,
            farmerId,
            "",
            Household,
            ProduceCode,
            Remark,
            OriginCode,
            Village,
            SaleKind,
            UnitGrams,
            UnitPriceFen,
            QuantityGrams,
            ReadyOn,
            BestBeforeOn
        );
}

/// <summary>A lot that goes on sale once an official has allowed its price.</summary>
internal sealed record LotAwaitsPrice([property: Description("The id that the lot will have.")] Guid Id);

/// <summary>What a farmer changes of a lot: one of the three.</summary>
internal sealed record LotChange(
    [property: Description(
        "closed takes the lot off sale for good, paused for the time being, and open puts a paused one on sale again; what is ordered is "
            + "still shipped."
    )]
        LotStatus? Status = null,
    LotCorrection? Adjustment = null,
    LotRevision? Edit = null
);

/// <summary>Another price, other dates or words of a lot; null leaves as it is. Orders keep what they were placed at.</summary>
internal sealed record LotRevision(
    [property: Description("The editVersion that you saw; another one is refused with edit.changed.")] long Version,
    [property: Description(
        "Fen for one step or one pack. More than ten times the reference price is refused with lot.price-raised: POST lots with a "
            + "priceReason asks the county office to allow it for a new lot."
    )]
        long? UnitPriceFen = null,
    DateOnly? ReadyOn = null,
    DateOnly? BestBeforeOn = null,
    string? Remark = null,
    [property: Description(
        "Says that a price is meant which is five times the one of before, or a fifth: else refused with lot.price-slip."
    )]
        bool PriceIsMeant = false
)
{
    public LotEdit Of(Lot lot, Guid farmerId) =>
        new(
            lot.Id,
            farmerId,
            Version,
            Remark ?? lot.Remark,
            UnitPriceFen ?? lot.UnitPriceFen,
            ReadyOn ?? lot.ReadyOn,
            BestBeforeOn ?? lot.BestBeforeOn
        )
        {
            IsPriceMeant = PriceIsMeant,
        };
}

/// <summary>A correction of a lot's stock.</summary>
internal sealed record LotCorrection(
    [property: Description("Made by the caller.")] Guid Id,
    AdjustmentKind Kind,
    [property: Description("Above zero; the kind says in which direction.")] long Grams,
    string Note = ""
)
{
    public AdjustmentIntent Of(Guid lotId, Guid farmerId) => new(Id, lotId, farmerId, Kind, Grams, Note);
}
