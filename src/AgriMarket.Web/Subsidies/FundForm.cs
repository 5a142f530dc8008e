using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Platform.Shell;

namespace AgriMarket.Web.Subsidies;

/// <summary>What an official has typed into a proposal, as typed: nothing is lost when it is refused.</summary>
public sealed class FundForm
{
    /// <summary>Made once with the form, so that a second click is the same proposal.</summary>
    public Guid FundId { get; set; } = Guid.CreateVersion7();

    public Guid SchemeId { get; set; } = Guid.CreateVersion7();

    public string NameZh { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string DepositYuan { get; set; } = "";

    public SchemeKind Kind { get; set; } = SchemeKind.ShippingPerOrder;

    public string AmountYuan { get; set; } = "";

    public string Percent { get; set; } = "";

    public CountyScope CountyScope { get; set; } = CountyScope.Listed;

    public List<string> CountyCodes { get; set; } = [];

    /// <summary>Empty for no campaign.</summary>
    public string CampaignId { get; set; } = "";

    public string StartsOn { get; set; } = "";

    public string EndsOn { get; set; } = "";

    /// <summary>The refusals of what cannot even be read; a proposal made from the form then must not be sent.</summary>
    public IReadOnlyList<Rejection> Unreadable() =>
    [
        .. Day(StartsOn) is null ? [new Rejection("scheme.date-missing", nameof(FundProposal.StartsOn))] : Array.Empty<Rejection>(),
        .. Day(EndsOn) is null ? [new Rejection("scheme.date-missing", nameof(FundProposal.EndsOn))] : Array.Empty<Rejection>(),
    ];

    /// <summary>The proposal. An amount that cannot be read becomes one that the rules refuse; a day that is missing, today.</summary>
    public FundProposal ToProposal(Guid officialId, DateOnly today) => new(
        FundId,
        SchemeId,
        officialId,
        NameZh,
        NameEn,
        Amounts.Fen(DepositYuan) ?? 0,
        Kind,
        Kind == SchemeKind.ShippingPerOrder ? Amounts.Fen(AmountYuan) ?? 0 : 0,
        Kind == SchemeKind.PercentOfGoods ? Amounts.BasisPoints(Percent) ?? 0 : 0,
        CountyScope,
        CountyCodes,
        Guid.TryParse(CampaignId, out var campaignId) ? campaignId : null,
        Day(StartsOn) ?? today,
        Day(EndsOn) ?? today);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
