using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Lots;

/// <summary>What a seller's change of a lot is judged by.</summary>
/// <param name="IsAllowedPrice">An office has allowed the lot's price, for the lot as it was then.</param>
/// <param name="IsReliedOn">A campaign offers it, or a scheme names it.</param>
public sealed record LotEditFacts(
    Lot Lot,
    bool IsAllowedPrice,
    bool IsReliedOn,
    ProduceCatalogue Produce,
    ReferencePriceList References,
    DateTime Now
);

/// <summary>
/// What a seller changes of a lot that is listed: its price, its dates and the words about it. What it is, where it comes from and how it
/// is sold stay as they are; how much of it there is, is an <see cref="Adjustment"/>.
/// </summary>
/// <param name="SeenVersion">The lot's <see cref="Lot.EditVersion"/> when the seller began.</param>
public sealed record LotEdit(
    Guid LotId,
    Guid FarmerId,
    long SeenVersion,
    string Remark,
    long UnitPriceFen,
    DateOnly ReadyOn,
    DateOnly BestBeforeOn
)
{
    /// <summary>
    /// A price that is so many times the one of before, or less than it by as much, is asked about: more likely a digit or the point
    /// slipped.
    /// </summary>
    public const int SlipFactor = 5;

    /// <summary>The seller was asked about a price far from the one of before, and means it.</summary>
    public bool IsPriceMeant { get; init; }

    /// <summary>The remark as it is stored.</summary>
    public string RemarkLine => SingleLine.Of(Remark);

    /// <summary>True when the lot is so already.</summary>
    public bool IsSame(Lot lot) =>
        (RemarkLine, UnitPriceFen, ReadyOn, BestBeforeOn) == (lot.Remark, lot.UnitPriceFen, lot.ReadyOn, lot.BestBeforeOn);

    /// <summary>The reason with which it stands in the stock journal.</summary>
    public StockReason ReasonFor(Lot lot) =>
        (RemarkLine, ReadyOn, BestBeforeOn) == (lot.Remark, lot.ReadyOn, lot.BestBeforeOn) ? StockReason.Repriced : StockReason.Edited;

    /// <summary>
    /// Whether the lot may become this. Rejects with <c>lot.off-sale</c>, with <c>edit.changed</c> when somebody has saved it since, and
    /// beside the field: as a listing is refused (<see cref="ListingRules.Plan"/>), a price far above the reference among it, with
    /// <c>lot.ready-promised</c> for a later day than buyers were told, with <c>lot.relied-on</c> for dates and a higher price while
    /// public money rests on them, and with <c>lot.price-allowed</c> for all but a lower price of a lot that an office allowed. When all
    /// else is right, with <c>lot.price-slip</c> for a price far from the one of before (<see cref="SlipFactor"/>) unless it is meant.
    /// </summary>
    public Result<Done> Check(LotEditFacts facts)
    {
        var (lot, today) = (facts.Lot, ChinaTime.Day(facts.Now));
        if (!lot.IsListed(today))
        {
            return new Rejection("lot.off-sale");
        }

        if (IsSame(lot))
        {
            return Done.Instance;
        }

        if (lot.WhyNot(SeenVersion) is { } changed)
        {
            return changed;
        }

        List<Rejection> wrong = [.. ListingRules.AboutChange(lot, IntentOf(lot), facts.Produce, facts.References, facts.Now)];
        foreach (var field in Fixed(lot, facts))
        {
            wrong.Add(new Rejection(facts.IsAllowedPrice ? "lot.price-allowed" : "lot.relied-on", field));
        }

        if (wrong.Count == 0 && !IsPriceMeant && IsFar(lot.UnitPriceFen))
        {
            return new Rejection("lot.price-slip", nameof(UnitPriceFen), lot.UnitPriceFen, UnitPriceFen);
        }

        return wrong.Count > 0 ? wrong.DistinctBy(rejection => rejection.Field).ToList() : Done.Instance;
    }

    private bool IsFar(long beforeFen) => UnitPriceFen >= beforeFen * SlipFactor || UnitPriceFen * SlipFactor <= beforeFen;

    /// <summary>The changed fields that somebody in office relies on.</summary>
    private IEnumerable<string> Fixed(Lot lot, LotEditFacts facts)
    {
        if (!facts.IsAllowedPrice && !facts.IsReliedOn)
        {
            yield break;
        }

        if (UnitPriceFen > lot.UnitPriceFen)
        {
            yield return nameof(UnitPriceFen);
        }

        if (ReadyOn != lot.ReadyOn)
        {
            yield return nameof(ReadyOn);
        }

        if (BestBeforeOn != lot.BestBeforeOn)
        {
            yield return nameof(BestBeforeOn);
        }

        if (facts.IsAllowedPrice && RemarkLine != lot.Remark)
        {
            yield return nameof(Remark);
        }
    }

    private ListingIntent IntentOf(Lot lot) =>
        new(
            lot.Id,
            lot.FarmerId,
            lot.FarmerName,
            lot.Household,
            lot.ProduceCode,
            Remark,
            lot.OriginCode,
            lot.Village,
            lot.SaleKind,
            lot.UnitGrams,
            UnitPriceFen,
            lot.ListedGrams,
            ReadyOn,
            BestBeforeOn
        );
}
