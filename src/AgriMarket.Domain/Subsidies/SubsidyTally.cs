using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Subsidies;

/// <summary>What is left of an order while one scheme after the other takes its part of it.</summary>
internal sealed class SubsidyTally(SubsidyOrder order)
{
    private readonly long[] goodsLeft = [.. order.Lines.Select(line => line.GoodsFen)];
    private readonly LotOwner[] owners = [.. order.Lines.Select(line => line.Owner)];
    private readonly DateOnly today = ChinaTime.Day(order.Now);
    private long shippingLeft = order.ShippingFen;

    public List<GrantPlan> Grants { get; } = [];

    public List<NoGrant> NotGranted { get; } = [];

    /// <summary>
    /// Grants what a scheme pays, or says why it pays nothing. Lines whose owners have had their share already are left out, and the
    /// rest is worked out anew.
    /// </summary>
    public Rejection? WhyNot(FundedScheme funded)
    {
        var leftOut = new bool[order.Lines.Count];
        Rejection? whyLeftOut = null;
        while (true)
        {
            var planned = Plan(funded, leftOut);
            if (!planned.IsOk)
            {
                return whyLeftOut ?? planned.Rejections[0];
            }

            var uses = OwnerUse.Of(funded.Scheme, planned.Value.LineShares, owners, today);
            if (LeaveOut(funded, uses, leftOut) is not { } why)
            {
                Grant(uses.Count == 0 ? planned.Value : planned.Value with { OwnerUses = uses });
                return null;
            }

            whyLeftOut = why;
        }
    }

    private Result<GrantPlan> Plan(FundedScheme funded, bool[] leftOut)
    {
        var scheme = funded.Scheme;
        var covered = Cover(scheme, leftOut);
        if (
            (
                WhyClosed(funded)
                ?? WhyNotGoods(covered.Fit)
                ?? WhyNotRisk(scheme, covered)
                ?? WhyNotOrder(funded, covered.GoodsFen)
                ?? WhyNotBeside(scheme)
            ) is
            { } why
        )
        {
            return why;
        }

        var amount = scheme.Caps.Reduce(
            scheme.Side == SubsidySide.Shipping
                ? Math.Min(scheme.AmountFen, shippingLeft)
                : Rounding.Floor(covered.Claims.Sum(), 1, scheme.Rule.Divisor),
            covered.Grams
        );
        if (WhyNotAmount(funded, amount) is { } tooLittle)
        {
            return tooLittle;
        }

        var isShipping = scheme.Side == SubsidySide.Shipping;
        return new GrantPlan(
            scheme,
            amount,
            isShipping ? order.ShippingFen : covered.GoodsFen,
            covered.Grams,
            Rounding.LargestRemainder(amount, covered.Claims)
        )
        {
            UncountedFen = scheme.Rule.Base == SchemeBase.Goods ? covered.UncountedFen : 0,
        };
    }

    /// <summary>Leaves out the lines whose lot, household or seller cannot take their shares, and says why; null where all can.</summary>
    private Rejection? LeaveOut(FundedScheme funded, IReadOnlyList<OwnerUse> uses, bool[] leftOut)
    {
        foreach (var use in uses)
        {
            var used = funded.UsedOf(use.Cap);
            if (!use.Cap.Fits(used, use.AmountFen))
            {
                for (var i = 0; i < owners.Length; i++)
                {
                    leftOut[i] |= OwnerCap.Of(funded.Scheme, owners[i]).Contains(use.Cap);
                }

                return use.Cap.Refuse(used, use.AmountFen);
            }
        }

        return null;
    }

    /// <summary>What a scheme covers of the order, without what is left out.</summary>
    private Coverage Cover(Scheme scheme, bool[] leftOut)
    {
        var claims = new long[order.Lines.Count];
        var covered = new Coverage(claims);
        for (var i = 0; i < claims.Length; i++)
        {
            var line = order.Lines[i];
            var fit = scheme.Fit(line, order.Regions);
            covered.Fit = fit > covered.Fit && !leftOut[i] ? fit : covered.Fit;
            if (fit == GoodsFit.Covered && !leftOut[i])
            {
                var countedFen = scheme.CountedFen(line.GoodsFen, line.Grams, line.Reference);
                claims[i] = Claim(scheme, line, countedFen, Math.Max(0, countedFen - (line.GoodsFen - goodsLeft[i])));
                covered.GoodsFen += countedFen;
                covered.UncountedFen += line.GoodsFen - countedFen;
                covered.Grams += line.Grams;
                covered.HasRisk |= scheme.Rule.RateOf(scheme, line.Risk) > 0;
            }
        }

        return covered;
    }

