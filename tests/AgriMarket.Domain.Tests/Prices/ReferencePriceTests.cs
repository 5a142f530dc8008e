using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Tests.Prices;

public class ReferencePriceTests
{
    private static readonly WholesalePrices Wholesale = new([
        new TypicalPrice
        {
            ProduceCode = "VG001",
            Month = 7,
            FenPerKg = 150,
        },
        new TypicalPrice
        {
            ProduceCode = "VG004",
            Month = 7,
            FenPerKg = 150,
        },
    ]);

    [Theory]
    [InlineData("VG001", "Vegetable", 7, 900L, ReferenceSource.OfficialKind)]
    [InlineData("VG002", "Vegetable", 7, 500L, ReferenceSource.Sales)]
    [InlineData("VG003", "Vegetable", 7, 300L, ReferenceSource.OfficialCategory)]
    [InlineData("VG004", "Vegetable", 7, 150L, ReferenceSource.Wholesale)]
    public void TheMostBindingSourceCounts(string kind, string category, int month, long fen, ReferenceSource source)
    {
        var prices = new ReferencePriceList(
            [new("VG001", 900)],
            [new("Vegetable", 300)],
            [new("VG001", 700), new("VG002", 500)],
            Wholesale
        );

        Assert.Equal(new ReferencePrice(fen, source), prices.Find(kind, category, month));
    }

    [Theory]
    [InlineData("VG001", 7, 150L)]
    [InlineData("VG001", 8, null)]
    [InlineData("FR001", 7, null)]
    public void WithoutThemTheWholesaleSeriesOfTheMonthDoesOrNothing(string kind, int month, long? fen) =>
        Assert.Equal(fen, new ReferencePriceList([], [], [], Wholesale).Find(kind, "Vegetable", month)?.FenPerKg);

    [Fact]
    public void AMedianOfSellersIsNotMovedByOneWhoSellsMuchToThemselves()
    {
        var honest = Enumerable.Range(1, 5).Select(i => new SoldPrice("VG001", Id(i), 200 + i, 5)).ToList();

        Assert.Equal(203, Assert.Single(SalesReference.Of(honest)).FenPerKg);
        var fraud = Assert.Single(SalesReference.Of([.. honest, new SoldPrice("VG001", Id(9), 1_000_000, 10_000)]));
        Assert.Equal((204L, 6, 10_025), (fraud.FenPerKg, fraud.Sellers, fraud.Orders));
    }

    [Fact]
    public void FewSellersOrFewOrdersSayNothing()
    {
        Assert.Empty(SalesReference.Of(Enumerable.Range(1, 4).Select(i => new SoldPrice("VG001", Id(i), 200, 100))));
        Assert.Empty(SalesReference.Of(Enumerable.Range(1, 5).Select(i => new SoldPrice("VG001", Id(i), 200, 3))));
    }

    [Theory]
    [InlineData(1_000L, 200L, null)]
    [InlineData(1_001L, 200L, "price.reference-far")]
    [InlineData(1_001L, null, null)]
    [InlineData(0L, null, "price.reference-range")]
    [InlineData(2_000_001L, null, "price.reference-range")]
    [InlineData(null, 200L, null)]
    public void AnOfficialsPriceStaysNearWhatIsKnown(long? fen, long? known, string? refusal)
    {
        var set = OfficialReference.Of(new ReferenceRequest("VG001", false, fen, "县价格监测点", Id(1)), null, known, DateTime.UnixEpoch);

        Assert.Equal(refusal is null ? [] : [refusal], set.Rejections.Select(rejection => rejection.Code));
        Assert.Equal(refusal is null ? fen : null, set.IsOk ? set.Value.FenPerKg : null);
    }

    [Fact]
    public void WhereNothingElseIsKnownItStaysNearWhatHeldBefore()
    {
        var before = OfficialReference.Of(new ReferenceRequest("AQ001", false, 9_785, "依据", Id(1)), null, null, DateTime.UnixEpoch).Value;

        var slip = OfficialReference.Of(new ReferenceRequest("AQ001", false, 978_500, "依据", Id(1)), before, null, DateTime.UnixEpoch);

        Assert.Equal(["price.reference-far"], slip.Rejections.Select(rejection => rejection.Code));
    }

    [Fact]
    public void AnOfficialsPriceHasAReason() =>
        Assert.Equal(
            ["price.reason-missing"],
            OfficialReference
                .Of(new ReferenceRequest("VG001", false, 100, " ", Id(1)), null, null, DateTime.UnixEpoch)
                .Rejections.Select(rejection => rejection.Code)
        );

    private static Guid Id(int number) => new(number, 0, 0x7000, [0x80, 0, 0, 0, 0, 0, 0, 0]);
}
