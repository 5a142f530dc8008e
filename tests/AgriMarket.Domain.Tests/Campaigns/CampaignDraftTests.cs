using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Campaigns;

public sealed class CampaignDraftTests
{
    private static readonly DateOnly Today = new(2035, 7, 17);
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    private static readonly CampaignDraft Good = new(
        Guid.CreateVersion7(),
        Guid.CreateVersion7(),
        "雷山县农业农村局",
        "  雷山的茶  ",
        "茶摘下来了。",
        "terraces",
        "522634",
        Today,
        Today.AddDays(30),
        30_000_000,
        null,
        []
    );

    public static readonly TheoryData<string, CampaignDraft, string[]> BadFields = new()
    {
        { "empty title", Good with { Title = "  " }, ["campaign.title"] },
        { "long title", Good with { Title = new string('茶', Campaign.TitleMaxLength + 1) }, ["campaign.title"] },
        { "long story", Good with { Story = new string('茶', Campaign.StoryMaxLength + 1) }, ["campaign.story-long"] },
        { "unknown cover", Good with { Cover = "../x" }, ["campaign.cover"] },
        { "unknown region", Good with { RegionCode = "999999" }, ["campaign.region"] },
        { "another province", Good with { RegionCode = "653228" }, ["campaign.region-outside"] },
        { "no region", Good with { RegionCode = "" }, ["campaign.region"] },
        { "no start", Good with { StartsOn = null }, ["campaign.start-missing"] },
        { "past start", Good with { StartsOn = Today.AddDays(-1) }, ["campaign.start-past"] },
        { "far start", Good with { StartsOn = Today.AddDays(366), EndsOn = Today.AddDays(370) }, ["campaign.start-far"] },
        { "no end", Good with { EndsOn = null }, ["campaign.end-missing"] },
        { "end before start", Good with { StartsOn = Today.AddDays(5), EndsOn = Today.AddDays(4) }, ["campaign.end-early"] },
        {
            "both past",
            Good with
            {
                StartsOn = Today.AddDays(-9),
                EndsOn = Today.AddDays(-2),
            },
            ["campaign.start-past", "campaign.end-past"]
        },
        { "the end of time", Good with { EndsOn = DateOnly.MaxValue }, ["campaign.too-long"] },
        { "one day too long", Good with { EndsOn = Today.AddDays(Campaign.MaxDays) }, ["campaign.too-long"] },
        { "no target", Good with { TargetGrams = null }, ["campaign.target-missing"] },
        { "zero target", Good with { TargetGrams = 0 }, ["campaign.target-range"] },
        { "negative target", Good with { TargetGrams = -1 }, ["campaign.target-range"] },
        { "huge target", Good with { TargetGrams = Campaign.MaxTargetGrams + 1 }, ["campaign.target-range"] },
        { "unknown fund", Good with { FundId = Guid.CreateVersion7() }, ["campaign.fund-not-open"] },
        {
            "too many lots",
            Good with
            {
                LotIds = [.. Enumerable.Range(0, Campaign.MaxLots + 1).Select(_ => Guid.CreateVersion7())],
            },
            ["campaign.too-many-lots"]
        },
        {
            "three at once",
            Good with
            {
                Title = "",
                Cover = "",
                TargetGrams = null,
            },
            ["campaign.title", "campaign.cover", "campaign.target-missing"]
        },
    };

    [Theory]
    [MemberData(nameof(BadFields))]
    public void EachWrongFieldHasItsSentence(string what, CampaignDraft draft, string[] codes) =>
        Assert.True(codes.SequenceEqual(draft.Plan(Facts()).Rejections.Select(rejection => rejection.Code)), what);

    [Fact]
    public void AGoodDraftIsWrittenTrimmedAndStaysADraft()
    {
        var campaign = Good.Plan(Facts()).Value;

        Assert.Equal("雷山的茶", campaign.Title);
        Assert.Equal(CampaignStatus.Draft, campaign.Status);
    }

    [Fact]
    public void TheLongestCampaignIsAllowed() =>
        Assert.True((Good with { EndsOn = Today.AddDays(Campaign.MaxDays - 1) }).Plan(Facts()).IsOk);

