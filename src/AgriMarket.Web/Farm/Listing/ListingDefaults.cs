using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.PriceReviews;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>Who lists, and what they listed before: the source of every answer that is already filled in.</summary>
/// <param name="LastLots">The latest lot of each kind of produce, newest first.</param>
/// <param name="OnSale">Lots of which something is left to buy, newest first.</param>
/// <param name="References">What kinds are worth, as of when the form was opened.</param>
public sealed record ListingStart(Seller Seller, IReadOnlyList<Lot> LastLots, IReadOnlyList<Lot> OnSale, ReferencePriceList References);

/// <param name="AwaitsPrice">It is not on sale before an official has allowed its price.</param>
public sealed record Listed(Guid LotId, bool AwaitsPrice);

/// <summary>What a total and a price per 斤 come to, for showing beside the price.</summary>
public sealed record Earnings(long UnitPriceFen, long UnitGrams, long Units, long TotalFen);

/// <summary>Serves the farmer who fills in a listing: proposes answers, checks each step by the rule of the whole, and lists.</summary>
public sealed class ListingDefaults(
    IDbContextFactory<MarketDb> contexts,
    LotService lots,
    PriceReviewService reviews,
    ReferencePriceCache references,
    ProduceCatalogue produce,
    RegionCatalogue regions,
    WholesalePrices wholesale,
    TimeProvider clock
)
{
    /// <summary>How many of the farmer's own kinds are offered before any search.</summary>
    public const int MaxRecent = 8;

    /// <summary>How many hits a search shows: more is scrolling, not finding.</summary>
    public const int MaxHits = 24;

    /// <summary>Of what is not in the catalogue, so many kinds that come near it.</summary>
    public const int MaxNear = 6;

    /// <summary>Of how many of the latest lots the kinds are taken.</summary>
    private const int LotsLookedAt = 100;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => ChinaTime.Day(Now);

    public async Task<ListingStart> StartAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var seller =
            await db.SellerAsync(memberId)
            ?? throw new InvalidOperationException("Who sells nothing has been let in; the page's policy is missing.");
        var latest = await db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.FarmerId == memberId)
            .OrderByDescending(lot => lot.ListedAt)
            .Take(LotsLookedAt)
            .ToListAsync();
        var onSale = await db.LotsOnSale(Today)
            .SoldOut(false)
            .Where(lot => lot.FarmerId == memberId)
            .OrderByDescending(lot => lot.ListedAt)
            .Take(LotsLookedAt)
            .ToListAsync();
        return new(seller, [.. latest.DistinctBy(lot => lot.ProduceCode).Take(MaxRecent)], onSale, await references.GetAsync(db, Now));
    }

    /// <summary>Kinds that match what was typed, the best first.</summary>
    public IReadOnlyList<Produce> Find(string text) => string.IsNullOrWhiteSpace(text) ? [] : produce.Search(text, MaxHits);

    /// <summary>Kinds that it may be a sort of, where nothing matches, the nearest first.</summary>
    public IReadOnlyList<Produce> Near(string text) => produce.Nearest(text, MaxNear);

    /// <summary>What stands for whatever else belongs to a category, one for each.</summary>
    public IReadOnlyList<Produce> Others => [.. produce.All.Where(kind => kind.IsOther)];

    /// <summary>All kinds of a category, those of the present season first.</summary>
    public IReadOnlyList<Produce> In(ProduceCategory category) =>
        [
            .. produce
                .All.Where(kind => kind.Category == category)
                .OrderBy(kind => kind.IsOther)
                .ThenByDescending(kind => kind.HarvestMonths.Contains(Today.Month))
                .ThenBy(kind => kind.Code, StringComparer.Ordinal),
        ];

    /// <summary>Takes a kind and fills in every other answer from the last lot of it, or with what is usual.</summary>
    public void Choose(SellForm form, string produceCode, long weightUnitGrams, ListingStart start)
    {
        if (form.ProduceCode != produceCode)
        {
            var last = start.LastLots.FirstOrDefault(lot => lot.ProduceCode == produceCode);
            form.ProduceCode = produceCode;
            form.WeightUnitGrams = weightUnitGrams;
            // What is still there would be counted twice by whoever goes on without a look.
            form.Quantity =
                last is null || start.OnSale.Any(lot => lot.ProduceCode == produceCode)
                    ? ""
                    : Amounts.WeightInput(last.ListedGrams, weightUnitGrams);
            form.SaleKind = last?.SaleKind ?? SaleKind.Loose;
            form.StepGrams = last is { SaleKind: SaleKind.Loose } ? last.UnitGrams : Weights.JinGrams;
            form.PackWeight = Amounts.WeightInput(
                last is { SaleKind: SaleKind.Pack } ? last.UnitGrams : 5 * Weights.JinGrams,
                weightUnitGrams
            );
            form.Price = last is null ? "" : LastPrice(last, weightUnitGrams);
            FillOrigin(form, last ?? (start.LastLots.Count > 0 ? start.LastLots[0] : null), start.Seller);
            form.ReadyOn = SellFormReader.DayInput(Today);
            form.HasOwnBestBefore = false;
            ProposeBestBefore(form);
            if (produce.Find(produceCode) is { IsOther: true } && SingleLine.Of(form.Remark).Length == 0)
            {
                form.Remark = SingleLine.Of(form.Search);
            }
        }
    }

    /// <summary>
    /// The newest lot of the same kind and household that is still on sale, and to which the form's may belong; null where there is none
    /// or the farmer has said that this is another one.
    /// </summary>
    public Lot? StillOnSale(SellForm form, ListingStart start) =>
        start.OnSale.FirstOrDefault(lot =>
            lot.ProduceCode == form.ProduceCode && (!start.Seller.NamesHouseholds || lot.Household == SingleLine.Name(form.Household))
        )
            is { } lot
        && form.BesideLotId != lot.Id
            ? lot
            : null;

    /// <summary>Proposes the best-before date anew, unless the farmer has chosen one.</summary>
    public void ProposeBestBefore(SellForm form)
    {
        if (
            !form.HasOwnBestBefore
            && produce.Find(form.ProduceCode) is { } kind
            && SellFormReader.Day(form.ReadyOn) is { } ready
            && ready >= Today
            && ready <= Today.AddDays(ListingRules.MaxReadyInDays)
        )
        {
            form.BestBeforeOn = SellFormReader.DayInput(ListingRules.ProposeBestBefore(kind, ready));
        }
    }

    /// <summary>What this weight of the kind usually costs wholesale at this time of year; null where no price is known.</summary>
    public long? TypicalFen(string produceCode, long grams) =>
        wholesale.TypicalFenPerKg(produceCode, Today.Month) is { } perKg ? Rounding.HalfUp(perKg, grams, Weights.KilogramGrams) : null;

    /// <summary>What the lot brings if all of it sells; null while quantity, unit or price are not in order.</summary>
    public Earnings? EarningsOf(SellForm form, ListingStart start)
    {
        var wrong = Check(form, start).Select(rejection => SellForm.StepOf(rejection.Field));
        var intent = Read(form, start.Seller);
        return wrong.Any(step => step is 2 or 3)
            ? null
            : new(
                intent.UnitPriceFen,
                intent.UnitGrams,
                intent.QuantityGrams / intent.UnitGrams,
                intent.QuantityGrams / intent.UnitGrams * intent.UnitPriceFen
            );
    }

    /// <summary>The form as an intent, for showing it once more before it is listed.</summary>
    public ListingIntent Read(SellForm form, Seller seller) => SellFormReader.Of(form, seller, Today).Intent;

    /// <summary>
    /// What public money counts of a weight of the kind at the most, where a scheme counts as usual, in fen; null where nobody knows what
    /// it is worth.
    /// </summary>
    public long? CountedFen(string produceCode, long grams, ListingStart start) =>
        ReferenceOf(produceCode, start)?.FenOf(grams, Scheme.UsualPriceFactorPercent);

    /// <summary>Whether an office has to allow the form's price.</summary>
    public bool NeedsLeave(SellForm form, ListingStart start) =>
        ListingRules.FarAbove(Read(form, start.Seller), produce, start.References, Now) is not null;

    private ReferencePrice? ReferenceOf(string produceCode, ListingStart start) =>
        produce.Find(produceCode) is { } kind ? start.References.Find(kind.Code, kind.Category.ToString(), Today.Month) : null;

    /// <summary>
    /// Every sentence about the form as it stands; what could not be read is not judged a second time. A price that has to be allowed is
    /// none, once the farmer has said why it is worth that.
    /// </summary>
    public IReadOnlyList<Rejection> Check(SellForm form, ListingStart start)
    {
        var (intent, unreadable) = SellFormReader.Of(form, start.Seller, Today);
        var isAsked = !string.IsNullOrWhiteSpace(form.PriceReason);
        return
        [
            .. unreadable,
            .. isAsked && SingleLine.Of(form.PriceReason).IsLongerThan(PriceReview.ReasonMaxLength)
                ? [new Rejection("price.reason-long", nameof(PriceReview.PriceReason), PriceReview.ReasonMaxLength)]
                : Array.Empty<Rejection>(),
            .. ListingRules
                .Plan(intent, start.Seller.Origins, produce, isAsked ? null : start.References, regions, Now)
                .Rejections.Where(rejection => !unreadable.Any(earlier => earlier.Field == rejection.Field)),
        ];
    }

    /// <summary>
    /// Lists the form's lot, or asks for its price, or says for each field why not. Idempotent: a replay returns the same result.
    /// </summary>
    public async Task<Result<Listed>> ListAsync(SellForm form, ListingStart start)
    {
        var (intent, unreadable) = SellFormReader.Of(form, start.Seller, Today);
        return unreadable.Count > 0 ? Result<Listed>.Refused(Check(form, start)) : await ListAsync(intent, form.PriceReason);
    }

    /// <summary>
    /// Lists what a program offers, under the name that its member sells by. Refused as a form's lot is, and with
    /// <c>lot.not-seller</c>.
    /// </summary>
    /// <param name="offered">Its farmer's name is filled in here.</param>
    /// <param name="priceReason">Why it is worth a price that has to be allowed; empty to be refused then.</param>
    public async Task<Result<Listed>> OfferAsync(ListingIntent offered, string priceReason)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.SellerAsync(offered.FarmerId) is not { } seller)
        {
            return new Rejection("lot.not-seller");
        }

        return seller.NamesHouseholds && string.IsNullOrWhiteSpace(offered.Household)
            ? new Rejection("sell.household-empty", nameof(offered.Household))
            : await ListAsync(offered with { FarmerName = seller.Name }, priceReason);
    }

    /// <summary>An office is asked only where the market refuses the price.</summary>
    private async Task<Result<Listed>> ListAsync(ListingIntent intent, string priceReason)
    {
        var listed = await lots.ListAsync(intent);
        if (listed.IsOk)
        {
            return new Listed(listed.Value, AwaitsPrice: false);
        }

        if (listed.Rejections is not [{ Code: "lot.price-band" or "lot.price-waiting" }] || string.IsNullOrWhiteSpace(priceReason))
        {
            return Result<Listed>.Refused(listed.Rejections);
        }

        var asked = await reviews.AskAsync(intent, priceReason);
        return asked.IsOk ? new Listed(asked.Value, AwaitsPrice: true) : Result<Listed>.Refused(asked.Rejections);
    }

    private static void FillOrigin(SellForm form, Lot? last, Seller seller)
    {
        var lastVillage = last?.Village ?? "";
        var origin = seller.Origins.FirstOrDefault(place => last is not null && place.Covers(last.OriginCode, lastVillage));
        form.OriginCode = (origin ?? seller.Origins[0]).RegionCode;
        form.Village =
            origin is not null && lastVillage.Length > 0 ? lastVillage : (origin ?? seller.Origins[0]).Villages.FirstOrDefault("");
        form.Household = seller.NamesHouseholds ? last?.Household ?? "" : "";
    }

    private static string LastPrice(Lot last, long weightUnitGrams) =>
        Amounts.YuanInput(
            last.SaleKind == SaleKind.Pack ? last.UnitPriceFen : Rounding.HalfUp(last.UnitPriceFen, weightUnitGrams, last.UnitGrams)
        );
}
