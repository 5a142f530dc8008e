using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;
using CsCheck;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class QuoteTests
{
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly Guid[] Farmers = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    /// <summary>Some lots of up to four farmers, how many units of each are wanted, and schemes of every kind, dry ones too.</summary>
    private static readonly Gen<(Lot[] Lots, int[] Units, FundedScheme[] Schemes)> Specs =
        from count in Gen.Int[1, 8]
        from lots in Gen.Select(
                Gen.Int[1, 40],
                Gen.Long[1, 200_000],
                Gen.OneOf(QuoteFixture.Leishan, QuoteFixture.Minqin, QuoteFixture.Shouguang),
                Gen.OneOf(QuoteFixture.Potato, QuoteFixture.Lettuce),
                Gen.Int[0, 3]
            )
            .Select(
                (unit, price, origin, produce, farmer) => QuoteFixture.Lot(10_000_000, unit * 500L, price, origin, produce, Farmers[farmer])
            )
            .Array[count]
        from units in Gen.Int[1, 40].Array[count]
        from schemes in Gen.OneOf(
            Gen.Select(Gen.Long[1, 10_000], Gen.Long[0, 20_000]).Select((amount, left) => QuoteFixture.TowardsShipping(amount, left)),
            Gen.Select(Gen.Int[1, 10_000], Gen.Long[0, 10_000_000], Gen.OneOf(CountyScope.Any, CountyScope.Listed))
                .Select((points, left, scope) => QuoteFixture.TowardsGoods(points, left, scope))
        ).Array[0, 6]
        select (lots, units, schemes);

    [Fact]
    public void GoodsAndShippingEqualWhatBuyerAndFundsPay() =>
        Sample(quote =>
        {
            Assert.Equal(quote.GoodsFen + quote.ShippingFen, quote.ToPayFen + quote.ShippingSubsidyFen + quote.FundSubsidyFen);
            Assert.True(quote.ToPayFen >= 0);
        });

    [Fact]
    public void SubsidiesNeverExceedWhatTheyArePaidTowards() =>
        Sample(quote =>
        {
            Assert.InRange(quote.ShippingSubsidyFen, 0, quote.ShippingFen);
            Assert.InRange(quote.FundSubsidyFen, 0, quote.GoodsFen);
            Assert.All(quote.Subsidies.Grants, grant => Assert.InRange(grant.AmountFen, 1, grant.BaseFen));
        });

    [Fact]
    public void EverySchemeEitherPaysOrSaysWhyNot() =>
        Specs.Sample(sample =>
        {
            var plan = Ask(sample).Subsidies;
            var named = plan.Grants.Select(grant => grant.Scheme.Id).Concat(plan.NotGranted.Select(not => not.Scheme.Id));
            Assert.Equal(sample.Schemes.Select(funded => funded.Scheme.Id).Order(), named.Order());
            Assert.All(
                plan.Grants,
                grant => Assert.True(grant.AmountFen <= sample.Schemes.Single(funded => funded.Scheme == grant.Scheme).AvailableFen)
            );
        });

    [Fact]
    public void EveryLineTravelsInOneParcelOfItsFarmerAndOrigin() =>
        Sample(quote =>
        {
            Assert.Equal(
                quote.Lines.Select(line => (line.Lot.FarmerId, line.Lot.OriginCode)).ToHashSet(),
                quote.Parcels.Select(parcel => (parcel.FarmerId, parcel.OriginCode)).ToHashSet()
            );
            Assert.Equal(quote.Lines.Sum(line => line.Grams), quote.Parcels.Sum(parcel => parcel.Grams));
        });

    [Fact]
    public void TheSumsOfTheSourceStory()
    {
        var lot = QuoteFixture.Lot(unitPriceFen: 380);

        var quote = Quote
            .For(
                [new(lot.Id, 5_000)],
                QuoteFixture.Xuhui,
                Buyer,
                QuoteFixture.Facts([lot], QuoteFixture.TowardsShipping(), QuoteFixture.TowardsGoods(3_000))
            )
            .Value;

        // 10 jin at 3.80; the first kilogram 6.00 and four further ones 1.00 each; 2.00 off shipping; 30 % off the goods.
        Assert.Equal(
            (3_800, 1_000, 200, 1_140, 3_460),
            (quote.GoodsFen, quote.ShippingFen, quote.ShippingSubsidyFen, quote.FundSubsidyFen, quote.ToPayFen)
        );
    }

    [Fact]
    public void WhatDoesNotKeepTravelsColdAndTakesItsParcelWithIt()
    {
        var farmer = Guid.CreateVersion7();
        Lot[] lots =
        [
            QuoteFixture.Lot(farmerId: farmer),
            QuoteFixture.Lot(produce: QuoteFixture.Lettuce, farmerId: farmer),
            QuoteFixture.Lot(),
        ];

        var quote = Quote
            .For([.. lots.Select(lot => new WantedLine(lot.Id, 500))], QuoteFixture.Xuhui, Buyer, QuoteFixture.Facts(lots))
            .Value;

        Assert.Equal([FreightService.ExpressCold, FreightService.ExpressStandard], quote.Parcels.Select(parcel => parcel.Freight.Service));
    }

    [Fact]
    public void ADryBudgetPaysNothingRatherThanAPart()
    {
        var lot = QuoteFixture.Lot();

        var quote = Quote
            .For(
                [new(lot.Id, 5_000)],
                QuoteFixture.Xuhui,
                Buyer,
                QuoteFixture.Facts([lot], QuoteFixture.TowardsShipping(200, availableFen: 199))
            )
            .Value;

        Assert.Equal(quote.GoodsFen + quote.ShippingFen, quote.ToPayFen);
        Assert.Equal("fund.exhausted", Assert.Single(quote.Subsidies.NotGranted).Why.Code);
    }

    [Theory]
    [InlineData(0, "stock.step")]
    [InlineData(-500, "stock.step")]
    [InlineData(499, "stock.step")]
    [InlineData(long.MinValue, "stock.step")]
    [InlineData(100_500, "stock.short")]
    [InlineData(long.MaxValue / 500 * 500, "stock.short")]
    public void AWeightThatCannotBeHadIsRefusedBesideItsLine(long grams, string code)
    {
        var lot = QuoteFixture.Lot(100_000);

        var refused = Assert.Single(Quote.For([new(lot.Id, grams)], QuoteFixture.Xuhui, Buyer, QuoteFixture.Facts([lot])).Rejections);

        Assert.Equal((code, lot.Id.ToString()), (refused.Code, refused.Field));
    }

    [Fact]
    public void OnesOwnLotIsRefused()
    {
        var lot = QuoteFixture.Lot(farmerId: Buyer);

        Assert.Equal(
            "order.own-lot",
            Assert.Single(Quote.For([new(lot.Id, 500)], QuoteFixture.Xuhui, Buyer, QuoteFixture.Facts([lot])).Rejections).Code
        );
    }

    [Fact]
    public void AnOrderHasOneLineForALotAndNotTooMany()
    {
        var lots = Enumerable.Range(0, Quote.MaxLines + 1).Select(_ => QuoteFixture.Lot()).ToList();
        var facts = QuoteFixture.Facts(lots);

        Assert.Equal("order.empty", Refusal([]));
        Assert.Equal("order.lines", Refusal([new(lots[0].Id, 500), new(lots[0].Id, 500)]));
        Assert.Equal("order.lines", Refusal([.. lots.Select(lot => new WantedLine(lot.Id, 500))]));
        Assert.True(Quote.For([.. lots.Skip(1).Select(lot => new WantedLine(lot.Id, 500))], QuoteFixture.Xuhui, Buyer, facts).IsOk);

        string Refusal(WantedLine[] lines) => Assert.Single(Quote.For(lines, QuoteFixture.Xuhui, Buyer, facts).Rejections).Code;
    }

    [Theory]
    [InlineData("000000", "address.region")]
    [InlineData(QuoteFixture.Hetian, "freight.no-route")]
    public void APlaceNobodyDeliversToIsRefusedBesideTheRegion(string place, string code)
    {
        var lot = QuoteFixture.Lot();

        var refused = Assert.Single(Quote.For([new(lot.Id, 500)], place, Buyer, QuoteFixture.Facts([lot])).Rejections);

        Assert.Equal((code, nameof(Address.RegionCode)), (refused.Code, refused.Field));
    }

    private static void Sample(Action<Quote> holds) => Specs.Sample(sample => holds(Ask(sample)));

    private static Quote Ask((Lot[] Lots, int[] Units, FundedScheme[] Schemes) sample) =>
        Quote
            .For(
                [.. sample.Lots.Zip(sample.Units, (lot, units) => new WantedLine(lot.Id, lot.UnitGrams * units))],
                QuoteFixture.Xuhui,
                Buyer,
                QuoteFixture.Facts(sample.Lots, sample.Schemes)
            )
            .Value;
}
