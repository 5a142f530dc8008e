using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class AdjustmentTests
{
    private static AdjustmentIntent Intent(AdjustmentKind? kind, long? grams, string note = "") =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), kind, grams, note);

    [Theory]
    [InlineData(AdjustmentKind.Found, StockReason.Found)]
    [InlineData(AdjustmentKind.Damaged, StockReason.Damaged)]
    [InlineData(AdjustmentKind.GivenAway, StockReason.GivenAway)]
    public void WhatAFarmerSaysStandsInTheJournal(AdjustmentKind kind, StockReason reason)
    {
        var planned = Adjustment.Plan(Intent(kind, 1_500, "  下雨\n淋湿 "), QuoteFixture.Lot(), QuoteFixture.Now).Value;

        Assert.Equal((reason, 1_500, "下雨 淋湿"), (planned.Reason, planned.Grams, planned.Note));
    }

    [Fact]
    public void EachWrongFieldHasItsSentence()
    {
        var refused = Adjustment
            .Plan(Intent(null, null, new string('长', Adjustment.NoteMaxLength + 1)), QuoteFixture.Lot(), QuoteFixture.Now)
            .Rejections;

        Assert.Equal(
            [
                ("stock.kind", nameof(AdjustmentIntent.Kind)),
                ("stock.grams", nameof(AdjustmentIntent.Grams)),
                ("stock.note-long", nameof(AdjustmentIntent.Note)),
            ],
            refused.Select(rejection => (rejection.Code, rejection.Field!))
        );
        Assert.Equal(
            "stock.grams",
            Adjustment.Plan(Intent(AdjustmentKind.Found, 0), QuoteFixture.Lot(), QuoteFixture.Now).Rejections[0].Code
        );
    }

    [Theory]
    [InlineData(AdjustmentKind.Damaged)]
    [InlineData(AdjustmentKind.GivenAway)]
    public void OnlyWhatIsFreeCanBeLost(AdjustmentKind kind)
    {
        var lot = QuoteFixture.Lot(grams: 2_000);

        Assert.True(Adjustment.Plan(Intent(kind, 2_000), lot, QuoteFixture.Now).IsOk);
        var refused = Adjustment.Plan(Intent(kind, 2_001), lot, QuoteFixture.Now).Rejections[0];
        Assert.Equal(("stock.short", 2_000L, 2_001L), (refused.Code, (long)refused.Args[0], (long)refused.Args[1]));
    }

    [Fact]
    public void NothingIsFoundOnALotThatIsOffSale()
    {
        Assert.Equal(
            "stock.found-off-sale",
            Adjustment.Plan(Intent(AdjustmentKind.Found, 500), QuoteFixture.Lot(), QuoteFixture.Now.AddDays(6)).Rejections[0].Code
        );
        Assert.True(Adjustment.Plan(Intent(AdjustmentKind.Damaged, 500), QuoteFixture.Lot(), QuoteFixture.Now.AddDays(6)).IsOk);
    }
}
