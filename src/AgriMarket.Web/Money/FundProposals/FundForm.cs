using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Money.FundProposals;

/// <summary>What an official has typed into a proposal, as typed: nothing is lost when it is refused.</summary>
public sealed class FundForm
{
    /// <summary>Made once with the form, so that a second click is the same proposal.</summary>
    public Guid FundId { get; set; } = Guid.CreateVersion7();

    public Guid SchemeId { get; set; } = Guid.CreateVersion7();

    /// <summary>Of the proposal of a further scheme; unused by that of a fund.</summary>
    public Guid ChangeId { get; set; } = Guid.CreateVersion7();

    public string NameZh { get; set; } = "";

    public string NameEn { get; set; } = "";

    public string DepositYuan { get; set; } = "";

    public SchemeKind Kind { get; set; } = SchemeKind.ShippingPerOrder;

    internal SchemeRule Rule => SchemeKinds.Of(Kind);

    public string AmountYuan { get; set; } = "";

    public string Percent { get; set; } = "";

    /// <summary>Percentages or yuan a kilogram, by backlog risk.</summary>
    public string RiskFine { get; set; } = "0";

    public string RiskWatch { get; set; } = "";

    public string RiskUrgent { get; set; } = "";

    public string RiskCritical { get; set; } = "";

    public CountyScope CountyScope { get; set; } = CountyScope.Listed;

    public List<string> CountyCodes { get; set; } = [];

    /// <summary>Empty for no campaign.</summary>
    public string CampaignId { get; set; } = "";

    public List<ProduceCategory> Categories { get; set; } = [];

    public List<string> ProduceCodes { get; set; } = [];

    /// <summary>Empty for all lots.</summary>
    public List<Guid> LotIds { get; set; } = [];

    public List<string> DestinationCodes { get; set; } = [];

    public string MinimumYuan { get; set; } = "";

    public bool FirstOrderOnly { get; set; }

    public string PerOrderYuan { get; set; } = "";

    public string PerKilogramYuan { get; set; } = "";

    public string PerBuyerDayYuan { get; set; } = "";

    public string PerBuyerYuan { get; set; } = "";

    public string PerDayYuan { get; set; } = "";

    public string PerLotYuan { get; set; } = "";

    public string PerHouseholdDayYuan { get; set; } = Usual(SchemeCaps.Usual.PerHouseholdDayFen);

    public string PerHouseholdYuan { get; set; } = Usual(SchemeCaps.Usual.PerHouseholdFen);

    public string PerSellerDayYuan { get; set; } = Usual(SchemeCaps.Usual.PerSellerDayFen);

    public string PerSellerYuan { get; set; } = Usual(SchemeCaps.Usual.PerSellerFen);

    public string PriceFactorPercent { get; set; } = Scheme.UsualPriceFactorPercent.ToString(CultureInfo.InvariantCulture);

    public string Priority { get; set; } = Scheme.UsualPriority.ToString(CultureInfo.InvariantCulture);

    public bool IsExclusive { get; set; }

    public string StartsOn { get; set; } = "";

    public string EndsOn { get; set; } = "";

    /// <summary>The refusals of what cannot even be read; a proposal made from the form then must not be sent.</summary>
    public IReadOnlyList<Rejection> Unreadable() =>
        [
            .. Day(StartsOn) is null ? [new Rejection("scheme.date-missing", nameof(FundProposal.StartsOn))] : Array.Empty<Rejection>(),
            .. Day(EndsOn) is null ? [new Rejection("scheme.date-missing", nameof(FundProposal.EndsOn))] : Array.Empty<Rejection>(),
        ];

    /// <summary>What is typed as a number, with the field of the proposal that it is for.</summary>
    internal IReadOnlyList<(string Field, string? Typed)> Numbers =>
        [
            (nameof(FundProposal.DepositFen), DepositYuan),
            (nameof(FundProposal.AmountFen), AmountYuan),
            (nameof(FundProposal.BasisPoints), Percent),
            (nameof(SchemeConditions.MinimumFen), MinimumYuan),
            (nameof(SchemeCaps.PerOrderFen), PerOrderYuan),
            (nameof(SchemeCaps.PerKilogramFen), PerKilogramYuan),
            (nameof(SchemeCaps.PerBuyerDayFen), PerBuyerDayYuan),
            (nameof(SchemeCaps.PerBuyerFen), PerBuyerYuan),
            (nameof(SchemeCaps.PerDayFen), PerDayYuan),
            (nameof(SchemeCaps.PerLotFen), PerLotYuan),
            (nameof(SchemeCaps.PerHouseholdDayFen), PerHouseholdDayYuan),
            (nameof(SchemeCaps.PerHouseholdFen), PerHouseholdYuan),
            (nameof(SchemeCaps.PerSellerDayFen), PerSellerDayYuan),
            (nameof(SchemeCaps.PerSellerFen), PerSellerYuan),
        ];

    /// <summary>The proposal. An amount that cannot be read becomes one that the rules refuse; a day that is missing, today.</summary>
    public FundProposal ToProposal(Guid officialId, DateOnly today) =>
        new(
            FundId,
            SchemeId,
            officialId,
            NameZh,
            NameEn,
            Amounts.Fen(DepositYuan) ?? 0,
            Kind,
            Rule.IsPercent ? 0 : Amounts.Fen(AmountYuan) ?? 0,
            Rule.IsPercent ? Amounts.BasisPoints(Percent) ?? 0 : 0,
            CountyScope,
            CountyCodes,
            Guid.TryParse(CampaignId, out var campaignId) ? campaignId : null,
            Day(StartsOn) ?? today,
            Day(EndsOn) ?? today
        )
        {
            RiskRates = new RiskRates(Rate(RiskFine), Rate(RiskWatch), Rate(RiskUrgent), Rate(RiskCritical)),
            Conditions = new SchemeConditions
            {
                Categories = [.. Categories],
                ProduceCodes = [.. ProduceCodes],
                LotIds = [.. LotIds],
                DestinationCodes = [.. DestinationCodes],
                MinimumFen = Cap(MinimumYuan) ?? 0,
                FirstOrderOnly = FirstOrderOnly,
            },
            Caps = new SchemeCaps
            {
                PerOrderFen = Cap(PerOrderYuan),
                PerKilogramFen = Cap(PerKilogramYuan),
                PerBuyerDayFen = Cap(PerBuyerDayYuan),
                PerBuyerFen = Cap(PerBuyerYuan),
                PerDayFen = Cap(PerDayYuan),
                PerLotFen = Cap(PerLotYuan),
                PerHouseholdDayFen = Cap(PerHouseholdDayYuan),
                PerHouseholdFen = Cap(PerHouseholdYuan),
                PerSellerDayFen = Cap(PerSellerDayYuan),
                PerSellerFen = Cap(PerSellerYuan),
            },
            PriceFactorPercent = Whole(PriceFactorPercent),
            Priority = Whole(Priority),
            IsExclusive = IsExclusive,
        };

    /// <summary>Null for an empty field, and a sum that the rules refuse for one that cannot be read.</summary>
    private static long? Cap(string yuan) => string.IsNullOrWhiteSpace(yuan) ? null : Amounts.Fen(yuan) ?? -1;

    private static string Usual(long? fen) => fen is { } known ? Amounts.YuanInput(known) : "";

    /// <summary>0, which the rules refuse, for what cannot be read.</summary>
    private static int Whole(string text) => Amounts.Count(text) ?? 0;

    private long Rate(string text) => (Rule.IsPercent ? Amounts.BasisPoints(text) : Amounts.Fen(text)) ?? -1;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
