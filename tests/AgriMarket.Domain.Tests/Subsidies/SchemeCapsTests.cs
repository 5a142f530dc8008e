using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

public sealed class SchemeCapsTests
{
    private const string Day = "2035-07-17";

    [Theory]
    [InlineData(99, 99)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    public void TheCapOfAnOrderReducesTheGrant(long capFen, long granted) =>
        Assert.Equal(granted, Granted(Percent(1_000, new() { PerOrderFen = capFen }), Order(Line(1_000))).AmountFen);

    [Theory]
    [InlineData(2_000, 80)]
    [InlineData(1_999, 79)]
    [InlineData(3_000, 100)]
    public void TheCapOfAKilogramReducesTheGrantByTheGramsItCovers(long grams, long granted) =>
        Assert.Equal(granted, Granted(Percent(1_000, new() { PerKilogramFen = 40 }), Order(Line(1_000, grams))).AmountFen);

    [Fact]
    public void TheLowerOfTwoCapsHolds() =>
        Assert.Equal(30, Granted(Percent(1_000, new() { PerOrderFen = 30, PerKilogramFen = 40 }), Order(Line(1_000, 2_000))).AmountFen);

    [Fact]
    public void TheCapsOfAnOrderHoldForShippingToo() =>
        Assert.Equal(150, Granted(Shipping(200, new() { PerOrderFen = 150 }), Order(Line(1_000)) with { ShippingFen = 1_000 }).AmountFen);

    public static readonly TheoryData<SchemeCaps, string, string> Counted = new()
    {
        {
            new() { PerDayFen = 250 },
            $"day:{Day}",
            "scheme.day-cap"
        },
        {
            new() { PerBuyerFen = 250 },
            $"buyer:{Buyer}",
            "scheme.buyer-cap"
        },
        {
            new() { PerBuyerDayFen = 250 },
            $"buyer-day:{Buyer}:{Day}",
            "scheme.buyer-day-cap"
        },
        {
            new() { PerBuyerFen = 250 },
            "mobile:mobile",
            "scheme.mobile-cap"
        },
        {
            new() { PerBuyerDayFen = 250 },
            $"mobile-day:mobile:{Day}",
            "scheme.mobile-day-cap"
        },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void ACountedCapTakesAGrantWholeOrRefusesItWithItsOwnReason(SchemeCaps caps, string key, string code)
    {
        var scheme = Percent(1_000, caps);

        Assert.Equal(100, Granted(scheme with { Used = Used(key, 150) }, Order(Line(1_000))).AmountFen);
        var refused = Assert.Single(Subsidy.Plan([scheme with { Used = Used(key, 151) }], Order(Line(1_000))).NotGranted).Why;
        Assert.Equal(code, refused.Code);
        Assert.Equal([250L, 99L], refused.Args);
    }

    [Fact]
    public void OtherDaysAndBuyersDoNotCount()
    {
        var scheme = Percent(
            1_000,
            new()
            {
                PerDayFen = 100,
                PerBuyerFen = 100,
                PerBuyerDayFen = 100,
            }
        );
        var other = Guid.CreateVersion7();
        var used = new Dictionary<string, long>
        {
            ["day:2035-07-16"] = 100,
            [$"buyer:{other}"] = 100,
            [$"buyer-day:{other}:{Day}"] = 100,
            [$"buyer-day:{Buyer}:2035-07-16"] = 100,
        };

        Assert.Equal(100, Granted(scheme with { Used = used }, Order(Line(1_000))).AmountFen);
    }

    [Fact]
    public void ADayBeginsAtMidnightInChina()
    {
        var scheme = Percent(1_000, new() { PerDayFen = 100 });
        var midnight = new DateTime(2035, 7, 17, 16, 0, 0, DateTimeKind.Utc);

        Assert.Equal(
            "scheme.day-cap",
            Refused(scheme with { Used = Used($"day:{Day}", 100) }, Order(Line(1_000)) with { Now = midnight.AddTicks(-1) })
        );
        Assert.Equal(100, Granted(scheme with { Used = Used($"day:{Day}", 100) }, Order(Line(1_000)) with { Now = midnight }).AmountFen);
    }

    [Fact]
    public void ABudgetPaysWholeOrNotAtAll()
    {
        Assert.Equal(100, Granted(Percent(1_000) with { AvailableFen = 100 }, Order(Line(1_000))).AmountFen);
        Assert.Equal("fund.exhausted", Refused(Percent(1_000) with { AvailableFen = 99 }, Order(Line(1_000))));
    }

    [Fact]
    public void ACapOfAnOrderMayMakeAGrantFitItsBudget() =>
        Assert.Equal(60, Granted(Percent(1_000, new() { PerOrderFen = 60 }) with { AvailableFen = 60 }, Order(Line(1_000))).AmountFen);

    [Fact]
    public void WhatIsCountedIsFoundAgainFromTheOrder()
    {
        var scheme = Percent(
            1_000,
            new()
            {
                PerDayFen = 500,
                PerBuyerFen = 600,
                PerBuyerDayFen = 700,
            },
            new() { FirstOrderOnly = true }
        ).Scheme;

        var uses = SchemeUse.Of(scheme, 100, Somebody, Now).ToDictionary(use => use.Cap.Key, use => (use.Amount, use.Cap.Limit));

        Assert.Equal(
            new Dictionary<string, (long, long)>
            {
                [$"day:{Day}"] = (100, 500),
                [$"buyer-first:{Buyer}"] = (1, 1),
                [$"buyer:{Buyer}"] = (100, 600),
                [$"buyer-day:{Buyer}:{Day}"] = (100, 700),
                ["mobile-first:mobile"] = (1, 1),
                ["mobile:mobile"] = (100, 600),
                [$"mobile-day:mobile:{Day}"] = (100, 700),
                ["address-first:door"] = (1, 4),
                ["address:door"] = (100, 2_400),
                [$"address-day:door:{Day}"] = (100, 2_800),
            },
            uses
        );
        Assert.Empty(SchemeUse.Of(Percent(1_000, new() { PerOrderFen = 1, PerKilogramFen = 1 }).Scheme, 100, Somebody, Now));
    }

    [Fact]
    public void NobodyInParticularHasUsedNothingUp()
    {
        var scheme = Percent(1_000, new() { PerBuyerFen = 100 }) with { Used = Used($"buyer:{Buyer}", 100) };

        Assert.Equal(900, SubsidisedPrice.Of(Line(1_000), [scheme], Regions, Now)?.UnitPriceFen);
    }

    [Fact]
    public void ACapBeyondLongRangeDoesNotOverflow() =>
        Assert.True(
            new CountedCap("day", Fund.MaxDepositFen, "scheme.day-cap") is var cap
                && !cap.Fits(long.MaxValue, 1)
                && !cap.Fits(0, long.MaxValue)
                && cap.Refuse(0) is Rejection
        );

    private static Dictionary<string, long> Used(string key, long fen) => new() { [key] = fen };
}
