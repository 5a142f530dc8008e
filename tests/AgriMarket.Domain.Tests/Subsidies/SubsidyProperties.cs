using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.SubsidyFixture;

namespace AgriMarket.Domain.Tests.Subsidies;

/// <summary>What holds for whatever schemes meet whatever order.</summary>
public sealed class SubsidyProperties
{
    private static readonly Guid OneSeller = Guid.Parse("019817a0-0000-7000-8000-000000000201");

    private static readonly Gen<long?> Cap = Gen.Long[-5_000, 5_000].Select(fen => fen > 0 ? fen : (long?)null);

    private static readonly Gen<SchemeCaps> Caps = Gen.Select(Cap, Cap, Cap, Cap, Cap, Cap, Cap)
        .Select(
            (day, buyer, buyerDay, order, kilogram, household, lot) =>
                new SchemeCaps
                {
                    PerDayFen = day,
                    PerBuyerFen = buyer,
                    PerBuyerDayFen = buyerDay,
                    PerOrderFen = order,
                    PerKilogramFen = kilogram,
                    PerHouseholdFen = household,
                    PerLotFen = lot,
                }
        );

    private static readonly Gen<SchemeConditions> Conditions = Gen.Select(Gen.Bool, Gen.Bool, Gen.Long[0, 2_000], Gen.Bool)
        .Select(
            (tubers, lettuce, minimum, first) =>
                new SchemeConditions
                {
                    Categories = tubers ? [ProduceCategory.Tuber] : [],
                    ProduceCodes = lettuce ? [Lettuce] : [],
                    MinimumFen = minimum,
                    FirstOrderOnly = first,
                }
        );

    private static readonly Gen<FundedScheme> Schemes =
        from kind in Gen.Enum<SchemeKind>()
        from amount in Gen.Long[1, 10_000]
        from steps in Gen.Long[0, 2_500].Array[4]
        from scope in Gen.OneOf(CountyScope.Any, CountyScope.Listed, CountyScope.Supervised)
        from conditions in Conditions
        from caps in Caps
        from order in Gen.Select(Gen.Int[1, 3], Gen.Bool)
        from available in Gen.Long[0, 50_000]
        from used in Gen.Long[0, 6_000].Array[4]
        let scheme = Scheme(
            kind,
            amount,
            (int)amount,
            new(steps[0], steps[0] + steps[1], steps[0] + steps[1] + steps[2], steps.Sum()),
            scope,
            null,
            null,
            conditions,
            caps,
            order.Item1,
            order.Item2,
            availableFen: available
        )
        select scheme with
        {
            Used = new Dictionary<string, long>
            {
                ["day:2035-07-17"] = used[0],
                [$"buyer:{Buyer}"] = used[1],
                [$"buyer-day:{Buyer}:2035-07-17"] = used[2],
            },
            OwnersUsed = (_, key) => key == $"household:{OneSeller}:杨大山" ? new(used[3], 0) : default,
        };

    private static readonly Gen<SubsidyOrder> Orders =
        from lines in Gen.Select(
                Gen.Long[1, 20_000],
                Gen.Long[1, 20_000],
                Gen.OneOf(Congjiang, Leishan, Shouguang),
                Gen.OneOf(Potato, Lettuce),
                Gen.Enum<RiskLevel>(),
                Gen.Long[100, 4_000_000],
                Gen.Bool
            )
            .Select(
                (fen, grams, origin, produce, risk, reference, isOfOne) =>
                    Line(
                        fen,
                        grams,
                        origin,
                        produce,
                        risk: risk,
                        referenceFenPerKg: reference,
                        sellerId: isOfOne ? OneSeller : Guid.CreateVersion7()
                    )
            )
            .Array[1, 8]
        from shipping in Gen.Long[0, 3_000]
        select Order(lines) with
        {
            ShippingFen = shipping,
        };

    private static readonly Gen<(FundedScheme[] Schemes, SubsidyOrder Order)> Cases = Gen.Select(Schemes.Array[0, 8], Orders);

    [Fact]
    public void SharesAreNeverNegativeAndAddUpToTheirGrant() =>
        Sample(
            (plan, _, _) =>
                Assert.All(
                    plan.Grants,
                    grant =>
                    {
                        Assert.Equal(grant.AmountFen, grant.LineShares.Sum());
                        Assert.All(grant.LineShares, share => Assert.True(share >= 0));
                    }
                )
        );

