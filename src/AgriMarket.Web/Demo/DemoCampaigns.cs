using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Aid.Campaigns;

namespace AgriMarket.Web.Demo;

/// <summary>
/// Two public-welfare campaigns: a county whose vegetables wait for lorries, and a prefecture of mountain goods. Each is
/// published with its first lot, and the later ones join it.
/// </summary>
internal sealed class DemoCampaigns
{
    private const string Xiji = "640422";
    private const string Liangshan = "513400";
    private const string StoriesFolder = "AgriMarket.Web.Demo.Data.";
    private const long XijiTargetGrams = 30 * Weights.TonneGrams;
    private const long LiangshanTargetGrams = 8 * Weights.TonneGrams;
    private const int DaysOpen = 60;

    private readonly CampaignService campaigns;
    private readonly DemoServices services;
    private readonly List<(IReadOnlyCollection<DemoFarm> Farms, CampaignDraft Draft)> drafts;

    public DemoCampaigns(DemoRandom random, DemoServices services, DemoMembers members, DemoFunds funds)
    {
        (this.services, campaigns) = (services, services.Make<CampaignService>());
        CampaignDraft Draft(int official, string title, string story, string cover, string region, long targetGrams, Guid? fundId) =>
            new(
                random.Id(services.Clock.Now),
                members.Officials[official].Id,
                "",
                title,
                Read(story),
                cover,
                region,
                null,
                null,
                targetGrams,
                fundId,
                []
            );
        DemoFarm[] ofXiji = [.. members.Farms.Where(farm => farm.CountyCode == Xiji)];
        DemoFarm[] ofLiangshan = [.. members.Farms.Where(farm => farm.CountyCode.StartsWith(Liangshan[..4], StringComparison.Ordinal))];
        drafts =
        [
            (ofXiji, Draft(0, "西吉的菜在地里等你", "xiji.md", "field", Xiji, XijiTargetGrams, funds.ProduceFundId)),
            (ofLiangshan, Draft(1, "把大凉山的一箱山货背下来", "liangshan.md", "terraces", Liangshan, LiangshanTargetGrams, null)),
        ];
        Farms = [.. ofXiji, .. ofLiangshan];
    }

    /// <summary>Farms whose lots are offered in a campaign.</summary>
    public IReadOnlyCollection<DemoFarm> Farms { get; }

    /// <summary>Offers a listed lot in its farm's campaign, where it has one.</summary>
    public async Task OfferAsync(DemoLot lot)
    {
        var place = drafts.FindIndex(campaign => campaign.Farms.Contains(lot.Farm));
        if (place < 0)
        {
            return;
        }

        var (farms, draft) = drafts[place];
        var startsOn = draft.StartsOn ?? ChinaTime.Day(services.Clock.Now);
        draft = draft with
        {
            StartsOn = startsOn,
            EndsOn = startsOn.AddDays(DaysOpen),
            LotIds = [.. draft.LotIds, lot.Intent.Id],
            // One save for each lot before this one.
            SeenVersion = Math.Max(1, draft.LotIds.Count),
        };
        DemoServices.Must(await campaigns.SaveAsync(draft, publish: draft.LotIds.Count == 1));
        drafts[place] = (farms, draft);
    }

    private static string Read(string story)
    {
        using var text = new StreamReader(ReferenceFiles.Open(StoriesFolder + story));
        return text.ReadToEnd();
    }
}
