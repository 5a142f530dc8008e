using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Shortfalls;

public sealed class ShortfallTests
{
    private static readonly Gen<(long[] Promised, long Left, RationRule Rule)> Failures =
        from promised in Gen.Long[1, 2_000].Array[1, 12]
        from left in Gen.Long[0, promised.Sum() - 1]
        from rule in Gen.Enum<RationRule>()
        select (promised.Select(units => units * 500).ToArray(), left * 500, rule);

    private static ShortfallIntent Intent(Lot lot, long? left, string note = "下了冰雹") =>
        new(Number(99), lot.Id, lot.FarmerId, left, note);

    private static ShortfallFacts Facts(Lot lot, params long[] promised) =>
        new(
            lot,
            [.. promised.Select((grams, i) => new RationClaim(Number(i + 1), grams))],
            false,
            RationRule.Proportional,
            QuoteFixture.Now
        );

    private static string[] Codes(ShortfallIntent intent, ShortfallFacts facts) =>
        [.. Shortfall.Plan(intent, facts).Rejections.Select(rejection => rejection.Code)];

    [Fact]
    public void EverybodyHasHisPartAndWhatWasOnSaleIsWrittenDown()
    {
        var lot = QuoteFixture.Lot(grams: 40_000);

        var (shortfall, rest) = Shortfall.Plan(Intent(lot, 6_000, "  下了\n冰雹 "), Facts(lot, 1_000, 2_000, 6_000)).Value;

        Assert.Equal(
            (6_000, 9_000, 3_000, RationRule.Proportional, "下了 冰雹"),
            (shortfall.LeftGrams, shortfall.PromisedGrams, shortfall.ShortGrams, shortfall.Rule, shortfall.Note)
        );
        Assert.Equal(
            [(Number(1), 1_000, 500), (Number(2), 2_000, 1_500), (Number(3), 6_000, 4_000)],
            shortfall.Claims.Select(claim => (claim.OrderId, claim.PromisedGrams, claim.GivenGrams))
        );
        Assert.All(shortfall.Claims, claim => Assert.Equal((shortfall.Id, lot.Id, null), (claim.ShortfallId, claim.LotId, claim.DoneAt)));
        Assert.Equal(
            (shortfall.Id, lot.Id, AdjustmentKind.Damaged, 40_000, "下了 冰雹"),
            (rest!.Id, rest.LotId, rest.Kind, rest.Grams, rest.Note)
        );
    }

    [Fact]
    public void WhoGetsAllOfItHasNothingToWaitForAndNothingIsWrittenDownOfNothing()
    {
        var lot = QuoteFixture.Lot(grams: 0);

        var (shortfall, rest) = Shortfall.Plan(Intent(lot, 3_000), Facts(lot, 1_000, 6_000) with { Rule = RationRule.MaxMin }).Value;

        Assert.Equal(
            [(1_000, 0L, (DateTime?)QuoteFixture.Now), (2_000, null, null)],
            shortfall.Claims.Select(claim => (claim.GivenGrams, claim.CutGrams, claim.DoneAt))
        );
        Assert.Null(rest);
    }

    [Theory]
    [InlineData(null, "shortfall.grams")]
    [InlineData(-500L, "shortfall.grams")]
    [InlineData(1L, "shortfall.step")]
    [InlineData(3_000L, "shortfall.not-less")]
    [InlineData(3_001L, "shortfall.not-less")]
    [InlineData(long.MaxValue, "shortfall.not-less")]
    [InlineData(0L, null)]
    [InlineData(2_500L, null)]
    public void WhatIsLeftIsWholeUnitsAndLessThanPromised(long? left, string? code)
    {
        var lot = QuoteFixture.Lot();

        Assert.Equal(code is null ? [] : [code], Codes(Intent(lot, left), Facts(lot, 1_000, 2_000)));
    }

    [Fact]
    public void EachWrongFieldHasItsSentence()
    {
        var lot = QuoteFixture.Lot();

        var refused = Shortfall.Plan(Intent(lot, null, " \n"), Facts(lot, 1_000)).Rejections;

        Assert.Equal(
            [("shortfall.grams", nameof(ShortfallIntent.LeftGrams)), ("shortfall.note", nameof(ShortfallIntent.Note))],
            refused.Select(rejection => (rejection.Code, rejection.Field))
        );
        Assert.Equal(["shortfall.note"], Codes(Intent(lot, 500, new string('长', Shortfall.NoteMaxLength + 1)), Facts(lot, 1_000)));
        Assert.Empty(Codes(Intent(lot, 500, new string('长', Shortfall.NoteMaxLength)), Facts(lot, 1_000)));
    }

    [Fact]
    public void ItIsRefusedAsAWhole()
    {
        var lot = QuoteFixture.Lot();
        var (intent, facts) = (Intent(lot, 500), Facts(lot, 1_000));

        Assert.Equal(["lot.unknown"], Codes(intent, facts with { Lot = null }));
        Assert.Equal(["lot.unknown"], Codes(intent with { FarmerId = Number(7) }, facts));
        Assert.Equal(["lot.unknown"], Codes(intent with { LotId = Number(7) }, facts));
        Assert.Equal(["shortfall.under-way"], Codes(intent, facts with { IsUnderWay = true }));
        Assert.Equal(["shortfall.nothing-promised"], Codes(intent, Facts(lot)));
        Assert.Equal(["shortfall.changed"], Codes(intent with { SeenGrams = 1_500 }, facts));
        Assert.Empty(Codes(intent with { SeenGrams = 1_000 }, facts));
    }

