namespace AgriMarket.Domain.Backlog;

/// <summary>
/// What is believed of a lot's demand after its own sales: gamma-Poisson. The prior is worth <c>Shape</c> orders in
/// <c>Shape ÷ OrdersPerDay</c> days; the lot's own orders and days are added, older ones discounted, and both divided by the
/// bunching, since ten orders from one mention are not ten independent ones.
/// </summary>
/// <param name="OrdersPerDay">Expected orders on an average day of the week.</param>
/// <param name="Shape">Of the gamma distribution of that rate.</param>
/// <param name="SizeRatio">Its usual order in usual orders of comparable lots.</param>
internal readonly record struct LotDemand(double OrdersPerDay, double Shape, double SizeRatio, int MeasuredDays, int MeasuredOrders)
{
    public static LotDemand Of(ForecastFacts facts, ForecastSettings settings)
    {
        var (prior, today) = (facts.Prior, facts.Today);
        var listedOn = AgriMarket.Domain.Common.ChinaTime.Day(facts.ListedAt);
        var oldest = today.AddDays(1 - settings.RecentDays);
        var first = listedOn > oldest ? listedOn : oldest;
        var daily = Math.Pow(0.5, 1 / settings.HalfLifeDays);

        var (days, weight) = (0d, 1d);
        for (var day = today; day >= first; day = day.AddDays(-1))
        {
            var onSale = SellingHours.ShareBefore(facts.Now, day) - SellingHours.ShareBefore(facts.ListedAt, day);
            days += weight * facts.Rhythm[day.DayOfWeek] * Math.Max(0, onSale);
            weight *= daily;
        }

        var (orders, size, measured) = (0d, 0d, 0);
        for (var i = 0; i < facts.RecentDays.Count; i++)
        {
            var sales = facts.RecentDays[i];
            if (sales.Day >= first && sales.Day <= today)
            {
                weight = Math.Pow(daily, today.DayNumber - sales.Day.DayNumber);
                orders += weight * sales.Orders;
                size += weight * ((double)sales.Grams / prior.OrderGrams);
                measured += sales.Orders;
            }
        }

        var shape = prior.Shape + orders / prior.Bunching;
        var rate = shape / (prior.Shape / prior.OrdersPerDay + days / prior.Bunching);
        var ratio = (size + settings.SizeStrength) / (orders + settings.SizeStrength);
        return new(rate, shape, ratio, Math.Max(0, today.DayNumber - first.DayNumber + 1), measured);
    }

    /// <summary>
    /// Demand over so many average days, in shares of the stock. Its mean grows with the days; its variance is that of bunched
    /// orders of uneven size, which grows with the days, and that of not knowing the rate, which grows with their square.
    /// </summary>
    public RemainingDemand Over(double days, ForecastFacts facts, ForecastSettings settings)
    {
        var orderShare = SizeRatio * ((double)facts.Prior.OrderGrams / facts.UnsoldGrams);
        var mean = OrdersPerDay * days * orderShare;
        var ofOrders = mean * orderShare * (facts.Prior.Bunching + facts.Prior.SizeSpread);
        var ofRate = mean * mean * (1 / Shape + settings.Doubt);
        return new(mean, ofOrders + ofRate);
    }
}