    [Fact]
    public void NothingIsPublishedWithoutStoryAndLots() =>
        Assert.Equal(
            ["campaign.story-empty", "campaign.no-lots"],
            (Good with { Story = " " }).Plan(Facts() with { Publishing = true }).Rejections.Select(rejection => rejection.Code)
        );

    [Fact]
    public void ALotFromElsewhereOrTakenOrOffSaleIsNotPublished()
    {
        var (elsewhere, taken, offSale) = (Lot("441900"), Lot("522634"), Lot("522634", LotStatus.Closed));
        taken.OfferIn(Guid.CreateVersion7());

        var refused = Good.Plan(Facts() with { Publishing = true, Lots = [elsewhere, taken, offSale] });

        Assert.Equal(
            ["campaign.lot-elsewhere", "campaign.lot-taken", "campaign.lot-off-sale"],
            refused.Rejections.Select(rejection => rejection.Code)
        );
    }

    [Fact]
    public void ALotThatIsInAlreadyMayGoOffSale()
    {
        var lot = Lot("522634", LotStatus.Closed);
        lot.OfferIn(Good.Id);

        Assert.True(Good.Plan(Facts() with { Publishing = true, Lots = [lot] }).IsOk);
    }

    [Fact]
    public void ALotOfAnyCountyInsideTheRegionMayBeOffered() =>
        Assert.True((Good with { RegionCode = "520000" }).Plan(Facts() with { Publishing = true, Lots = [Lot("522634")] }).IsOk);

    [Fact]
    public void APublishedCampaignKeepsTheDayItBeganOn()
    {
        var known = CampaignTests.In(CampaignStatus.Published, startsIn: -5);
        var draft = Good with { Id = known.Id, StartsOn = known.StartsOn };

        Assert.True(draft.Plan(Facts() with { Known = known }).IsOk);
        Assert.Equal(
            ["campaign.start-past"],
            (draft with { SeenVersion = known.EditVersion, StartsOn = known.StartsOn.AddDays(1) })
                .Plan(Facts() with { Known = known })
                .Rejections.Select(rejection => rejection.Code)
        );
    }

    [Fact]
    public void AClosedCampaignIsNotRewritten()
    {
        var known = CampaignTests.In(CampaignStatus.Closed);

        Assert.Equal(["campaign.closed"], Good.Plan(Facts() with { Known = known }).Rejections.Select(rejection => rejection.Code));
        Assert.Equal("雷山的茶", known.Title);
    }

    [Fact]
    public void ARefusedDraftChangesNothing()
    {
        var known = CampaignTests.In(CampaignStatus.Draft);

        (Good with { Title = "别的", TargetGrams = 0 }).Plan(Facts() with { Known = known });

        Assert.Equal("雷山的茶", known.Title);
    }

    [Fact]
    public void AProposedFundDoesNotPay()
    {
        var fund = new Fund
        {
            Id = Guid.CreateVersion7(),
            NameZh = "资金",
            NameEn = "",
            DepositFen = 1,
            OfficeId = Guid.CreateVersion7(),
            ProposedBy = Guid.CreateVersion7(),
            ProposedAt = Now,
        };
        var draft = Good with { FundId = fund.Id };

        Assert.False(draft.Plan(Facts() with { Fund = fund }).IsOk);
        fund.Decide(FundDecision.Approve, Guid.CreateVersion7(), "", Now);
        Assert.True(draft.Plan(Facts() with { Fund = fund }).IsOk);
    }

    private static CampaignFacts Facts() => new(null, [], null, "520000", RegionFixture.Catalogue, Today, Publishing: false);

    private static Lot Lot(string origin, LotStatus status = LotStatus.Open) =>
        new Lot
        {
            Status = status,
            Id = Guid.CreateVersion7(),
            FarmerId = Guid.CreateVersion7(),
            FarmerName = "杨阿婆",
            Household = "杨阿婆",
            ProduceCode = "VG001",
            OriginCode = origin,
            SaleKind = SaleKind.Loose,
            UnitGrams = 500,
            UnitPriceFen = 380,
            ListedGrams = 50_000,
            ReadyOn = Today,
            BestBeforeOn = Today.AddDays(10),
            ListedAt = Now,
        }.Fresh();
}
