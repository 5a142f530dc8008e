using AgriMarket.Domain.Subsidies;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

/// <summary>Caps for those whose goods are bought: lots, households and sellers.</summary>
public class OwnerCapsTests
{
    private static readonly Guid Lot = Guid.Parse("019817a0-0000-7000-8000-000000000101");
    private static readonly Guid Cooperative = Guid.Parse("019817a0-0000-7000-8000-000000000102");

    public static readonly TheoryData<SchemeCaps, string, bool, string> Counted = new()
    {
        {
            new() { PerLotFen = 250 },
            $"lot:{Lot}",
            false,
            "scheme.lot-cap"
        },
        {
            new() { PerHouseholdFen = 250 },
            $"household:{Cooperative}:杨大山",
            false,
            "scheme.household-cap"
        },
        {
            new() { PerHouseholdDayFen = 250 },
            $"household:{Cooperative}:杨大山",
            true,
            "scheme.household-day-cap"
        },
        {
            new() { PerSellerFen = 250 },
            $"seller:{Cooperative}",
            false,
            "scheme.seller-cap"
        },
        {
            new() { PerSellerDayFen = 250 },
            $"seller:{Cooperative}",
            true,
            "scheme.seller-day-cap"
        },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void EachTakesALinesShareWholeOrRefusesItWithItsOwnReason(SchemeCaps caps, string key, bool isOfDay, string code)
    {
        var scheme = Percent(1_000, caps);
        var order = Order(Line(1_000, lotId: Lot, sellerId: Cooperative));
        FundedScheme With(long fen) =>
            scheme with
            {
                OwnersUsed = Used(scheme, key, isOfDay ? new OwnerCount(1_000_000, fen) : new OwnerCount(fen, 0)),
            };

        var grant = Granted(With(150), order);
        Assert.Equal(100, grant.AmountFen);
        Assert.Equal([(key, 100L)], grant.OwnerUses.Select(use => (use.Cap.Key, use.AmountFen)));
        var refused = Assert.Single(Subsidy.Plan([With(151)], order).NotGranted).Why;
        Assert.Equal(code, refused.Code);
        Assert.Equal([250L, 99L], refused.Args);
    }

    [Fact]
    public void AHouseholdAtItsCapIsLeftOutAndTheOthersAreStillSubsidised()
    {
        var scheme = Percent(1_000, new() { PerHouseholdFen = 100 });
        var order = Order(
            Line(1_000, sellerId: Cooperative, household: "杨大山"),
            Line(500, sellerId: Cooperative, household: "杨小山"),
            Line(600, sellerId: Cooperative, household: "杨大山")
        );

        var grant = Granted(scheme, order);

        Assert.Equal((50L, 500L), (grant.AmountFen, grant.BaseFen));
        Assert.Equal([0L, 50, 0], grant.LineShares);
    }

    [Fact]
    public void LinesOfOneHouseholdCountTogether()
    {
        var scheme = Percent(1_000, new() { PerHouseholdFen = 160 });
        var order = Order(Line(1_000, sellerId: Cooperative), Line(600, sellerId: Cooperative));

        Assert.Equal(
            [($"household:{Cooperative}:杨大山", 160L)],
            Granted(scheme, order).OwnerUses.Select(use => (use.Cap.Key, use.AmountFen))
        );
    }

    [Fact]
    public void TheHouseholdsOfACooperativeDoNotUseUpEachOthersShare()
    {
        var scheme = Percent(1_000, SchemeCaps.Usual);
        OwnerCount Used(Guid schemeId, string key) => key.EndsWith('户') ? new(100_000, 100_000) : default;

        Assert.Equal(100, Granted(scheme with { OwnersUsed = Used }, Order(Line(1_000, sellerId: Cooperative))).AmountFen);
    }

    [Fact]
    public void AShippingSubsidyCountsForThoseWhoseGoodsAreSent()
    {
        var scheme = Shipping(200, new() { PerSellerFen = 250 });
        var order = Order(Line(1_000, sellerId: Cooperative)) with { ShippingFen = 600 };

        Assert.Equal(200, Granted(scheme with { OwnersUsed = Used(scheme, $"seller:{Cooperative}", new(50, 0)) }, order).AmountFen);
        Assert.Equal("scheme.seller-cap", Refused(scheme with { OwnersUsed = Used(scheme, $"seller:{Cooperative}", new(51, 0)) }, order));
    }

    [Fact]
    public void WhatAProposalHasUnlessItSaysOtherwiseStopsOneSellerFromDrawingABudget()
    {
        // An invented buyer takes a million yuan's worth of one farmer's goods: 150,000 yuan at 15 percent before.
        var scheme = Percent(1_500, SchemeCaps.Usual);

        Assert.Equal("scheme.household-cap", Refused(scheme, Order(Line(100_000_000, grams: 500_000, household: ""))));
        Assert.Equal(99_999, Granted(scheme, Order(Line(666_666, grams: 500_000, household: ""))).AmountFen);
    }

    [Theory]
    [InlineData("苏 光明", "苏光明")]
    [InlineData("Ａ", "a")]
    public void OneHouseholdIsOneHoweverItsNameIsWritten(string one, string other) =>
        Assert.Equal(
            new Domain.Lots.LotOwner(Lot, Cooperative, one).HouseholdKey,
            new Domain.Lots.LotOwner(Lot, Cooperative, other).HouseholdKey
        );

    [Fact]
    public void AFarmersOwnHouseholdIsCountedOnce() =>
        Assert.Equal(
            [$"household:{Cooperative}:"],
            Granted(Percent(1_000, SchemeCaps.Usual), Order(Line(1_000, sellerId: Cooperative, household: "")))
                .OwnerUses.Select(use => use.Cap.Key)
        );

    private static OwnerCounts Used(FundedScheme scheme, string key, OwnerCount count) =>
        (schemeId, counted) => (schemeId, counted) == (scheme.Scheme.Id, key) ? count : default;
}
