using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.BulkSelling;

public sealed class BulkTermsServiceTests(MarketApp market) : IClassFixture<MarketApp>
{
    private BulkTermsService Service => market.Services.GetRequiredService<BulkTermsService>();

    [Fact]
    public async Task TheUsualHoldsUntilTheFarmerSaysOtherwise()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var lotId = await deals.ListAsync(100_000);
        var before = (await Service.FindAsync(lotId, deals.Farmer))!;
        Assert.Null(before.Terms);
        Assert.Equal((true, 380L, 500L), (before.Usual.IsOffered, before.Usual.FloorUnitFen, before.Usual.SmallestGrams));

        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 420, 50_000, ProduceGrade.First))).Rejections);
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 410, 20_000, ProduceGrade.Second))).Rejections);
        var after = (await Service.FindAsync(lotId, deals.Farmer))!.Terms!;
        Assert.Equal(
            (true, 410L, 20_000L, (ProduceGrade?)ProduceGrade.Second),
            (after.IsOffered, after.FloorUnitFen, after.SmallestGrams, after.Grade)
        );

        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 410, 20_000, null))).Rejections);
        Assert.Null((await Service.FindAsync(lotId, deals.Farmer))!.Terms!.Grade);
    }

    [Fact]
    public async Task TermsThatWereSavedSinceTheyWereSeenAreNotUndone()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB009");
        var lotId = await deals.ListAsync(100_000);
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 420, 50_000, null), seenVersion: 0)).Rejections);
        Assert.Equal("edit.changed", (await Service.SaveAsync(deals.Farmer, Terms(lotId, 410, 500, null), 0)).Rejections.Single().Code);
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 420, 50_000, null), 0)).Rejections);
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(lotId, 410, 500, null), 1)).Rejections);
        Assert.Equal(
            (410L, 2L),
            ((await Service.FindAsync(lotId, deals.Farmer))!.Terms!) is var kept ? (kept.FloorUnitFen, kept.EditVersion) : default
        );
    }

    [Fact]
    public async Task NobodySeesOrSetsTheTermsOfAnothersLot()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB002");
        var lotId = await deals.ListAsync(100_000);
        Assert.Null(await Service.FindAsync(lotId, deals.Other));
        Assert.Equal("lot.unknown", (await Service.SaveAsync(deals.Other, Terms(lotId, 1, 500, null))).Rejections.Single().Code);
        Assert.Equal(
            "lot.unknown",
            (await Service.SaveAsync(deals.Farmer, Terms(Guid.CreateVersion7(), 1, 500, null))).Rejections.Single().Code
        );
        Assert.Null((await Service.FindAsync(lotId, deals.Farmer))!.Terms);
    }

    [Fact]
    public async Task WrongTermsAreRefusedFieldByFieldAndChangeNothing()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB003");
        var lotId = await deals.ListAsync(100_000);
        var refused = await Service.SaveAsync(deals.Farmer, Terms(lotId, 0, 250, (ProduceGrade)9));
        Assert.Equal(["bulk.floor", "bulk.smallest", "bulk.grade"], refused.Rejections.Select(why => why.Code));
        Assert.Null((await Service.FindAsync(lotId, deals.Farmer))!.Terms);
    }

    [Fact]
    public async Task ARunAsksAtTheFarmersTermsAndNotForWhatIsNotOffered()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB004");
        var (dear, kept) = (await deals.ListAsync(100_000), await deals.ListAsync(100_000));
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(dear, 500, 500, null))).Rejections);
        Assert.Empty((await Service.SaveAsync(deals.Farmer, Terms(kept, 380, 500, null, isOffered: false))).Rejections);

        var part = Assert.Single(Assert.Single(await deals.RunAsync(await deals.PostAsync())).Parts);
        Assert.Equal(dear, part.LotId);
        Assert.True(part.UnitPriceFen >= 500);
    }

    private static BulkTerms Terms(Guid lotId, long floor, long smallest, ProduceGrade? grade, bool isOffered = true) =>
        new()
        {
            LotId = lotId,
            IsOffered = isOffered,
            FloorUnitFen = floor,
            SmallestGrams = smallest,
            Grade = grade,
        };
}
