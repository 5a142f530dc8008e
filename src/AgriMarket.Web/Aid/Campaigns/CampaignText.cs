namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>Names the resource files CampaignText.resx (Chinese) and CampaignText.en.resx.</summary>
internal sealed class CampaignText;
