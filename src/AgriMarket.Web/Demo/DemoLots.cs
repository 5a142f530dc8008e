using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Demo;

/// <summary>A lot of the demo, with the instant at which its farmer lists it.</summary>
internal sealed record DemoLot(ListingIntent Intent, DemoFarm Farm, DateTime ListedAt, bool IsHot)
{
    /// <summary>What the demo's own orders have left of it.</summary>
    public long LeftGrams { get; set; } = Intent.QuantityGrams;
}

/// <summary>Chooses what the farms offer this month, from the offers' file, and at what price, in what quantity and since when.</summary>
internal sealed class DemoLots(DemoRandom random, DemoNames names, ProduceCatalogue produce, WholesalePrices prices, DateTime now)
{
    private const string OffersFile = "AgriMarket.Web.Demo.Data.offers.csv";

    /// <summary>Days over which the demo's story goes, today included.</summary>
    private const int StoryDays = 14;

    private const int MaxOffersPerFarm = 2;
    private const int HotLots = 5;

    /// <summary>What goes to anybody, wherever they are, keeps for longer than the longest way.</summary>
    private const int LongestWayDays = 8;

    /// <summary>Nobody sells what has lain for longer, however long it would keep.</summary>
    private const int MaxStoredDays = 300;

    private readonly DateOnly today = ChinaTime.Day(now);
    private int hot;

    /// <param name="everything">Farms that offer all they have in this month.</param>
    public IReadOnlyList<DemoLot> Choose(IReadOnlyCollection<DemoFarm> farms, IReadOnlyCollection<DemoFarm> everything)
    {
        var offers = ReferenceRow.ReadAll(OffersFile).Select(Offer.From).ToLookup(offer => offer.Farm);
        return
        [
            .. farms.SelectMany(farm =>
                offers[farm.Key]
                    .Select(offer =>
                        (offer, Kind: produce.Find(offer.ProduceCode)!, Stored: StoredDays(produce.Find(offer.ProduceCode)!, today.Month))
                    )
                    .Where(choice => choice.Stored is not null)
                    .OrderBy(choice => choice.Stored)
                    .Take(everything.Contains(farm) ? int.MaxValue : MaxOffersPerFarm)
                    .Select(choice => Lot(farm, choice.offer, choice.Kind, choice.Stored!.Value))
            ),
        ];
    }

    /// <summary>Days since the last harvest, 0 when it is harvested this month; null when it would no longer be good.</summary>
    private static int? StoredDays(Produce kind, int month)
    {
        const int DaysPerMonth = 30;
        var days = kind.HarvestMonths.Min(harvest => (month - harvest + 12) % 12) * DaysPerMonth;
        var keeps = Math.Min(MaxStoredDays, Math.Max(kind.AmbientDays, kind.ChilledDays ?? 0));
        return days == 0 || days + DaysPerMonth / 2 <= keeps ? days : null;
    }

    private DemoLot Lot(DemoFarm farm, Offer offer, Produce kind, int storedDays)
    {
        var keeps = Math.Max(kind.AmbientDays, kind.ChilledDays ?? 0);
        var usualDays = ListingRules.ProposeBestBefore(kind, today).DayNumber - today.DayNumber;
        var shelfDays = storedDays == 0 ? usualDays : Math.Min(usualDays, keeps - storedDays);
        var (age, readyOn) = Since(shelfDays);
        var listedAt = ListingTime(age);
        var isHot = hot < HotLots && age is >= 4 and < StoryDays && shelfDays - age > LongestWayDays && offer.Jin <= 900;
        hot += isHot ? 1 : 0;
        var grams = (isHot ? random.Between(160, 240) : offer.Jin * (long)random.Between(80, 110) / 100) * Weights.JinGrams;
        return new DemoLot(
            new ListingIntent(
                random.Id(listedAt),
                farm.Member.Id,
                farm.Member.DisplayName,
                farm.Role == MemberRole.Farmer ? "" : names.Farmer(farm.People),
                kind.Code,
                offer.Remark,
                farm.CountyCode,
                farm.Village,
                offer.SaleKind,
                offer.UnitGrams,
                UnitPriceFen(offer),
                Math.Max(1, grams / offer.UnitGrams) * offer.UnitGrams,
                readyOn,
                readyOn.AddDays(shelfDays)
            ),
            farm,
            listedAt,
            isHot
        );
    }

    /// <summary>How many days ago it was listed, and from when it can be sent.</summary>
    private (int Age, DateOnly ReadyOn) Since(int shelfDays)
    {
        if (random.Chance(8))
        {
            // Still on the field or in the shed: it can be ordered now and is sent later.
            var recent = Math.Min(2, random.Between(0, shelfDays));
            return (recent, today.AddDays(random.Between(1, 6)));
        }

        var oldest = Math.Min(StoryDays - 1, shelfDays - 1);
        var age =
            shelfDays > 2 * StoryDays ? (random.Chance(65) ? random.Between(9, oldest) : random.Between(1, oldest))
            // What keeps for weeks only is what help-sell is for: a part of it is nearly past.
            : random.Chance(35) ? Math.Max(0, oldest - random.Between(0, 1))
            : random.Between(0, Math.Max(0, oldest * 2 / 3));
        return (age, today.AddDays(-age));
    }

    private DateTime ListingTime(int age)
    {
        var morning = ChinaTime.StartOfDay(today.AddDays(-age)) + TimeSpan.FromHours(6) + random.Minutes(0, 5 * 60);
        return morning < now ? morning : now - random.Minutes(5, 90);
    }

    /// <summary>
    /// Where the wholesale price of the month is known, a farm sells a little below it; elsewhere the offer's own price. Whole
    /// tenths of a yuan for a unit.
    /// </summary>
    private long UnitPriceFen(Offer offer)
    {
        const int Tenth = 10;
        const int FarmGatePercent = 85;
        var jinFen = prices.TypicalFenPerKg(offer.ProduceCode, today.Month) is { } perKg
            ? Rounding.HalfUp(perKg, FarmGatePercent * Weights.JinGrams, 100 * Weights.KilogramGrams)
            : offer.JinFen;
        return Math.Max(1, Rounding.HalfUp(jinFen * random.Between(94, 106), offer.UnitGrams, Weights.JinGrams * 100 * Tenth)) * Tenth;
    }

    private sealed record Offer(string Farm, string ProduceCode, SaleKind SaleKind, long UnitGrams, long JinFen, int Jin, string Remark)
    {
        public static Offer From(ReferenceRow row) =>
            new(
                row.Text("farm"),
                row.Text("produce"),
                Enum.Parse<SaleKind>(row.Text("sale")),
                row.Whole("unit_grams"),
                row.Whole("jin_fen"),
                row.Whole("jin"),
                row.Text("remark")
            );
    }
}
