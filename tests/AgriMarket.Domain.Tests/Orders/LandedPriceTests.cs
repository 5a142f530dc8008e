using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Orders;

/// <summary>Here a parcel costs 6.00 yuan for its first kilogram and 1.00 for each further one, and holds 20 kg at the most.</summary>
public sealed class LandedPriceTests
{
    private static readonly Guid Buyer = Guid.CreateVersion7();

    private static readonly Gen<Lot> Lots = Gen.Select(Gen.Int[1, 12], Gen.Long[1, 50_000], Gen.Int[1, 60])
        .Select((unit, price, units) => QuoteFixture.Lot(unit * 500L * units, unit * 500L, price));

    [Theory]
    // A kilogram at 7.60 costs 9.60 with freight where five travel together: up to 12.00 is sensible.
    [InlineData(380, 500, 100_000, "2000 5000 10000")]
    // At 1.54 freight is most of it, and more has to share it.
    [InlineData(77, 500, 100_000, "3000 5000 10000")]
    // At 76.00 freight hardly matters.
    [InlineData(3_800, 500, 100_000, "1000 5000 10000")]
    [InlineData(380, 500, 2_500, "2000 2500")]
    [InlineData(380, 500, 500, "500")]
    [InlineData(1_900, 2_500, 100_000, "2500 5000 10000")]
    [InlineData(7_600, 10_000, 100_000, "10000 20000")]
    [InlineData(7_600, 30_000, 90_000, "30000")]
    public void WeightsThatAreWorthCarryingAreProposedTheSmallestFirst(long priceFen, long unitGrams, long grams, string proposed)
    {
        var lot = QuoteFixture.Lot(grams, unitGrams, priceFen);

        Assert.Equal(proposed, string.Join(' ', LandedPrice.Propose(lot, QuoteFixture.Xuhui, QuoteFixture.Facts([lot]))));
    }

    [Fact]
    public void NothingIsProposedWhereNobodyDelivers()
    {
        var lot = QuoteFixture.Lot();

        Assert.Empty(LandedPrice.Propose(lot, QuoteFixture.Hetian, QuoteFixture.Facts([lot])));
        Assert.Empty(LandedPrice.Propose(lot, "000000", QuoteFixture.Facts([lot])));
    }

    [Fact]
    public void ProposedWeightsAreThereInWholeUnitsAndFitIntoOneParcel() =>
        Lots.Sample(lot =>
        {
            var proposed = LandedPrice.Propose(lot, QuoteFixture.Xuhui, QuoteFixture.Facts([lot]));

            Assert.NotEmpty(proposed);
            Assert.Equal(proposed.Order().Distinct(), proposed);
            Assert.All(proposed, grams => Assert.Equal(0, grams % lot.UnitGrams));
            Assert.All(proposed, grams => Assert.InRange(grams, lot.UnitGrams, Math.Min(lot.AvailableGrams, 20_000)));
        });

    [Fact]
    public void ItIsWhatAnOrderOfJustThatIsCharged() =>
        Gen.Select(Lots, Gen.Long[0, 2_000], Gen.Int[0, 9_000])
            .Sample(
                (lot, shippingFen, basisPoints) =>
                {
                    var facts = QuoteFixture.Facts(
                        [lot],
                        QuoteFixture.TowardsShipping(shippingFen + 1),
                        QuoteFixture.TowardsGoods(basisPoints + 1)
                    );
                    Assert.All(
                        LandedPrice.Propose(lot, QuoteFixture.Xuhui, facts),
                        grams =>
                        {
                            var landed = LandedPrice.Of(lot, grams, QuoteFixture.Xuhui, facts).Value;
                            var quote = Quote.For([new(lot.Id, grams)], QuoteFixture.Xuhui, Buyer, facts).Value;
                            Assert.Equal(quote.ToPayFen, landed.ToPayFen);
                            Assert.Equal(landed.ToPayFen, landed.GoodsFen + landed.ShippingFen - landed.SubsidyFen);
                        }
                    );
                }
            );

    [Fact]
    public void AsMuchAsItSaysMayBeAddedAtTheSameFreightAndNoUnitMore() =>
        Gen.Select(Lots, Gen.Int[1, 60])
            .Sample(
                (lot, units) =>
                {
                    var facts = QuoteFixture.Facts([lot]);
                    var grams = Math.Min(units * lot.UnitGrams, lot.AvailableGrams);
                    var landed = LandedPrice.Of(lot, grams, QuoteFixture.Xuhui, facts).Value;
                    var most = LandedPrice.Of(lot, grams + landed.FreeGrams, QuoteFixture.Xuhui, facts).Value;

                    Assert.Equal((landed.ShippingFen, 0), (most.ShippingFen, most.FreeGrams));
                    if (most.Grams + lot.UnitGrams <= lot.AvailableGrams)
                    {
                        var beyond = LandedPrice.Of(lot, most.Grams + lot.UnitGrams, QuoteFixture.Xuhui, facts).Value;
                        Assert.True(beyond.ShippingFen > most.ShippingFen);
                    }
                }
            );

    [Fact]
    public void WhatCannotBeHadThereSaysWhy()
    {
        var lot = QuoteFixture.Lot(keepsDays: 0);

        Assert.Equal(
            "order.arrives-late",
            Assert.Single(LandedPrice.Of(lot, 500, QuoteFixture.Xuhui, QuoteFixture.Facts([lot])).Rejections).Code
        );
    }
}
