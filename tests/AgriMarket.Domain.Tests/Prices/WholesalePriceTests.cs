using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Tests.Prices;

public class WholesalePriceTests
{
    private static readonly DateOnly Day = new(2022, 7, 1);

    [Fact]
    public void A_day_costs_the_median_of_its_quotes() => Assert.Equal(388, Gathered(300, 388, 9_000).FenPerKg);

    [Fact]
    public void Of_two_middle_quotes_the_mean_counts_halves_upwards() => Assert.Equal(302, Gathered(300, 303).FenPerKg);

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void Quotes_under_ten_fen_or_above_a_hundred_yuan_are_dropped(long fen, bool kept) =>
        Assert.Equal(kept, WholesalePrice.FromQuotes([new("VG001", Day, fen)]).Count == 1);

    [Fact]
    public void Each_kind_and_day_has_one_price_in_order()
    {
        var prices = WholesalePrice.FromQuotes([
            new("VG002", Day, 500),
            new("VG001", Day.AddDays(1), 400),
            new("VG001", Day, 200),
            new("VG001", Day, 100),
        ]);
        Assert.Equal(
            [("VG001", Day, 150L), ("VG001", Day.AddDays(1), 400), ("VG002", Day, 500)],
            prices.Select(price => (price.ProduceCode, price.Date, price.FenPerKg))
        );
    }

    [Fact]
    public void A_month_typically_costs_the_median_of_its_days_in_all_years()
    {
        var prices = Typical(Price(2021, 7, 100), Price(2022, 7, 300), Price(2023, 7, 9_000), Price(2022, 8, 700));
        Assert.Equal(300, prices.TypicalFenPerKg("VG001", 7));
        Assert.Equal(700, prices.TypicalFenPerKg("VG001", 8));
    }

    [Theory]
    [InlineData("VG001", 6)]
    [InlineData("VG002", 7)]
    public void Where_no_price_is_known_none_is_made_up(string produceCode, int month) =>
        Assert.Null(Typical(Price(2021, 7, 100)).TypicalFenPerKg(produceCode, month));

    private static WholesalePrices Typical(params WholesalePrice[] days) => new(TypicalPrice.FromDays(days));

    private static WholesalePrice Gathered(params long[] fen) =>
        Assert.Single(WholesalePrice.FromQuotes(fen.Select(quote => new WholesaleQuote("VG001", Day, quote))));

    private static WholesalePrice Price(int year, int month, long fen) =>
        new()
        {
            ProduceCode = "VG001",
            Date = new DateOnly(year, month, 5),
            FenPerKg = fen,
        };
}
