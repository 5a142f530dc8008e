using System.Globalization;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>What an official has typed into a campaign, as typed: nothing is lost when it is refused or the line drops.</summary>
public sealed class CampaignForm
{
    /// <summary>Made once with the form, so that a second click is the same campaign.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    /// <summary>Of the campaign that is changed, as it was seen; 1 for a new one.</summary>
    public long Version { get; set; } = 1;

    public string Title { get; set; } = "";

    public string Story { get; set; } = "";

    public string Cover { get; set; } = Campaign.Covers[0];

    public string? RegionCode { get; set; }

    public string StartsOn { get; set; } = "";

    public string EndsOn { get; set; } = "";

    public string TargetKg { get; set; } = "";

    /// <summary>Empty for none.</summary>
    public string FundId { get; set; } = "";

    /// <summary>Empty for the market's usual time.</summary>
    public string HoldMinutes { get; set; } = "";

    public List<Guid> LotIds { get; set; } = [];

    public static CampaignForm Of(Campaign campaign, IEnumerable<Guid> lotIds) =>
        new()
        {
            Id = campaign.Id,
            Version = campaign.EditVersion,
            Title = campaign.Title,
            Story = campaign.Story,
            Cover = campaign.Cover,
            RegionCode = campaign.RegionCode,
            StartsOn = Input(campaign.StartsOn),
            EndsOn = Input(campaign.EndsOn),
            TargetKg = Amounts.WeightInput(campaign.TargetGrams, Weights.KilogramGrams),
            FundId = campaign.FundId?.ToString() ?? "",
            HoldMinutes = campaign.HoldMinutes?.ToString(CultureInfo.InvariantCulture) ?? "",
            LotIds = [.. lotIds],
        };

    /// <summary>The draft; what cannot be read is null in it, and the rules say so.</summary>
    public CampaignDraft ToDraft(Guid officialId) =>
        new(
            Id,
            officialId,
            "",
            Title,
            Story,
            Cover,
            RegionCode ?? "",
            Day(StartsOn),
            Day(EndsOn),
            Amounts.Grams(TargetKg, Weights.KilogramGrams),
            Guid.TryParse(FundId, out var fundId) ? fundId : null,
            LotIds
        )
        {
            HoldMinutes = Minutes(HoldMinutes),
            SeenVersion = Version,
        };

    /// <summary>How a day is put into a date input.</summary>
    public static string Input(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What is no whole number is no time either: zero, which the rules refuse.</summary>
    private static int? Minutes(string? text) => string.IsNullOrWhiteSpace(text) ? null : Amounts.Count(text) ?? 0;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
