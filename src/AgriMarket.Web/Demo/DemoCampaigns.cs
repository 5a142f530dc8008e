using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Demo;

/// <summary>Two public-welfare campaigns: a county whose vegetables wait for lorries, and a prefecture of mountain goods.</summary>
internal sealed class DemoCampaigns(DemoDice dice, DemoTimeline timeline, DemoServices services, DemoCast cast, DemoFunds funds)
{
    private const string StoriesFolder = "AgriMarket.Web.Demo.Data.";
    private const long XijiTargetGrams = 30 * Weights.TonneGrams;
    private const long LiangshanTargetGrams = 8 * Weights.TonneGrams;
    private const int DaysOpen = 45;

    private readonly Dictionary<string, Guid> campaignOf = [];

    /// <summary>Farms whose lots are offered in a campaign.</summary>
    public IReadOnlyCollection<DemoFarm> Farms { get; } = [.. cast.Farms.Where(farm => farm.CountyCode == Xiji || farm.CountyCode.StartsWith(Liangshan, StringComparison.Ordinal))];

    private const string Xiji = "640422";
    private const string Liangshan = "5134";

    public void Plan(DateTime at)
    {
        Publish(at, cast.Officials[0], "640422", "西吉的菜在地里等你", "xiji.md", "field", XijiTargetGrams, funds.ProduceFundId, farm => farm.CountyCode == Xiji);
        Publish(at + TimeSpan.FromMinutes(50), cast.Officials[1], "513400", "把大凉山的一箱山货背下来", "liangshan.md", "terraces", LiangshanTargetGrams, null, farm => farm.CountyCode != Xiji);
    }

    /// <summary>Offers a listed lot in its farm's campaign, where it has one.</summary>
    public async Task OfferAsync(DemoLot lot)
    {
        if (campaignOf.TryGetValue(lot.Farm.Key, out var campaignId))
        {
            await services.WriteAsync(async scope => DemoServices.Must((await scope.Db.Set<Lot>().SingleAsync(row => row.Id == lot.Intent.Id)).OfferIn(campaignId)));
        }
    }

    private void Publish(
        DateTime at, Member official, string region, string title, string story, string cover, long targetGrams, Guid? fundId, Func<DemoFarm, bool> isOfIt)
    {
        var campaign = new Campaign
        {
            Id = dice.Id(at),
            OfficialId = official.Id,
            OfficialName = official.DisplayName,
            RegionCode = region,
            Title = title,
            Story = Read(story),
            Cover = cover,
            StartsOn = ChinaTime.Day(at),
            EndsOn = ChinaTime.Day(at).AddDays(DaysOpen),
            TargetGrams = targetGrams,
            FundId = fundId,
        };
        foreach (var farm in Farms.Where(isOfIt))
        {
            campaignOf[farm.Key] = campaign.Id;
        }

        timeline.At(at, () => services.WriteAsync(scope =>
        {
            DemoServices.Must(campaign.Move(CampaignAction.Publish, scope.Now));
            scope.Db.Add(campaign);
            return Task.CompletedTask;
        }));
    }

    private static string Read(string story)
    {
        using var text = new StreamReader(ReferenceFiles.Open(StoriesFolder + story));
        return text.ReadToEnd();
    }
}