    [Fact]
    public void ARepeatedRequestIsKnownByWhatItSays()
    {
        var lot = QuoteFixture.Lot();
        var intent = Intent(lot, 500);
        var shortfall = Shortfall.Plan(intent, Facts(lot, 1_000)).Value.Shortfall;

        Assert.True(shortfall.IsSame(intent with { Note = " 下了冰雹 ", SeenGrams = 1_000 }));
        Assert.All(
            [
                intent with
                {
                    LeftGrams = 0,
                },
                intent with
                {
                    LeftGrams = null,
                },
                intent with
                {
                    Note = "烂了",
                },
                intent with
                {
                    FarmerId = Number(7),
                },
                intent with
                {
                    LotId = Number(7),
                },
            ],
            other => Assert.False(shortfall.IsSame(other))
        );
    }

    [Theory]
    [InlineData(OrderStatus.AwaitingPayment, false, 2_000, null)]
    [InlineData(OrderStatus.Paid, false, 2_000, 1_500L)]
    [InlineData(OrderStatus.Paid, false, 1_000, 500L)]
    [InlineData(OrderStatus.Paid, false, 500, 0L)]
    [InlineData(OrderStatus.Paid, false, 0, 0L)]
    [InlineData(OrderStatus.Paid, true, 2_000, 0L)]
    [InlineData(OrderStatus.Shipped, true, 2_000, 0L)]
    [InlineData(OrderStatus.Received, true, 2_000, 0L)]
    [InlineData(OrderStatus.Cancelled, false, 2_000, 0L)]
    [InlineData(OrderStatus.Expired, false, 2_000, 0L)]
    [InlineData(OrderStatus.Refunded, false, 0, 0L)]
    public void WhatIsCutFollowsWhatIsKept(OrderStatus status, bool isSent, long kept, long? cut)
    {
        var claim = new ShortfallClaim
        {
            ShortfallId = Number(1),
            OrderId = Number(2),
            LotId = Number(3),
            PromisedGrams = 2_000,
            GivenGrams = 500,
            RefundId = Number(4),
        };

        Assert.Equal(cut, claim.ToCut(status, isSent, kept));
    }

    [Fact]
    public void TheRefundIsNamedByShortfallAndOrderAndSaysWhy()
    {
        var lot = QuoteFixture.Lot();
        var shortfall = Shortfall.Plan(Intent(lot, 500), Facts(lot, 1_000, 1_000)).Value.Shortfall;
        var again = Shortfall.Plan(Intent(lot, 0), Facts(lot, 2_000, 1_000)).Value.Shortfall;
        var other = Shortfall.Plan(Intent(lot, 500) with { Id = Number(98) }, Facts(lot, 1_000, 1_000)).Value.Shortfall;

        Assert.Equal(shortfall.Claims.Select(claim => claim.RefundId), again.Claims.Select(claim => claim.RefundId));
        Assert.Equal(4, shortfall.Claims.Concat(other.Claims).Select(claim => claim.RefundId).Distinct().Count());
        Assert.All(shortfall.Claims, claim => Assert.Equal((8, 2), (claim.RefundId.Version, claim.RefundId.Variant >> 2)));
        var cut = shortfall.Cut(shortfall.Claims[1], 500);
        Assert.Equal(
            (shortfall.Claims[1].RefundId, Number(2), lot.FarmerId, RefundKind.Undelivered, new WantedLine(lot.Id, 500), "下了冰雹"),
            (cut.Id, cut.OrderId, cut.MemberId, cut.Kind, cut.Lines.Single(), cut.Note)
        );
    }

    [Fact]
    public void SumsAreExactWhoeverIsCut() =>
        Failures.Sample(failure =>
        {
            var lot = QuoteFixture.Lot();
            var shortfall = Shortfall
                .Plan(Intent(lot, failure.Left), Facts(lot, failure.Promised) with { Rule = failure.Rule })
                .Value.Shortfall;

            Assert.Equal(
                (failure.Promised.Sum(), failure.Left),
                (shortfall.Claims.Sum(claim => claim.PromisedGrams), shortfall.Claims.Sum(claim => claim.GivenGrams))
            );
            Assert.All(
                shortfall.Claims,
                claim =>
                    Assert.True(claim.GivenGrams >= 0 && claim.GivenGrams <= claim.PromisedGrams && claim.GivenGrams % lot.UnitGrams == 0)
            );
            Assert.Equal(shortfall.ShortGrams, shortfall.Claims.Sum(claim => claim.ToCut(OrderStatus.Paid, false, claim.PromisedGrams)));
            Assert.All(shortfall.Claims, claim => Assert.Equal(claim.GivenGrams == claim.PromisedGrams, claim.DoneAt is not null));
        });

    [Fact]
    public void AReplayOfTheFactsInAnyOrderGivesTheSame() =>
        Gen.Select(Failures, Gen.Int[0, 1_000])
            .Sample(
                (failure, seed) =>
                {
                    var lot = QuoteFixture.Lot();
                    var facts = Facts(lot, failure.Promised) with { Rule = failure.Rule };
                    var mixed = facts with { Promised = [.. facts.Promised.OrderBy(claim => HashCode.Combine(claim.Id, seed))] };

                    Assert.Equal(Parts(facts), Parts(mixed));

                    IEnumerable<(Guid, long)> Parts(ShortfallFacts these) =>
                        Shortfall
                            .Plan(Intent(lot, failure.Left), these)
                            .Value.Shortfall.Claims.Select(claim => (claim.OrderId, claim.GivenGrams));
                }
            );
}
