using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Lots;

/// <summary>What a farmer asks to put on sale.</summary>
/// <param name="UnitGrams">Grams of one step or one pack.</param>
/// <param name="UnitPriceFen">Fen for one step or one pack.</param>
public sealed record ListingIntent(
    Guid Id,
    Guid FarmerId,
    string FarmerName,
    string Household,
    string ProduceCode,
    string Remark,
    string OriginCode,
    string Village,
    SaleKind SaleKind,
    long UnitGrams,
    long UnitPriceFen,
    long QuantityGrams,
    DateOnly ReadyOn,
    DateOnly BestBeforeOn
);

/// <summary>Decides whether a listing is in order.</summary>
public static class ListingRules
{
    public const int RemarkMaxLength = 60;
    public const int VillageMaxLength = RoleApplication.VillageMaxLength;

    /// <summary>As long as a seller's own name, since that stands where no household is named.</summary>
    public const int HouseholdMaxLength = RoleApplication.NameMaxLength;

    /// <summary>A thousand tonnes: more than any one lot can be.</summary>
    public const long MaxQuantityGrams = 1_000 * Weights.TonneGrams;

    public const long MaxUnitGrams = 50 * Weights.KilogramGrams;
    public const long MinUnitGrams = 50;

    /// <summary>10,000.00 yuan per 斤; beyond it a slip of the finger is likelier than a price.</summary>
    public const long MaxPricePerJinFen = 1_000_000;

    public const int MaxReadyInDays = 90;
    public const int MaxShelfDays = 1_100;

    /// <summary>
    /// The best-before date a form proposes: the produce's usual shelf life after the ready date, as far as a lot may keep (tea keeps
    /// longer).
    /// </summary>
    public static DateOnly ProposeBestBefore(Produce produce, DateOnly readyOn) =>
        readyOn.AddDays(Math.Clamp(produce.ProposedShelfDays, 1, MaxShelfDays));

    /// <summary>
    /// What the kind is worth, where the price asked is so far above it that an official has to allow it for this lot; null where
    /// nobody need be asked.
    /// </summary>
    public static ReferencePrice? FarAbove(ListingIntent intent, ProduceCatalogue produce, ReferencePriceList references, DateTime now) =>
        produce.Find(intent.ProduceCode) is { } kind
        && references.Find(kind.Code, kind.Category.ToString(), ChinaTime.Day(now).Month) is { } reference
        && intent.UnitGrams is >= MinUnitGrams and <= MaxUnitGrams
        && intent.UnitPriceFen > reference.BandFen(intent.UnitGrams)
            ? reference
            : null;

    /// <summary>The new lot, or a sentence for each field that is wrong.</summary>
    /// <param name="origins">From where this seller may list; anywhere else is refused with <c>lot.origin-unconfirmed</c>.</param>
    /// <param name="references">
    /// A price <see cref="FarAbove"/> them is refused with <c>lot.price-band</c>; null where an official has allowed this lot's price, or
    /// is being asked to.
    /// </param>
    public static Result<Lot> Plan(
        ListingIntent intent,
        IReadOnlyCollection<ConfirmedOrigin> origins,
        ProduceCatalogue produce,
        ReferencePriceList? references,
        RegionCatalogue regions,
        DateTime now
    )
    {
        List<Rejection> wrong =
        [
            .. AboutWords(intent, produce),
            .. AboutOrigin(intent, origins, regions),
            .. AboutAmounts(intent),
            .. AboutDates(intent, ChinaTime.Day(now)),
        ];
        if (
            references is not null
            && FarAbove(intent, produce, references, now) is { } reference
            && !wrong.Exists(rejection => rejection.Field == nameof(intent.UnitPriceFen))
        )
        {
            var bandFen = reference.BandFen(Weights.JinGrams);
            wrong.Add(new Rejection("lot.price-band", nameof(intent.UnitPriceFen), bandFen, ReferencePrice.BandFactor));
        }

        return wrong.Count > 0
            ? wrong
            : new Lot
            {
                Id = intent.Id,
                FarmerId = intent.FarmerId,
                FarmerName = intent.FarmerName,
                Household = SingleLine.Name(intent.Household) is { Length: > 0 } household ? household : intent.FarmerName,
                ProduceCode = intent.ProduceCode,
                Remark = SingleLine.Of(intent.Remark),
                OriginCode = intent.OriginCode,
                Village = SingleLine.Name(intent.Village),
                SaleKind = intent.SaleKind,
                UnitGrams = intent.UnitGrams,
                UnitPriceFen = intent.UnitPriceFen,
                ListedGrams = intent.QuantityGrams,
                ReadyOn = intent.ReadyOn,
                BestBeforeOn = intent.BestBeforeOn,
                ListedAt = now,
            }.Fresh();
    }

