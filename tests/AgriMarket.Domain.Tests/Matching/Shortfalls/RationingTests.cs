using AgriMarket.Domain.Matching.Shortfalls;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Shortfalls;

public sealed class RationingTests
{
    private static readonly Gen<(long Available, long Unit, long[] Wanted)> Failures =
        from unit in OneOf(1L, 500L, 2_500L)
        from wanted in Gen.Long[0, 2_000].Array[0, 12]
        from available in Gen.Long[0, 20_000]
        select (available * unit / 3, unit, wanted.Select(units => units * unit).ToArray());

    private static long[] Share(RationRule rule, long available, long unit, params long[] wanted) =>
        [
            .. Rationing
                .Share(rule, available, unit, [.. wanted.Select((grams, i) => new RationClaim(Number(i + 1), grams))])
                .Value.Select(claim => claim.Grams),
        ];

    [Theory]
    [InlineData(RationRule.Proportional, 6_000, new long[] { 1_000, 2_000, 6_000 }, new long[] { 500, 1_500, 4_000 })]
    [InlineData(RationRule.MaxMin, 6_000, new long[] { 1_000, 2_000, 6_000 }, new long[] { 1_000, 2_000, 3_000 })]
    [InlineData(RationRule.MaxMin, 1_000, new long[] { 1_000, 1_000, 1_000 }, new long[] { 500, 500, 0 })]
    [InlineData(RationRule.Proportional, 1_499, new long[] { 1_000, 1_000 }, new long[] { 500, 500 })]
    [InlineData(RationRule.MaxMin, 0, new long[] { 500 }, new long[] { 0 })]
    public void TheTable(RationRule rule, long available, long[] wanted, long[] given) =>
        Assert.Equal(given, Share(rule, available, 500, wanted));

    [Fact]
    public void AllWholeUnitsAreGivenAndNobodyGetsMoreThanPromised() =>
        Gen.Select(Failures, Gen.Enum<RationRule>())
            .Sample(
                (failure, rule) =>
                {
                    var given = Share(rule, failure.Available, failure.Unit, failure.Wanted);
                    Assert.Equal(Math.Min(failure.Available / failure.Unit * failure.Unit, failure.Wanted.Sum()), given.Sum());
                    Assert.All(
                        given.Zip(failure.Wanted),
                        pair => Assert.True(pair.First >= 0 && pair.First <= pair.Second && pair.First % failure.Unit == 0)
                    );
                }
            );

    [Fact]
    public void WhoeverIsCutByMaxMinHasAtLeastAsMuchAsEverybodyElseButAUnit() =>
        Failures.Sample(failure =>
        {
            var given = Share(RationRule.MaxMin, failure.Available, failure.Unit, failure.Wanted);
            foreach (var (mine, wanted) in given.Zip(failure.Wanted).Where(pair => pair.First < pair.Second))
            {
                Assert.True(mine + failure.Unit >= given.Max());
            }
        });

    [Fact]
    public void ProportionalIsWithinAUnitOfTheExactPart() =>
        Failures
            .Where(failure => failure.Wanted.Sum() > 0)
            .Sample(failure =>
            {
                var given = Share(RationRule.Proportional, failure.Available, failure.Unit, failure.Wanted);
                foreach (var (mine, wanted) in given.Zip(failure.Wanted))
                {
                    Assert.True(
                        Int128.Abs((Int128)mine * failure.Wanted.Sum() - (Int128)wanted * given.Sum())
                            < (Int128)failure.Unit * failure.Wanted.Sum()
                    );
                }
            });

    [Fact]
    public void AReplayInAnyOrderGivesTheSame() =>
        Gen.Select(Failures, Gen.Enum<RationRule>(), Gen.Int[0, 1_000])
            .Sample(
                (failure, rule, seed) =>
                {
                    RationClaim[] claims = [.. failure.Wanted.Select((grams, i) => new RationClaim(Number(i + 1), grams))];
                    var mixed = claims.OrderBy(claim => HashCode.Combine(claim.Id, seed)).ToArray();
                    Assert.Equal(
                        Rationing.Share(rule, failure.Available, failure.Unit, claims).Value,
                        Rationing.Share(rule, failure.Available, failure.Unit, mixed).Value
                    );
                }
            );

    [Fact]
    public void AClaimOfABrokenUnitOrMadeTwiceIsRefused()
    {
        Assert.Equal("match.ration-units", Rationing.Share(RationRule.MaxMin, 1, 500, [new(Number(1), 501)]).Rejections.Single().Code);
        Assert.Equal("match.ration-units", Rationing.Share(RationRule.MaxMin, 1, 500, [new(Number(1), -500)]).Rejections.Single().Code);
        Assert.Equal(
            "match.ration-twice",
            Rationing.Share(RationRule.MaxMin, 1, 500, [new(Number(1), 500), new(Number(1), 500)]).Rejections.Single().Code
        );
    }
}