    [Fact]
    public void NoSideIsPaidMoreThanItCostsAndNoLineEither() =>
        Sample(
            (plan, _, order) =>
            {
                var goodsFen = order.Lines.Sum(line => line.GoodsFen);
                Assert.InRange(plan.SumFen(SubsidySide.Shipping), 0, order.ShippingFen);
                Assert.InRange(plan.SumFen(SubsidySide.Goods), 0, goodsFen);
                Assert.True(goodsFen + order.ShippingFen - plan.Grants.Sum(grant => grant.AmountFen) >= 0);
                for (var i = 0; i < order.Lines.Count; i++)
                {
                    var line = order.Lines[i];
                    Assert.True(
                        plan.Grants.Where(grant => grant.Scheme.Side == SubsidySide.Goods).Sum(grant => grant.LineShares[i])
                            <= plan.Grants.Select(grant => grant.Scheme.CountedFen(line.GoodsFen, line.Grams, line.Reference))
                                .DefaultIfEmpty()
                                .Max()
                    );
                    Assert.True(
                        plan.Grants.Where(grant => grant.Scheme.Side == SubsidySide.Goods).Sum(grant => grant.LineShares[i])
                            <= order.Lines[i].GoodsFen
                    );
                }
            }
        );

    [Fact]
    public void NoGrantIsAboveItsBaseItsBudgetOrItsCaps() =>
        Sample(
            (plan, schemes, order) =>
                Assert.All(
                    plan.Grants,
                    grant =>
                    {
                        var (funded, caps) = (schemes.Single(scheme => scheme.Scheme == grant.Scheme), grant.Scheme.Caps);
                        Assert.InRange(grant.AmountFen, 1, Math.Min(grant.BaseFen, funded.AvailableFen));
                        Assert.True(grant.AmountFen <= (caps.PerOrderFen ?? long.MaxValue));
                        Assert.True(
                            caps.PerKilogramFen is null || grant.AmountFen <= caps.PerKilogramFen * grant.BaseGrams / Weights.KilogramGrams
                        );
                        Assert.All(
                            SchemeUse.Of(grant.Scheme, grant.AmountFen, order.Buyer!, order.Now),
                            use => Assert.True(funded.UsedUnder(use.Cap.Key) + use.Amount <= use.Cap.Limit)
                        );
                        Assert.All(grant.OwnerUses, use => Assert.True(use.Cap.Fits(funded.UsedOf(use.Cap), use.AmountFen)));
                    }
                )
        );

    [Fact]
    public void EverySchemePaysOrSaysWhyNotOnce() =>
        Sample(
            (plan, schemes, _) =>
                Assert.Equal(
                    schemes.Select(scheme => scheme.Scheme.Id).Order(),
                    plan.Grants.Select(grant => grant.Scheme.Id).Concat(plan.NotGranted.Select(not => not.Scheme.Id)).Order()
                )
        );

    [Fact]
    public void AnExclusiveSchemePaysAlone() =>
        Sample(
            (plan, _, _) =>
                Assert.All(
                    plan.Grants.GroupBy(grant => grant.Scheme.Side),
                    side => Assert.True(side.Count() == 1 || !side.Any(grant => grant.Scheme.IsExclusive))
                )
        );

    [Fact]
    public void WhicheverOrderSchemesComeInTheAnswerIsTheSame() =>
        Gen.Select(Cases, Gen.Int[0, 1_000_000])
            .Sample(
                (@case, seed) =>
                {
                    var shuffled = @case.Schemes.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Assert.Equal(Shown(Subsidy.Plan(@case.Schemes, @case.Order)), Shown(Subsidy.Plan(shuffled, @case.Order)));
                }
            );

    [Fact]
    public void WhicheverOrderLinesComeInTheAmountsAreTheSame() =>
        Gen.Select(Cases, Gen.Int[0, 1_000_000])
            .Sample(
                (@case, seed) =>
                {
                    // With one scheme, since the odd fen of a first one may go to another line and leave a later one another rest.
                    var shuffled = @case.Order.Lines.ToArray();
                    new Random(seed).Shuffle(shuffled);
                    Assert.All(
                        @case.Schemes,
                        scheme =>
                            Assert.Equal(
                                Subsidy.Plan([scheme], @case.Order).Grants.Sum(grant => grant.AmountFen),
                                Subsidy.Plan([scheme], @case.Order with { Lines = shuffled }).Grants.Sum(grant => grant.AmountFen)
                            )
                    );
                }
            );

    private static void Sample(Action<SubsidyPlan, FundedScheme[], SubsidyOrder> holds) =>
        Cases.Sample(@case => holds(Subsidy.Plan(@case.Schemes, @case.Order), @case.Schemes, @case.Order));

    private static string Shown(SubsidyPlan plan) =>
        string.Join(
            "; ",
            plan.Grants.Select(grant => $"{grant.Scheme.Id} {grant.AmountFen} {string.Join(',', grant.LineShares)}")
                .Concat(plan.NotGranted.Select(not => $"{not.Scheme.Id} {not.Why.Code} {string.Join(',', not.Why.Args)}"))
        );
}