    /// <summary>
    /// A sentence for each field that a lot which is listed may not have. What stays as it is, such as a first day that has come, is not
    /// judged again; a price is held against what the kind is worth when it rises.
    /// </summary>
    internal static List<Rejection> AboutChange(
        Lot lot,
        ListingIntent intent,
        ProduceCatalogue produce,
        ReferencePriceList references,
        DateTime now
    )
    {
        var today = ChinaTime.Day(now);
        var readyFrom = intent.ReadyOn == lot.ReadyOn && lot.ReadyOn < today ? lot.ReadyOn : today;
        List<Rejection> wrong = [.. AboutWords(intent, produce), .. AboutAmounts(intent), .. AboutDates(intent, readyFrom)];
        wrong.RefuseIf(intent.BestBeforeOn < today, "lot.best-before-past", nameof(intent.BestBeforeOn));
        wrong.RefuseIf(
            intent.ReadyOn > lot.ReadyOn && lot.HeldGrams + lot.SoldGrams > 0,
            "lot.ready-promised",
            nameof(intent.ReadyOn),
            lot.ReadyOn
        );
        if (intent.UnitPriceFen > lot.UnitPriceFen && FarAbove(intent, produce, references, now) is { } reference)
        {
            var bandFen = reference.BandFen(Weights.JinGrams);
            wrong.Add(new Rejection("lot.price-raised", nameof(intent.UnitPriceFen), bandFen, ReferencePrice.BandFactor));
        }

        return wrong;
    }

    /// <summary>True when a repeated request asks for what this lot is.</summary>
    public static bool IsSame(Lot lot, ListingIntent intent) =>
        (lot.FarmerId, lot.ProduceCode, lot.Remark, lot.OriginCode, lot.Village, lot.SaleKind)
            == (
                intent.FarmerId,
                intent.ProduceCode,
                SingleLine.Of(intent.Remark),
                intent.OriginCode,
                SingleLine.Name(intent.Village),
                intent.SaleKind
            )
        && (lot.UnitGrams, lot.UnitPriceFen, lot.ListedGrams, lot.ReadyOn, lot.BestBeforeOn)
            == (intent.UnitGrams, intent.UnitPriceFen, intent.QuantityGrams, intent.ReadyOn, intent.BestBeforeOn)
        && (SingleLine.Name(intent.Household) is not { Length: > 0 } household || lot.Household == household);

    private static List<Rejection> AboutWords(ListingIntent intent, ProduceCatalogue produce)
    {
        var wrong = new List<Rejection>();
        var kind = produce.Find(intent.ProduceCode);
        wrong.RefuseIf(kind is null, "lot.produce-unknown", nameof(intent.ProduceCode));
        wrong.RefuseIf(kind is { IsOther: true } && SingleLine.Of(intent.Remark).Length == 0, "lot.remark-missing", nameof(intent.Remark));
        wrong.RefuseIf(
            SingleLine.Of(intent.Remark).IsLongerThan(RemarkMaxLength),
            "lot.remark-long",
            nameof(intent.Remark),
            RemarkMaxLength
        );
        wrong.RefuseIf(
            SingleLine.Name(intent.Household).IsLongerThan(HouseholdMaxLength),
            "lot.household-long",
            nameof(intent.Household),
            HouseholdMaxLength
        );
        return wrong;
    }

