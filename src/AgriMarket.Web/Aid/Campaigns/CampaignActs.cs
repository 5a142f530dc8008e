using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>What is noted of what officials do with campaigns.</summary>
internal static class CampaignActs
{
    public static readonly ActKind Create = new("act.campaign-create", typeof(CampaignText), "Act.Create");
    public static readonly ActKind Change = new("act.campaign-change", typeof(CampaignText), "Act.Change");
    public static readonly ActKind Publish = new("act.campaign-publish", typeof(CampaignText), "Act.Publish");
    public static readonly ActKind End = new("act.campaign-end", typeof(CampaignText), "Act.End");
}
