using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.PriceBands;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.PriceBands;

/// <summary>What a demand is told before it is posted is what the list of considered lots says afterwards.</summary>
public sealed class PriceBandReadsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private PriceBandReads Bands => market.Services.GetRequiredService<PriceBandReads>();

    [Theory]
    [InlineData(1, "VG020")]
    [InlineData(2, "VG021")]
    [InlineData(3, "VG022")]
    [InlineData(4, "VG023")]
    public async Task TheKilogramsThatFitAtAPriceAreThoseThatAreConsideredFittingAfterPosting(int seed, string produce)
    {
        var random = new Random(seed);
        var deals = await MatchingFixture.OpenAsync(market, produce);
        for (var i = 0; i < 12; i++)
        {
            await OfferAsync(deals, random);
        }

        var fits = 0;
        for (var i = 0; i < 8; i++)
        {
            var terms = TermsFor(deals, random, i);
            var band = (await AskAsync(deals, terms))!.Band;
            var edges = band.IsEmpty ? [1_000] : band.Steps(6, terms.Grams).Select(step => step.FenPerKg).ToArray();
            var edge = edges[random.Next(edges.Length)];
            foreach (var price in new[] { edge, edge - 1, random.Next(500, 2_000) })
            {
                var considered = await ConsiderAsync(deals, terms with { HighestFenPerKg = price });
                var fitting = considered.Lots.Where(one => one.Judged.IsOk).ToList();
                Assert.True(considered.Lots.Count == considered.Count, "The list is cut, so that it proves nothing.");
                Assert.Equal(new PriceStep(price, fitting.Sum(one => one.Lot.UsableGrams), considered.Fitting), band.At(price));
                fits += considered.Fitting;
            }
        }

        Assert.True(fits > 0, "Nothing ever fitted.");
    }

    [Fact]
    public async Task WhatIsProposedAlreadyFitsNobodyElse()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG025");
        await deals.ListAsync(400_000);
        Assert.Equal(400_000, (await AskAsync(deals, deals.Terms))!.Band.All.Grams);

        await deals.RunAsync(await deals.PostAsync(deals.Terms with { Grams = 300_000 }));
        Assert.Equal(100_000, (await AskAsync(deals, deals.Terms))!.Band.All.Grams);
    }

    [Fact]
    public async Task AWeightThatNoDemandCanHaveHidesNoPrices()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG026");
        await deals.ListAsync(400_000);

        foreach (var grams in new[] { 0, -5_000, 1_000_000_000_000 })
        {
            Assert.Equal(400_000, (await AskAsync(deals, deals.Terms with { Grams = grams }))!.Band.All.Grams);
        }
    }

    [Fact]
    public async Task WhereNothingIsOnSaleOtherKindsAre()
    {
        var deals = await MatchingFixture.OpenAsync(market, "AQ003");
        await deals.ListAsync(400_000);

        var none = (await AskAsync(deals, deals.Terms with { Spec = ProduceSpec.For("AQ004") }))!;
        Assert.True(none.Band.IsEmpty);
        Assert.Empty(none.Band.Misses);
        Assert.Equal(["AQ003"], none.OtherKinds);
        Assert.Empty((await AskAsync(deals, deals.Terms))!.OtherKinds);
    }

    [Fact]
    public async Task NothingIsSaidBeforeKindPlaceAndDaysMakeSense()
    {
        var deals = await MatchingFixture.OpenAsync(market, "VG026");
        Assert.Null(await AskAsync(deals, deals.Terms with { Spec = null }));
        Assert.Null(await AskAsync(deals, deals.Terms with { Spec = ProduceSpec.For("XX999") }));
        Assert.Null(await AskAsync(deals, deals.Terms with { ShipTo = deals.Terms.ShipTo with { RegionCode = "" } }));
        Assert.Null(await AskAsync(deals, deals.Terms with { To = deals.Terms.From.AddDays(-1) }));
        Assert.NotNull(await Bands.OfAsync(new(deals.Institution, deals.Terms, null, null)));
    }

    private static async Task OfferAsync(MatchingFixture deals, Random random)
    {
        var farmer = random.Next(2) == 0 ? deals.Farmer : deals.Other;
        var lotId = await deals.ListAsync(500 * random.Next(40, 1_200), farmer);
        var saved = await deals.BulkTerms.SaveAsync(
            farmer,
            new BulkTerms
            {
                LotId = lotId,
                IsOffered = random.Next(8) > 0,
                FloorUnitFen = random.Next(100, 600),
                SmallestGrams = 500 * random.Next(1, 40),
                Grade = random.Next(3) == 0 ? null : (ProduceGrade)random.Next(1, 4),
            }
        );
        Assert.Empty(saved.Rejections);
    }

    /// <param name="number">Makes each demand another one than those before.</param>
    private static DemandTerms TermsFor(MatchingFixture deals, Random random, int number) =>
        deals.Terms with
        {
            Grams = 1_000 * random.Next(20, 2_000),
            LowestGrade = random.Next(2) == 0 ? null : ProduceGrade.First,
            To = deals.Terms.From.AddDays(random.Next(1, 8)),
            Note = $"{number}",
        };

    private async Task<Consideration> ConsiderAsync(MatchingFixture deals, DemandTerms terms)
    {
        var id = await deals.PostAsync(terms);
        var reads = market.Services.GetRequiredService<DemandReads>();
        var considered = await market
            .Services.GetRequiredService<ConsideredLots>()
            .OfAsync((await reads.FindAsync(id, deals.Institution))!);
        return considered!;
    }

    private Task<OfferedNow?> AskAsync(MatchingFixture deals, DemandTerms terms) =>
        Bands.OfAsync(new(deals.Institution, terms, terms.Grams, terms.HighestFenPerKg));
}
