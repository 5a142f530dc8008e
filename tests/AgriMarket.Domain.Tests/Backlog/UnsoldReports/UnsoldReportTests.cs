using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Backlog.UnsoldReports;

public sealed class UnsoldReportTests
{
    private static readonly Guid Farmer = Guid.CreateVersion7();
    private static readonly ProduceCatalogue Kinds = QuoteFixture.Facts([]).Produce;

    private static readonly UnsoldReporter Household = new("杨大山", Sells: true, []);
    private static readonly UnsoldReporter Office = new("雷山县政府", Sells: false, [QuoteFixture.Leishan]);
    private static readonly UnsoldReporter OfficeElsewhere = new("民勤县政府", Sells: false, [QuoteFixture.Minqin]);

    private static UnsoldReportDraft Draft(Guid? lotId = null) =>
        new(
            Guid.CreateVersion7(),
            Farmer,
            lotId,
            QuoteFixture.Potato,
            QuoteFixture.Leishan,
            50_000,
            UnsoldQuality.Good,
            UnsoldTransport.NeedsPickup,
            "杨大山",
            "13800000000",
            ""
        );

    private static UnsoldFacts Facts(UnsoldReporter reporter, Lot? lot = null) =>
        new(reporter, lot, Kinds, QuoteFixture.Regions, QuoteFixture.Now);

    private static Lot OwnLot(long grams = 100_000) => QuoteFixture.Lot(grams, farmerId: Farmer);

    private static UnsoldReport Reported(Lot lot, long grams = 50_000) =>
        (Draft(lot.Id) with { Grams = grams }).Plan(Facts(Household, lot)).Value;

    private static UnsoldDecision Decision(UnsoldAction? action, long? grams = 50_000, string note = "某食堂") =>
        new(Guid.CreateVersion7(), Guid.CreateVersion7(), action, grams, note) { OfficialName = "雷山县政府" };

    [Fact]
    public void OnlyAnOpenReportEnds() =>
        StatusMatrix.Holds(
            UnsoldReport.Statuses,
            "unsold.ended",
            (UnsoldStatus.Open, UnsoldAction.SellOut, UnsoldStatus.Sold),
            (UnsoldStatus.Open, UnsoldAction.Match, UnsoldStatus.Matched),
            (UnsoldStatus.Open, UnsoldAction.Donate, UnsoldStatus.Donated),
            (UnsoldStatus.Open, UnsoldAction.WriteOff, UnsoldStatus.WrittenOff),
            (UnsoldStatus.Open, UnsoldAction.Withdraw, UnsoldStatus.Withdrawn)
        );

    [Fact]
    public void AReportOfALotTakesProduceAndOriginFromIt()
    {
        var lot = OwnLot();

        var report = (Draft(lot.Id) with { ProduceCode = "", OriginCode = "", ContactName = " 杨\n大山 ", ContactMobile = " 13800000000 " })
            .Plan(Facts(Household, lot))
            .Value;

        Assert.Equal(
            (QuoteFixture.Potato, QuoteFixture.Leishan, "杨 大山", "13800000000"),
            (report.ProduceCode, report.OriginCode, report.ContactName, report.ContactMobile)
        );
        Assert.Equal((Farmer, "杨大山", UnsoldStatus.Open), (report.FarmerId!.Value, report.ReporterName, report.Status));
    }

