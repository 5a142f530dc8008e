using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Tests.Logistics;

public class FreightTariffTests
{
    private const string Guizhou = "522634";
    private const string Guangdong = "441900";
    private const string Xinjiang = "653228";
    private const string Tibet = "540102";

    private readonly FreightTariff tariff = new([
        Express(zone: 1, fromKm: 0, toKm: 300, firstFen: 600, furtherFen: 100),
        Express(zone: 2, fromKm: 300, toKm: 800, firstFen: 700, furtherFen: 160),
        Express(zone: 5, fromKm: 2500, toKm: null, firstFen: 1100, furtherFen: 450),
        Express(zone: 6, fromKm: null, toKm: null, firstFen: 1200, furtherFen: 800),
        Bulk(),
    ]);

    [Theory]
    [InlineData(1, 600)]
    [InlineData(1_000, 600)]
    [InlineData(1_001, 700)]
    [InlineData(2_000, 700)]
    [InlineData(20_000, 600 + 19 * 100)]
    public void A_parcel_costs_the_first_kilogram_and_each_further_one_begun(long grams, long fen) =>
        Assert.Equal(fen, Quote(100, grams).ChargeFen);

    [Theory]
    [InlineData(20_001, 2, 2_500 + 600)]
    [InlineData(40_000, 2, 2_500 * 2)]
    [InlineData(45_000, 3, 2_500 * 2 + 1_000)]
    public void Above_twenty_kilograms_the_consignment_is_split(long grams, int parcels, long fen)
    {
        var quote = Quote(100, grams);
        Assert.Equal((parcels, fen), (quote.Parcels, quote.ChargeFen));
    }

    [Theory]
    [InlineData(0, 600)]
    [InlineData(299, 600)]
    [InlineData(300, 700)]
    [InlineData(799, 700)]
    [InlineData(2_500, 1_100)]
    [InlineData(9_000, 1_100)]
    public void A_zone_begins_at_its_lower_bound_and_ends_before_its_upper(int km, long fen) => Assert.Equal(fen, Quote(km, 500).ChargeFen);

    [Theory]
    [InlineData(Xinjiang, Guangdong)]
    [InlineData(Guangdong, Xinjiang)]
    [InlineData(Tibet, Guangdong)]
    [InlineData(Xinjiang, Xinjiang)]
    public void Tibet_and_Xinjiang_cost_the_remote_zone_however_near(string origin, string destination) =>
        Assert.Equal(1_200, tariff.Quote(FreightService.ExpressStandard, origin, destination, 10, 500)!.ChargeFen);

    [Fact]
    public void A_light_bulk_consignment_costs_the_minimum() =>
        Assert.Equal(3_000, tariff.Quote(FreightService.Bulk, Guizhou, Guangdong, 100, 10_000)!.ChargeFen);

    [Fact]
    public void A_heavy_bulk_consignment_costs_every_kilogram() =>
        Assert.Equal(80 * 1_000, tariff.Quote(FreightService.Bulk, Guizhou, Guangdong, 100, 1_000_000)!.ChargeFen);

    [Theory]
    [InlineData(FreightService.ExpressCold, 100)]
    [InlineData(FreightService.ExpressStandard, 1_000)]
    public void Where_the_card_has_no_row_there_is_no_quote(FreightService service, int km) =>
        Assert.Null(tariff.Quote(service, Guizhou, Guangdong, km, 500));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Nothing_cannot_be_sent(long grams) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => tariff.Quote(FreightService.ExpressStandard, Guizhou, Guangdong, 100, grams));

    private FreightQuote Quote(int km, long grams) => tariff.Quote(FreightService.ExpressStandard, Guizhou, Guangdong, km, grams)!;

    private static FreightRate Express(int zone, int? fromKm, int? toKm, long firstFen, long furtherFen) =>
        new()
        {
            Service = FreightService.ExpressStandard,
            Zone = zone,
            FromKm = fromKm,
            ToKm = toKm,
            FirstGrams = 1_000,
            FirstFen = firstFen,
            FurtherKilogramFen = furtherFen,
            MinimumFen = firstFen,
            MaxGrams = 20_000,
            TransitDaysFrom = 1,
            TransitDaysTo = 2,
        };

    private static FreightRate Bulk() =>
        new()
        {
            Service = FreightService.Bulk,
            Zone = 1,
            FromKm = 0,
            ToKm = 300,
            FirstGrams = 0,
            FirstFen = 0,
            FurtherKilogramFen = 80,
            MinimumFen = 3_000,
            MaxGrams = 3_000_000,
            TransitDaysFrom = 1,
            TransitDaysTo = 2,
        };
}
