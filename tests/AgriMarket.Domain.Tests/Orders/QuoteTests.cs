using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using CsCheck;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class QuoteTests
{
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly Guid[] Farmers = [.. Enumerable.Range(0, 4).Select(_ => Guid.CreateVersion7())];

    /// <summary>Some lots of up to four farmers, how many units of each are wanted, and schemes of every kind, dry ones too.</summary>
    private static readonly Gen<(Lot[] Lots, int[] Units, FundedScheme[] Schemes)> Wishes =
        from count in Gen.Int[1, 8]
        from lots in Gen.Select(Gen.Int[1, 40], Gen.Long[1, 200_000], Gen.OneOf(Market.Leishan, Market.Minqin, Market.Shouguang), Gen.OneOf(Market.Potato, Market.Lettuce), Gen.Int[0, 3])
            .Select((unit, price, origin, produce, farmer) => Market.Lot(10_000_000, unit * 500L, price, origin, produce, Farmers[farmer])).Array[count]
        from units in Gen.Int[1, 40].Array[count]
        from schemes in Gen.OneOf(
            Gen.Select(Gen.Long[1, 10_000], Gen.Long[0, 20_000]).Select((amount, left) => Market.TowardsShipping(amount, left)),
            Gen.Select(Gen.Int[1, 10_000], Gen.Long[0, 10_000_000], Gen.OneOf(CountyScope.Any, CountyScope.Listed)).Select((points, left, scope) => Market.TowardsGoods(points, left, scope))).Array[0, 6]
        select (lots, units, schemes);

    [Fact]
    public void GoodsAndShippingEqualWhatBuyerAndFundsPay() => Sample(quote =>
    {
        Assert.Equal(quote.GoodsFen + quote.ShippingFen, quote.ToPayFen + quote.ShippingSubsidyFen + quote.FundSubsidyFen);
        Assert.True(quote.ToPayFen >= 0);
    });

    [Fact]
    public void SubsidiesNeverExceedWhatTheyArePaidTowards() => Sample(quote =>
    {
        Assert.InRange(quote.ShippingSubsidyFen, 0, quote.ShippingFen);
        Assert.InRange(quote.FundSubsidyFen, 0, quote.GoodsFen);
        Assert.All(quote.Subsidies.Grants, grant => Assert.InRange(grant.AmountFen, 1, grant.BaseFen));
    });

    [Fact]
    public void EverySchemeEitherPaysOrSaysWhyNot() => Wishes.Sample(wish =>
    {
        var plan = Ask(wish).Subsidies;
        var named = plan.Grants.Select(grant => grant.Scheme.Id).Concat(plan.NotGranted.Select(not => not.Scheme.Id));
        Assert.Equal(wish.Schemes.Select(funded => funded.Scheme.Id).Order(), named.Order());
        Assert.All(plan.Grants, grant => Assert.True(grant.AmountFen <= wish.Schemes.Single(funded => funded.Scheme == grant.Scheme).AvailableFen));
    });

    [Fact]
    public void EveryLineTravelsInOneParcelOfItsFarmerAndOrigin() => Sample(quote =>
    {
        Assert.Equal(quote.Lines.Select(line => (line.Lot.FarmerId, line.Lot.OriginCode)).ToHashSet(), quote.Parcels.Select(parcel => (parcel.FarmerId, parcel.OriginCode)).ToHashSet());
        Assert.Equal(quote.Lines.Sum(line => line.Grams), quote.Parcels.Sum(parcel => parcel.Grams));
    });

    [Fact]
    public void TheSumsOfTheSourceStory()
    {
        var lot = Market.Lot(unitPriceFen: 380);

        var quote = Quote.For([new(lot.Id, 5_000)], Market.Xuhui, Buyer, Market.Facts([lot], Market.TowardsShipping(), Market.TowardsGoods(3_000))).Value;

        // 10 jin at 3.80; the first kilogram 6.00 and four further ones 1.00 each; 2.00 off shipping; 30 % off the goods.
        Assert.Equal((3_800, 1_000, 200, 1_140, 3_460), (quote.GoodsFen, quote.ShippingFen, quote.ShippingSubsidyFen, quote.FundSubsidyFen, quote.ToPayFen));
    }

    [Fact]
    public void WhatDoesNotKeepTravelsColdAndTakesItsParcelWithIt()
    {
        var farmer = Guid.CreateVersion7();
        Lot[] lots = [Market.Lot(farmerId: farmer), Market.Lot(produce: Market.Lettuce, farmerId: farmer), Market.Lot()];

        var quote = Quote.For([.. lots.Select(lot => new WantedLine(lot.Id, 500))], Market.Xuhui, Buyer, Market.Facts(lots)).Value;

        Assert.Equal([FreightService.ExpressCold, FreightService.ExpressStandard], quote.Parcels.Select(parcel => parcel.Freight.Service));
    }

    [Fact]
    public void ADryBudgetPaysNothingRatherThanAPart()
    {
        var lot = Market.Lot();

        var quote = Quote.For([new(lot.Id, 5_000)], Market.Xuhui, Buyer, Market.Facts([lot], Market.TowardsShipping(200, availableFen: 199))).Value;

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
        var lot = Market.Lot(100_000);

        var refused = Assert.Single(Quote.For([new(lot.Id, grams)], Market.Xuhui, Buyer, Market.Facts([lot])).Rejections);

        Assert.Equal((code, lot.Id.ToString()), (refused.Code, refused.Field));
    }

    [Fact]
    public void OnesOwnLotIsRefused()
    {
        var lot = Market.Lot(farmerId: Buyer);

        Assert.Equal("order.own-lot", Assert.Single(Quote.For([new(lot.Id, 500)], Market.Xuhui, Buyer, Market.Facts([lot])).Rejections).Code);
    }

    [Fact]
    public void AnOrderHasOneLineForALotAndNotTooMany()
    {
        var lots = Enumerable.Range(0, Quote.MaxLines + 1).Select(_ => Market.Lot()).ToList();
        var facts = Market.Facts(lots);

        Assert.Equal("order.empty", Refusal([]));
        Assert.Equal("order.lines", Refusal([new(lots[0].Id, 500), new(lots[0].Id, 500)]));
        Assert.Equal("order.lines", Refusal([.. lots.Select(lot => new WantedLine(lot.Id, 500))]));
        Assert.True(Quote.For([.. lots.Skip(1).Select(lot => new WantedLine(lot.Id, 500))], Market.Xuhui, Buyer, facts).IsOk);

        string Refusal(WantedLine[] lines) => Assert.Single(Quote.For(lines, Market.Xuhui, Buyer, facts).Rejections).Code;
    }

    [Theory]
    [InlineData("000000", "address.region")]
    [InlineData(Market.Hetian, "freight.no-route")]
    public void APlaceNobodyDeliversToIsRefusedBesideTheRegion(string place, string code)
    {
        var lot = Market.Lot();

        var refused = Assert.Single(Quote.For([new(lot.Id, 500)], place, Buyer, Market.Facts([lot])).Rejections);

        Assert.Equal((code, nameof(Address.RegionCode)), (refused.Code, refused.Field));
    }

    private static void Sample(Action<Quote> holds) => Wishes.Sample(wish => holds(Ask(wish)));

    private static Quote Ask((Lot[] Lots, int[] Units, FundedScheme[] Schemes) wish) => Quote.For(
        [.. wish.Lots.Zip(wish.Units, (lot, units) => new WantedLine(lot.Id, lot.UnitGrams * units))], Market.Xuhui, Buyer, Market.Facts(wish.Lots, wish.Schemes)).Value;
}
