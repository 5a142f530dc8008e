using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Subsidies;

/// <summary>A scheme that applies to an order.</summary>
/// <param name="BaseFen">The goods or shipping it was computed from.</param>
/// <param name="BaseGrams">The weight of the goods it covers.</param>
/// <param name="LineShares">
/// The amount split over the order's lines, in their order, in proportion to what the scheme pays for each: to the fen, so
/// that an order with goods of several campaigns adds to each what is its own.
/// </param>
public sealed record GrantPlan(Scheme Scheme, long AmountFen, long BaseFen, long BaseGrams, IReadOnlyList<long> LineShares);

/// <summary>A scheme that does not apply, and why.</summary>
public sealed record NoGrant(Scheme Scheme, Rejection Why);

public sealed record SubsidyPlan(IReadOnlyList<GrantPlan> Grants, IReadOnlyList<NoGrant> NotGranted)
{
    public long SumFen(SubsidySide side)
    {
        var sum = 0L;
        for (var i = 0; i < Grants.Count; i++)
        {
            sum += Grants[i].Scheme.Side == side ? Grants[i].AmountFen : 0;
        }

        return sum;
    }
}

/// <summary>
/// Decides which schemes pay how much of an order, which has at least one line. They are asked one after the other, by priority and then by
/// id.
/// <list type="bullet">
/// <item>A grant towards goods is worked out line by line and takes of no line more than earlier grants have left of it; one
/// towards shipping takes no more than is left of the shipping. So the buyer never pays less than zero.</item>
/// <item>The caps of one order reduce a grant. A budget, or a cap counted over orders, that cannot take what remains of it
/// refuses it whole (<c>fund.exhausted</c>, <c>scheme.day-cap</c>, <c>scheme.buyer-cap</c>, <c>scheme.buyer-day-cap</c>).</item>
/// <item>An exclusive scheme pays alone on its side, goods or shipping: once it has paid, no later scheme pays there
/// (<c>scheme.excluded</c>), and where an earlier one has paid it does not (<c>scheme.exclusive</c>).</item>
/// </list>
/// </summary>
public static class Subsidy
{
    private static readonly Comparison<FundedScheme> InTurn = (one, other) =>
        (one.Scheme.Priority, one.Scheme.Id).CompareTo((other.Scheme.Priority, other.Scheme.Id));

    public static SubsidyPlan Plan(IReadOnlyCollection<FundedScheme> schemes, SubsidyOrder order)
    {
        var tally = new Tally(order);
        FundedScheme[] asked = [.. schemes];
        Array.Sort(asked, InTurn);
        foreach (var funded in asked)
        {
            if (tally.WhyNot(funded) is { } why)
            {
                tally.NotGranted.Add(new NoGrant(funded.Scheme, why));
            }
        }

        return new SubsidyPlan(tally.Grants, tally.NotGranted);
    }

    /// <summary>What is left of an order while one scheme after the other takes its part of it.</summary>
    private sealed class Tally(SubsidyOrder order)
    {
        private readonly long[] goodsLeft = [.. order.Lines.Select(line => line.GoodsFen)];
        private long shippingLeft = order.ShippingFen;

        public List<GrantPlan> Grants { get; } = [];

        public List<NoGrant> NotGranted { get; } = [];

        /// <summary>Grants what a scheme pays, or says why it pays nothing.</summary>
        public Rejection? WhyNot(FundedScheme funded)
        {
            var scheme = funded.Scheme;
            var covered = Cover(scheme);
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

            Grant(
                new GrantPlan(
                    scheme,
                    amount,
                    scheme.Side == SubsidySide.Shipping ? order.ShippingFen : covered.GoodsFen,
                    covered.Grams,
                    Rounding.LargestRemainder(amount, covered.Claims)
                )
            );
            return null;
        }

        /// <summary>What a scheme covers of the order.</summary>
        private Coverage Cover(Scheme scheme)
        {
            var claims = new long[order.Lines.Count];
            var covered = new Coverage(claims);
            for (var i = 0; i < claims.Length; i++)
            {
                var line = order.Lines[i];
                var fit = scheme.Fit(line, order.Regions);
                covered.Fit = fit > covered.Fit ? fit : covered.Fit;
                if (fit == GoodsFit.Covered)
                {
                    claims[i] = Claim(scheme, line, goodsLeft[i]);
                    covered.GoodsFen += line.GoodsFen;
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

            if (conditions.FirstOrderOnly && (order.BuyerId is null || funded.BuyerHasOrdered))
            {
                return new Rejection("scheme.first-order");
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

            foreach (var cap in CountedCap.Of(funded.Scheme, order.BuyerId, ChinaTime.Day(order.Now)))
            {
                var usedFen = funded.UsedFen(cap.Key);
                if (!cap.Fits(usedFen, amountFen))
                {
                    return cap.Refuse(usedFen);
                }
            }

            return amountFen > funded.AvailableFen ? new Rejection("fund.exhausted") : null;
        }

        /// <summary>
        /// What a scheme would pay for a covered line, in parts of a fen (see <see cref="SchemeRule.Divisor"/>) and never more than is
        /// left of the line. A grant is shared in proportion to it; one towards shipping in proportion to the goods.
        /// </summary>
        private static long Claim(Scheme scheme, in SubsidyLine line, long leftFen) =>
            scheme.Side == SubsidySide.Shipping
                ? line.GoodsFen
                : Math.Min(
                    scheme.Rule.Times(scheme.Rule.RateOf(scheme, line.Risk), line.GoodsFen, line.Grams),
                    leftFen * scheme.Rule.Divisor
                );
    }

    /// <summary>What a scheme covers of an order.</summary>
    /// <param name="Claims">One a line, zero where it is not covered.</param>
    private record struct Coverage(long[] Claims)
    {
        /// <summary>Of the goods that came furthest.</summary>
        public GoodsFit Fit { get; set; }

        public long GoodsFen { get; set; }

        public long Grams { get; set; }

        /// <summary>It pays for the risk of something that it covers.</summary>
        public bool HasRisk { get; set; }
    }
}
