using System.Runtime.Serialization;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Trade.Stock;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>How far a campaign has come, from its paid orders.</summary>
/// <param name="Households">Farming households whose goods were sold.</param>
/// <param name="GrantedFen">Public money paid towards its orders: grants of schemes, each order's in the share of the campaign's goods in
/// it.</param>
public sealed record CampaignFigures(Guid CampaignId, long SoldGrams, long TargetGrams, int Orders, int Households, long GrantedFen);

/// <summary>The figures as told to open pages and outside programs.</summary>
[DataContract]
public sealed record CampaignChange(
    [property: DataMember(Name = "campaignId")] Guid CampaignId,
    long Version,
    [property: DataMember(Name = "soldGrams")] long SoldGrams,
    [property: DataMember(Name = "targetGrams")] long TargetGrams,
    [property: DataMember(Name = "orders")] int Orders,
    [property: DataMember(Name = "households")] int Households,
    [property: DataMember(Name = "grantedFen")] long GrantedFen
) : PublicChange(StockTopics.Campaign(CampaignId), Version, "CampaignChanged")
{
    public CampaignChange(CampaignFigures figures, DateTime at)
        : this(figures.CampaignId, at.Ticks, figures.SoldGrams, figures.TargetGrams, figures.Orders, figures.Households, figures.GrantedFen)
    { }
}
