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
    public long SumFen(SubsidySide side) => Grants.Where(grant => grant.Scheme.Side == side).Sum(grant => grant.AmountFen);
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
    public static SubsidyPlan Plan(IReadOnlyCollection<FundedScheme> schemes, SubsidyOrder order)
    {
        var tally = new Tally(order);
        foreach (var funded in schemes.OrderBy(funded => funded.Scheme.Priority).ThenBy(funded => funded.Scheme.Id))
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
            GoodsFit[] fits = [.. order.Lines.Select(line => scheme.Fit(line, order.Regions))];
            long Covered(Func<SubsidyLine, long> amount) =>
                order.Lines.Zip(fits, (line, fit) => fit == GoodsFit.Covered ? amount(line) : 0).Sum();
            var (goodsFen, grams) = (Covered(line => line.GoodsFen), Covered(line => line.Grams));
            if (
                (
                    WhyClosed(funded)
                    ?? WhyNotGoods(fits)
                    ?? WhyNotRisk(scheme, fits)
                    ?? WhyNotOrder(funded, goodsFen)
                    ?? WhyNotBeside(scheme)
                ) is
                { } why
            )
            {
                return why;
            }

            long[] claims = [.. order.Lines.Select((line, i) => fits[i] == GoodsFit.Covered ? Claim(scheme, line, goodsLeft[i]) : 0)];
            var amount = scheme.Caps.Reduce(
                scheme.Side == SubsidySide.Shipping
                    ? Math.Min(scheme.AmountFen, shippingLeft)
                    : Rounding.Floor(claims.Sum(), 1, Divisor(scheme)),
                grams
            );
            if (WhyNotAmount(funded, amount) is { } tooLittle)
            {
                return tooLittle;
            }

            Grant(
                new GrantPlan(
                    scheme,
                    amount,
                    scheme.Side == SubsidySide.Shipping ? order.ShippingFen : goodsFen,
                    grams,
                    Rounding.LargestRemainder(amount, claims)
                )
            );
            return null;
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
        private static Rejection? WhyNotGoods(GoodsFit[] fits) =>
            fits.Max() switch
            {
                GoodsFit.Covered => null,
                GoodsFit.OtherCampaign => new Rejection("scheme.other-campaign"),
                GoodsFit.OtherCounty => new Rejection("scheme.other-county"),
                GoodsFit.OtherProduce => new Rejection("scheme.other-produce"),
                GoodsFit.OtherLot => new Rejection("scheme.other-lot"),
                var fit => throw new InvalidOperationException($"Unknown fit {fit}."),
            };

        private Rejection? WhyNotRisk(Scheme scheme, GoodsFit[] fits) =>
            scheme.RisesWithRisk && !order.Lines.Where((line, i) => fits[i] == GoodsFit.Covered && scheme.RiskRates.At(line.Risk) > 0).Any()
                ? new Rejection("scheme.low-risk")
                : null;

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
            var earlier = Grants.Where(grant => grant.Scheme.Side == scheme.Side).ToList();
            if (earlier.Exists(grant => grant.Scheme.IsExclusive))
            {
                return new Rejection("scheme.excluded");
            }

            return scheme.IsExclusive && earlier.Count > 0 ? new Rejection("scheme.exclusive") : null;
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
        /// What a scheme would pay for a covered line, in parts of a fen (see <see cref="Divisor"/>) and never more than is
        /// left of the line. A grant is shared in proportion to it; one towards shipping in proportion to the goods.
        /// </summary>
        private static long Claim(Scheme scheme, SubsidyLine line, long leftFen) =>
            scheme.Kind switch
            {
                SchemeKind.ShippingPerOrder => line.GoodsFen,
                SchemeKind.PercentOfGoods => Math.Min(scheme.BasisPoints * line.GoodsFen, leftFen * Divisor(scheme)),
                SchemeKind.PercentByRisk => Math.Min(scheme.RiskRates.At(line.Risk) * line.GoodsFen, leftFen * Divisor(scheme)),
                SchemeKind.PerKilogram => Math.Min(scheme.AmountFen * line.Grams, leftFen * Divisor(scheme)),
                SchemeKind.PerKilogramByRisk => Math.Min(scheme.RiskRates.At(line.Risk) * line.Grams, leftFen * Divisor(scheme)),
                _ => throw new InvalidOperationException($"Unknown scheme kind {scheme.Kind}."),
            };

        private static long Divisor(Scheme scheme) => scheme.IsPercent ? Scheme.MaxBasisPoints : Weights.KilogramGrams;
    }
}
