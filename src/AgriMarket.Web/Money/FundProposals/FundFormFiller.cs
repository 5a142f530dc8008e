using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Money.FundProposals;

/// <summary>Fills a form with what an earlier proposal said, so that one that was sent back is not typed again.</summary>
internal static class FundFormFiller
{
    /// <summary>The form of a new proposal, with ids of its own and the days as they were.</summary>
    public static FundForm Like(Fund fund, Scheme scheme)
    {
        var (caps, conditions) = (scheme.Caps, scheme.Conditions);
        return new FundForm
        {
            NameZh = fund.NameZh,
            NameEn = fund.NameEn,
            DepositYuan = Amounts.YuanInput(fund.DepositFen),
            Kind = scheme.Kind,
            AmountYuan = scheme.AmountFen > 0 ? Amounts.YuanInput(scheme.AmountFen) : "",
            Percent = scheme.BasisPoints > 0 ? SchemeFormatter.Percent(scheme.BasisPoints) : "",
            RiskFine = Rate(scheme, scheme.RiskRates.Fine),
            RiskWatch = Rate(scheme, scheme.RiskRates.Watch),
            RiskUrgent = Rate(scheme, scheme.RiskRates.Urgent),
            RiskCritical = Rate(scheme, scheme.RiskRates.Critical),
            CountyScope = scheme.CountyScope,
            CountyCodes = [.. scheme.CountyCodes],
            CampaignId = scheme.CampaignId?.ToString() ?? "",
            Categories = [.. conditions.Categories],
            ProduceCodes = [.. conditions.ProduceCodes],
            LotIds = [.. conditions.LotIds],
            DestinationCodes = [.. conditions.DestinationCodes],
            MinimumYuan = conditions.MinimumFen > 0 ? Amounts.YuanInput(conditions.MinimumFen) : "",
            FirstOrderOnly = conditions.FirstOrderOnly,
            PerOrderYuan = Yuan(caps.PerOrderFen),
            PerKilogramYuan = Yuan(caps.PerKilogramFen),
            PerBuyerDayYuan = Yuan(caps.PerBuyerDayFen),
            PerBuyerYuan = Yuan(caps.PerBuyerFen),
            PerDayYuan = Yuan(caps.PerDayFen),
            PerLotYuan = Yuan(caps.PerLotFen),
            PerHouseholdDayYuan = Yuan(caps.PerHouseholdDayFen),
            PerHouseholdYuan = Yuan(caps.PerHouseholdFen),
            PerSellerDayYuan = Yuan(caps.PerSellerDayFen),
            PerSellerYuan = Yuan(caps.PerSellerFen),
            PriceFactorPercent = $"{scheme.PriceFactorPercent}",
            Priority = $"{scheme.Priority}",
            IsExclusive = scheme.IsExclusive,
            StartsOn = $"{ChinaTime.Day(scheme.StartsAt):yyyy-MM-dd}",
            EndsOn = $"{ChinaTime.Day(scheme.EndsAt).AddDays(-1):yyyy-MM-dd}",
        };
    }

    private static string Yuan(long? fen) => fen is { } known ? Amounts.YuanInput(known) : "";

    private static string Rate(Scheme scheme, long rate) => scheme.Rule.IsPercent ? SchemeFormatter.Percent(rate) : Amounts.YuanInput(rate);
}