    /// <summary>Public money follows where goods come from: that is what an office has confirmed, not what a seller says.</summary>
    private static List<Rejection> AboutOrigin(ListingIntent intent, IReadOnlyCollection<ConfirmedOrigin> origins, RegionCatalogue regions)
    {
        var wrong = new List<Rejection>();
        var village = SingleLine.Name(intent.Village);
        var isCounty = regions.IsLeaf(intent.OriginCode);
        var isConfirmed = origins.Any(origin => origin.Covers(intent.OriginCode, ""));
        wrong.RefuseIf(!isCounty, "lot.origin-unknown", nameof(intent.OriginCode));
        wrong.RefuseIf(isCounty && !isConfirmed, "lot.origin-unconfirmed", nameof(intent.OriginCode));
        wrong.RefuseIf(village.IsLongerThan(VillageMaxLength), "lot.village-long", nameof(intent.Village), VillageMaxLength);
        wrong.RefuseIf(
            isConfirmed && !village.IsLongerThan(VillageMaxLength) && !origins.Any(origin => origin.Covers(intent.OriginCode, village)),
            "lot.village-unconfirmed",
            nameof(intent.Village)
        );
        return wrong;
    }

    private static List<Rejection> AboutAmounts(ListingIntent intent)
    {
        var wrong = new List<Rejection>();
        var unitWrong = intent.UnitGrams is < MinUnitGrams or > MaxUnitGrams;
        wrong.RefuseIf(unitWrong, "lot.unit-range", nameof(intent.UnitGrams), MinUnitGrams, MaxUnitGrams);
        wrong.RefuseIf(
            !unitWrong && intent.SaleKind == SaleKind.Loose && intent.UnitGrams % Weights.JinGrams != 0,
            "lot.step-not-jin",
            nameof(intent.UnitGrams)
        );

        wrong.RefuseIf(intent.UnitPriceFen <= 0, "lot.price-zero", nameof(intent.UnitPriceFen));
        wrong.RefuseIf(
            !unitWrong && intent.UnitPriceFen > Rounding.Floor(MaxPricePerJinFen, intent.UnitGrams, Weights.JinGrams),
            "lot.price-high",
            nameof(intent.UnitPriceFen),
            MaxPricePerJinFen
        );

        var quantityWrong = intent.QuantityGrams is <= 0 or > MaxQuantityGrams;
        wrong.RefuseIf(quantityWrong, "lot.quantity-range", nameof(intent.QuantityGrams), MaxQuantityGrams);
        wrong.RefuseIf(
            !quantityWrong && !unitWrong && intent.QuantityGrams % intent.UnitGrams != 0,
            "lot.quantity-step",
            nameof(intent.QuantityGrams),
            intent.UnitGrams
        );
        return wrong;
    }

    private static List<Rejection> AboutDates(ListingIntent intent, DateOnly today)
    {
        var wrong = new List<Rejection>();
        wrong.RefuseIf(intent.ReadyOn < today, "lot.ready-past", nameof(intent.ReadyOn));
        wrong.RefuseIf(Days(today, intent.ReadyOn) > MaxReadyInDays, "lot.ready-far", nameof(intent.ReadyOn), MaxReadyInDays);
        wrong.RefuseIf(intent.BestBeforeOn <= intent.ReadyOn, "lot.best-before-early", nameof(intent.BestBeforeOn));
        wrong.RefuseIf(
            intent.ReadyOn >= today && Days(intent.ReadyOn, intent.BestBeforeOn) > MaxShelfDays,
            "lot.best-before-far",
            nameof(intent.BestBeforeOn),
            MaxShelfDays
        );
        return wrong;
    }

    private static void RefuseIf(this List<Rejection> wrong, bool isWrong, string code, string field, params object[] args)
    {
        if (isWrong)
        {
            wrong.Add(new Rejection(code, field, args));
        }
    }

    /// <summary>Counted, not added up: the last day of the calendar is a date that people can type.</summary>
    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber;
}