    [Fact]
    public void EachWrongFieldHasItsSentence()
    {
        var wrong = new UnsoldReportDraft(
            Guid.CreateVersion7(),
            Farmer,
            null,
            "?",
            "?",
            null,
            null,
            (UnsoldTransport)9,
            " ",
            "1380000000",
            new string('长', UnsoldReport.NoteMaxLength + 1)
        );

        Assert.Equal(
            [
                "unsold.produce",
                "unsold.origin",
                "unsold.grams",
                "unsold.quality",
                "unsold.transport",
                "unsold.note-long",
                "unsold.contact-name",
                "unsold.contact-mobile",
            ],
            wrong.Plan(Facts(Household)).Rejections.Select(rejection => rejection.Code)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(ListingRules.MaxQuantityGrams + 1)]
    public void AnImpossibleWeightIsRefused(long grams) =>
        Assert.Equal("unsold.grams", Assert.Single((Draft() with { Grams = grams }).Plan(Facts(Household)).Rejections).Code);

    [Fact]
    public void NoMoreThanIsLeftCanBeUnsold()
    {
        var lot = OwnLot(grams: 50_000);

        Assert.True(Draft(lot.Id).Plan(Facts(Household, lot)).IsOk);
        var refused = Assert.Single((Draft(lot.Id) with { Grams = 50_001 }).Plan(Facts(Household, lot)).Rejections);
        Assert.Equal(("unsold.more-than-left", 50_000L), (refused.Code, refused.Args[0]));
    }

    [Fact]
    public void AFarmerReportsOnlyHisOwnLots()
    {
        var (own, other) = (OwnLot(), QuoteFixture.Lot());

        Assert.True(Draft(own.Id).Plan(Facts(Household, own)).IsOk);
        Assert.Equal("unsold.lot-unknown", Assert.Single(Draft(other.Id).Plan(Facts(Household, other)).Rejections).Code);
        Assert.Equal("unsold.lot-unknown", Assert.Single(Draft(Guid.CreateVersion7()).Plan(Facts(Household)).Rejections).Code);
    }

    [Fact]
    public void AnOfficialReportsForOthersWithinTheRegionOnly()
    {
        var lot = QuoteFixture.Lot();

        Assert.True(Draft(lot.Id).Plan(Facts(Office, lot)).IsOk);
        Assert.True(Draft().Plan(Facts(Office)).IsOk);
        Assert.Equal("unsold.lot-unknown", Assert.Single(Draft(lot.Id).Plan(Facts(OfficeElsewhere, lot)).Rejections).Code);
        Assert.Equal("unsold.origin-elsewhere", Assert.Single(Draft().Plan(Facts(OfficeElsewhere)).Rejections).Code);
    }

    [Fact]
    public void ARepeatedDraftIsTheSameAndAnotherIsNot()
    {
        var draft = Draft();
        var report = draft.Plan(Facts(Household)).Value;

        Assert.True(report.IsSame(draft));
        Assert.All(
            new[]
            {
                draft with
                {
                    Grams = 1,
                },
                draft with
                {
                    Quality = UnsoldQuality.Fair,
                },
                draft with
                {
                    Note = "急",
                },
                draft with
                {
                    OriginCode = QuoteFixture.Minqin,
                },
                draft with
                {
                    ReporterId = Guid.CreateVersion7(),
                },
            },
            other => Assert.False(report.IsSame(other))
        );
    }

    [Theory]
    [InlineData(UnsoldAction.Match, UnsoldStatus.Matched)]
    [InlineData(UnsoldAction.Donate, UnsoldStatus.Donated)]
    [InlineData(UnsoldAction.WriteOff, UnsoldStatus.WrittenOff)]
    public void ADecisionSaysWhoWhenHowMuchAndToWhom(UnsoldAction action, UnsoldStatus status)
    {
        var report = Reported(OwnLot());
        var decision = Decision(action, 40_000, " 某\n食堂 ");

        Assert.True(report.Decide(decision, QuoteFixture.Now).IsOk);

        Assert.Equal((status, QuoteFixture.Now, decision.OfficialId), (report.Status, report.EndedAt!.Value, report.EndedBy!.Value));
        Assert.Equal((40_000L, "雷山县政府", "某 食堂"), (report.EndedGrams!.Value, report.EndedByName, report.EndNote));
        Assert.Equal("unsold.ended", report.Decide(decision, QuoteFixture.Now).Rejections[0].Code);
        Assert.Equal("unsold.ended", report.Withdraw(QuoteFixture.Now).Rejections[0].Code);
    }

    [Fact]
    public void AnUnclearDecisionLeavesTheReportOpen()
    {
        var report = Reported(OwnLot());

        Assert.Equal(
            ["unsold.action", "unsold.ended-grams", "unsold.end-note"],
            report.Decide(Decision(null, 50_001, " "), QuoteFixture.Now).Rejections.Select(rejection => rejection.Code)
        );
        Assert.Equal("unsold.action", Assert.Single(report.Decide(Decision(UnsoldAction.SellOut), QuoteFixture.Now).Rejections).Code);
        Assert.Equal("unsold.action", Assert.Single(report.Decide(Decision(UnsoldAction.Withdraw), QuoteFixture.Now).Rejections).Code);
        Assert.Equal("unsold.ended-grams", Assert.Single(report.Decide(Decision(UnsoldAction.Match, 0), QuoteFixture.Now).Rejections).Code);
        Assert.Equal(UnsoldStatus.Open, report.Status);
    }

    [Fact]
    public void AReportEndsAsSoldOnceItsLotHasSoldOut()
    {
        var lot = OwnLot();
        Move(lot, StockReason.Held, 30_000);
        Move(lot, StockReason.Sold, 30_000);
        var report = Reported(lot, 60_000);
        Move(lot, StockReason.Held, 70_000);

        Assert.False(report.Follow(lot, QuoteFixture.Now));
        Move(lot, StockReason.Sold, 70_000);
        Assert.True(report.Follow(lot, QuoteFixture.Now));

        Assert.Equal((UnsoldStatus.Sold, 60_000L, null), (report.Status, report.EndedGrams!.Value, report.EndedBy));
        Assert.False(report.Follow(lot, QuoteFixture.Now));
    }

    [Fact]
    public void WhatPassedBestBeforeIsNotCalledSold()
    {
        var lot = OwnLot();
        var report = Reported(lot, 60_000);
        Move(lot, StockReason.Held, 20_000);
        Move(lot, StockReason.Sold, 20_000);
        Move(lot, StockReason.PastBestBefore, 80_000);

        Assert.True(report.Follow(lot, QuoteFixture.Now));

        Assert.Equal((UnsoldStatus.WrittenOff, 40_000L), (report.Status, report.EndedGrams!.Value));
    }

    [Fact]
    public void WhatWasOnlyLostIsNotCalledSold()
    {
        var lot = OwnLot();
        var report = Reported(lot);
        Move(lot, StockReason.Damaged, 100_000);

        Assert.True(report.Follow(lot, QuoteFixture.Now));

        Assert.Equal((UnsoldStatus.WrittenOff, 50_000L), (report.Status, report.EndedGrams!.Value));
    }

    [Fact]
    public void AnotherLotsStockSaysNothing() => Assert.False(Reported(OwnLot()).Follow(QuoteFixture.Lot(grams: 0), QuoteFixture.Now));

    private static void Move(Lot lot, StockReason reason, long grams) => lot.Follow(StockMove.For(reason, grams));
}
