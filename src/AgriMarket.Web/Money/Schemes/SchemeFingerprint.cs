using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Schemes;

/// <summary>
/// Stands for everything that two officials agreed on with a fund or a further scheme: one other fen, day or county makes another. It
/// is in the register's entry of the approval, which is written once, so that <c>verify</c> holds the scheme against what was signed.
/// </summary>
internal static class SchemeFingerprint
{
    /// <summary>Of 32 bytes: enough that nobody finds other terms with the same.</summary>
    private const int Bytes = 16;

    /// <summary>What the register says of a decision about a fund: what it is now, and, once it is approved, with which terms.</summary>
    public static async Task<string> SignedAsync(MarketDb db, Fund fund)
    {
        var signed = Fund.Approved.Contains(fund.Status)
            ? await db.Set<Scheme>().AsNoTracking().Where(scheme => scheme.FundId == fund.Id).ToListAsync()
            : [];
        return string.Join(' ', signed.Select(scheme => Of(fund, scheme)).Prepend($"{fund.Status}"));
    }

    /// <summary>As <see cref="SignedAsync(MarketDb, Fund)"/>, of a change: only a further scheme has terms of its own.</summary>
    public static async Task<string> SignedAsync(MarketDb db, FundChange change)
    {
        if (change is not { Action: FundAction.AddScheme, Status: FundChangeStatus.Approved })
        {
            return $"{change.Status}";
        }

        var fund = await db.Set<Fund>().AsNoTracking().SingleAsync(row => row.Id == change.FundId);
        var scheme = await db.Set<Scheme>().AsNoTracking().SingleAsync(row => row.Id == change.SchemeId);
        return $"{change.Status} {Of(fund, scheme)}";
    }

    public static string Of(Fund fund, Scheme scheme)
    {
        // No name has a line of its own, so that no two lists of terms read the same.
        var text = string.Join(
            '\n',
            OfFund(fund).Concat(Terms(scheme)).Concat(Bounds(scheme)).Select(term => Convert.ToString(term, CultureInfo.InvariantCulture))
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }

    private static object?[] OfFund(Fund fund) => [fund.Id, fund.OfficeId, fund.NameZh, fund.NameEn, fund.DepositFen, fund.ProposedBy];

    /// <summary>What it pays, for what, and when.</summary>
    private static object?[] Terms(Scheme scheme) =>
        [
            scheme.Id,
            scheme.NameZh,
            scheme.NameEn,
            scheme.Kind,
            scheme.AmountFen,
            scheme.BasisPoints,
            scheme.RiskRates.Fine,
            scheme.RiskRates.Watch,
            scheme.RiskRates.Urgent,
            scheme.RiskRates.Critical,
            scheme.PriceFactorPercent,
            scheme.BudgetFen,
            scheme.ReachCode,
            scheme.CountyScope,
            string.Join(' ', scheme.CountyCodes),
            scheme.CampaignId,
            scheme.Priority,
            scheme.IsExclusive,
            Microseconds(scheme.StartsAt),
            Microseconds(scheme.EndsAt),
        ];

    /// <summary>Its caps and its conditions.</summary>
    private static object?[] Bounds(Scheme scheme) =>
        [
            scheme.Caps.PerDayFen,
            scheme.Caps.PerBuyerFen,
            scheme.Caps.PerBuyerDayFen,
            scheme.Caps.PerOrderFen,
            scheme.Caps.PerKilogramFen,
            scheme.Caps.PerLotFen,
            scheme.Caps.PerHouseholdFen,
            scheme.Caps.PerHouseholdDayFen,
            scheme.Caps.PerSellerFen,
            scheme.Caps.PerSellerDayFen,
            string.Join(' ', scheme.Conditions.Categories),
            string.Join(' ', scheme.Conditions.ProduceCodes),
            string.Join(' ', scheme.Conditions.LotIds),
            string.Join(' ', scheme.Conditions.DestinationCodes),
            scheme.Conditions.MinimumFen,
            scheme.Conditions.FirstOrderOnly,
        ];

    /// <summary>As exactly as both databases keep them.</summary>
    private static long Microseconds(DateTime instant) => instant.Ticks / TimeSpan.TicksPerMicrosecond;
}
