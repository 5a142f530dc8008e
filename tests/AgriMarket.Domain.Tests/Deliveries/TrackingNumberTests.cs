using AgriMarket.Domain.Deliveries;

namespace AgriMarket.Domain.Tests.Deliveries;

/// <summary>Numbers as people type and paste them, and the carriers they are of.</summary>
public sealed class TrackingNumberTests
{
    public static TheoryData<string> Codes => [.. Carrier.All.Select(carrier => carrier.Code)];

    [Theory, MemberData(nameof(Codes))]
    public void EachCarrierTakesItsOwnExample(string code)
    {
        var carrier = Carrier.Find(code)!;

        Assert.Equal(new TrackingNumber(code, carrier.Example), TrackingNumber.Check(carrier.Name, carrier.Example).Value);
    }

    [Theory]
    [InlineData("顺丰", "SF 1234 5678 9012 3", "sf", "SF1234567890123")]
    [InlineData("sf", "ＳＦ１２３４５６７８９０１２３", "sf", "SF1234567890123")]
    [InlineData(" 顺丰 速运 ", "\u202Asf1234567890123\u202C\n", "sf", "SF1234567890123")]
    [InlineData("圆通", "yt88–1234–5678901", "yto", "YT8812345678901")]
    [InlineData("京东快递", "JDVA12345678901-1-1-", "jd", "JDVA12345678901")]
    [InlineData("EMS", "EA123456789CN", "ems", "EA123456789CN")]
    [InlineData("老王货运", "A-17", "老王货运", "A-17")]
    public void WhatPeoplePasteIsTheNumberThatIsPrinted(string carrier, string typed, string code, string number) =>
        Assert.Equal(new TrackingNumber(code, number), TrackingNumber.Check(carrier, typed).Value);

    [Theory]
    [InlineData("顺丰", "SF1", "parcel.number-form", "顺丰速运")]
    [InlineData("中通", "12345", "parcel.number-form", "中通快递")]
    [InlineData("中通", "SF1234567890123", "parcel.number-of-other", "顺丰速运")]
    [InlineData("顺丰", "9812345678901", "parcel.number-of-other", "中国邮政、邮政 EMS、申通快递、韵达快递")]
    [InlineData("老王货运", "JT3012345678901", "parcel.number-of-other", "极兔速递")]
    public void AnotherFormIsRefusedAndSaysWhoseItLooksLike(string carrier, string typed, string code, string name)
    {
        var refused = Assert.Single(TrackingNumber.Check(carrier, typed).Rejections);

        Assert.Equal((code, "TrackingNumber"), (refused.Code, refused.Field));
        Assert.Equal(name, refused.Args[0]);
    }

    [Fact]
    public void ANumberIsSharedOnlyByParcelsThatOneSellerPutsTogetherForOneBuyer()
    {
        var (seller, buyer, now) = (Guid.NewGuid(), Guid.NewGuid(), new DateTime(2020, 2, 17, 2, 0, 0, DateTimeKind.Utc));
        var first = Tracking(seller, buyer, now);
        var delivered = Tracking(seller, buyer, now);
        delivered.Take(ScanKind.Delivered, now);

        Assert.True(Tracking(seller, buyer, now.AddHours(1)).Share([first]).IsOk);
        foreach (
            var (mine, other) in new[]
            {
                (Tracking(seller, Guid.NewGuid(), now), first),
                (Tracking(Guid.NewGuid(), buyer, now), first),
                (Tracking(seller, buyer, now.AddHours(49)), first),
                (Tracking(seller, buyer, now.AddHours(1)), delivered),
            }
        )
        {
            Assert.Equal("parcel.number-used", Assert.Single(mine.Share([other]).Rejections).Code);
        }
    }

    [Fact]
    public void TheOrderOfScansDoesNotMatterAndALabelProvesNothing()
    {
        var now = new DateTime(2020, 2, 17, 2, 0, 0, DateTimeKind.Utc);
        var (forth, back) = (Tracking(default, default, now), Tracking(default, default, now));
        (ScanKind, DateTime)[] scans =
        [
            (ScanKind.Announced, now),
            (ScanKind.PickedUp, now.AddHours(1)),
            (ScanKind.InTransit, now.AddHours(9)),
            (ScanKind.Delivered, now.AddHours(30)),
        ];

        foreach (var (kind, at) in scans)
        {
            forth.Take(kind, at);
        }

        foreach (var (kind, at) in scans.Reverse())
        {
            back.Take(kind, at);
        }

        Assert.Equal((now.AddHours(1), now.AddHours(30)), (forth.PickedUpAt, forth.DeliveredAt));
        Assert.Equal((forth.PickedUpAt, forth.DeliveredAt), (back.PickedUpAt, back.DeliveredAt));
        Assert.False(forth.Counts(now.AddMinutes(-1), now));
        Assert.False(forth.Counts(now.AddHours(2), now));
    }

    private static ParcelTracking Tracking(Guid seller, Guid buyer, DateTime at) =>
        new()
        {
            ParcelId = Guid.NewGuid(),
            OrderId = Guid.NewGuid(),
            BuyerId = buyer,
            FarmerId = seller,
            Carrier = "sf",
            Number = "SF1234567890123",
            PaidAt = at,
            ShippedAt = at,
            State = TrackingState.Waiting,
        };
}