    private void Grant(GrantPlan grant)
    {
        Grants.Add(grant);
        if (grant.Scheme.Side == SubsidySide.Shipping)
        {
            shippingLeft -= grant.AmountFen;
            return;
        }

        for (var i = 0; i < goodsLeft.Length; i++)
        {
            goodsLeft[i] -= grant.LineShares[i];
        }
    }

    private Rejection? WhyClosed(FundedScheme funded)
    {
        if (funded.IsFrozen)
        {
            return new Rejection("fund.frozen");
        }

        return funded.Scheme.IsRunning(order.Now) ? null : new Rejection("scheme.not-running");
    }

    /// <summary>The goods that came furthest name the reason, since they lack the least.</summary>
    private static Rejection? WhyNotGoods(GoodsFit furthest) =>
        furthest switch
        {
            GoodsFit.Covered => null,
            GoodsFit.OtherCampaign => new Rejection("scheme.other-campaign"),
            GoodsFit.OtherCounty => new Rejection("scheme.other-county"),
            GoodsFit.OtherProduce => new Rejection("scheme.other-produce"),
            GoodsFit.OtherLot => new Rejection("scheme.other-lot"),
            GoodsFit.NoReference => new Rejection("scheme.no-reference"),
            var fit => throw new InvalidOperationException($"Unknown fit {fit}."),
        };

    private static Rejection? WhyNotRisk(Scheme scheme, in Coverage covered) =>
        scheme.Rule.RisesWithRisk && !covered.HasRisk ? new Rejection("scheme.low-risk") : null;

    private Rejection? WhyNotOrder(FundedScheme funded, long coveredFen)
    {
        var conditions = funded.Scheme.Conditions;
        if (!conditions.AllowDestination(order.DestinationCode, order.Regions))
        {
            return new Rejection("scheme.other-destination");
        }

        if (conditions.FirstOrderOnly && (order.Buyer is null || funded.BuyerHasOrdered))
        {
            return new Rejection("scheme.first-order");
        }

        if (conditions.FirstOrderOnly && order.Buyer!.MobileKey is null)
        {
            return new Rejection("scheme.first-unproved");
        }

        return coveredFen < conditions.MinimumFen ? new Rejection("scheme.minimum", null, conditions.MinimumFen, coveredFen) : null;
    }

    private Rejection? WhyNotBeside(Scheme scheme)
    {
        foreach (var earlier in Grants)
        {
            if (earlier.Scheme.Side == scheme.Side && (earlier.Scheme.IsExclusive || scheme.IsExclusive))
            {
                return new Rejection(earlier.Scheme.IsExclusive ? "scheme.excluded" : "scheme.exclusive");
            }
        }

        return null;
    }

    private Rejection? WhyNotAmount(FundedScheme funded, long amountFen)
    {
        if (amountFen == 0)
        {
            return new Rejection("scheme.nothing-to-pay");
        }

        foreach (var cap in CountedCap.Of(funded.Scheme, order.Buyer, today))
        {
            var used = funded.UsedUnder(cap.Key);
            if (!cap.Fits(used, amountFen))
            {
                return cap.Refuse(used);
            }
        }

        if (amountFen > funded.AvailableFen)
        {
            return new Rejection("fund.exhausted");
        }

        return order.RoomFen?.Invoke(funded) is { } roomFen && amountFen > roomFen
            ? new Rejection("scheme.new-buyers", null, roomFen)
            : null;
    }

    /// <summary>
    /// What a scheme would pay for a covered line, in parts of a fen (see <see cref="SchemeRule.Divisor"/>) and never more than is
    /// left of the line. A grant is shared in proportion to it; one towards shipping in proportion to the goods.
    /// </summary>
    /// <param name="countedFen">What counts of the line's price.</param>
    /// <param name="leftFen">What earlier grants have left of that.</param>
    private static long Claim(Scheme scheme, in SubsidyLine line, long countedFen, long leftFen) =>
        scheme.Side == SubsidySide.Shipping
            ? line.GoodsFen
            : Math.Min(scheme.Rule.Times(scheme.Rule.RateOf(scheme, line.Risk), countedFen, line.Grams), leftFen * scheme.Rule.Divisor);

    /// <summary>What a scheme covers of an order.</summary>
    /// <param name="Claims">One a line, zero where it is not covered.</param>
    private record struct Coverage(long[] Claims)
    {
        /// <summary>Of the goods that came furthest.</summary>
        public GoodsFit Fit { get; set; }

        /// <summary>What counts of the price of what it covers.</summary>
        public long GoodsFen { get; set; }

        /// <summary>What of that price does not count.</summary>
        public long UncountedFen { get; set; }

        public long Grams { get; set; }

        /// <summary>It pays for the risk of something that it covers.</summary>
        public bool HasRisk { get; set; }
    }
}
