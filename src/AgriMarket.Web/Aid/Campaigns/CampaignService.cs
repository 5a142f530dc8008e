using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>
/// What officials do with the campaigns of their office. Another office's campaign is as good as none: <c>campaign.unknown</c>.
/// </summary>
public sealed class CampaignService(MarketWriter writer, DueWork due, RegionCatalogue regions)
{
    /// <summary>
    /// Saves what an official wrote, and with <paramref name="publish"/> makes a draft public in the same step: its lots are
    /// offered in it from then on. Refused as <see cref="OfficeQueries.WithDutyAsync"/> says, and with a sentence for each wrong field;
    /// then nothing is changed.
    /// </summary>
    /// <returns>The campaign's id.</returns>
    public Task<Result<Guid>> SaveAsync(CampaignDraft draft, bool publish) =>
        writer.RunAsync<Guid>(async scope =>
        {
            var post = await scope.Db.WithDutyAsync(draft.OfficialId, Duties.Edit);
            if (!post.IsOk)
            {
                return Result<Guid>.Refused(post.Rejections);
            }

            var office = post.Value;

            var known = await scope.Db.Set<Campaign>().FirstOrDefaultAsync(campaign => campaign.Id == draft.Id);
            if (known is not null && known.OfficeId != office.OfficeId)
            {
                return new Rejection("campaign.unknown");
            }

            var isPublic = publish || known?.Status == CampaignStatus.Published;
            var lots = await scope
                .Db.Set<Lot>()
                .Where(lot => draft.LotIds.Take(Campaign.MaxLots + 1).Contains(lot.Id) || lot.CampaignId == draft.Id)
                .ToListAsync();
            var wanted = lots.Where(lot => draft.LotIds.Contains(lot.Id)).ToList();
            var fund = draft.FundId is null
                ? null
                : await scope.Db.Set<Fund>().AsNoTracking().FirstOrDefaultAsync(fund => fund.Id == draft.FundId);
            var planned = (draft with { OfficialName = office.Name, OfficeId = office.OfficeId }).Plan(
                new CampaignFacts(known, wanted, fund, office.RegionCode, regions, ChinaTime.Day(scope.Now), isPublic)
            );
            if (!planned.IsOk)
            {
                return Result<Guid>.Refused(planned.Rejections);
            }

            if (known is null)
            {
                scope.Db.Add(planned.Value);
            }

            var before = known?.Status;
            var saved = isPublic ? await OfferAsync(scope, planned.Value, lots, wanted) : await StoreAsync(scope, draft.Id);
            if (saved.IsOk)
            {
                await NoteAsync(scope, Kind(before, planned.Value.Status), draft.OfficialId, planned.Value, before);
            }

            return saved;
        });

    /// <summary>
    /// Ends a published campaign of the official's office; its lots stay on sale, outside any campaign. Refused as
    /// <see cref="OfficeQueries.WithDutyAsync"/> says.
    /// </summary>
    public Task<Result<Done>> CloseAsync(Guid campaignId, Guid officialId) =>
        writer.RunAsync(async scope =>
        {
            var post = await scope.Db.WithDutyAsync(officialId, Duties.Edit);
            if (!post.IsOk)
            {
                return Result<Done>.Refused(post.Rejections);
            }

            var officeId = post.Value.OfficeId;
            var campaign = await scope.Db.Set<Campaign>().FirstOrDefaultAsync(row => row.Id == campaignId && row.OfficeId == officeId);
            if (campaign is null)
            {
                return new Rejection("campaign.unknown");
            }

            var before = campaign.Status;
            var ended = await EndAsync(scope, campaign);
            if (ended.IsOk)
            {
                await NoteAsync(scope, CampaignActs.End, officialId, campaign, before);
            }

            return ended;
        });

    private static ActKind Kind(CampaignStatus? before, CampaignStatus after) =>
        before == after ? CampaignActs.Change
        : after == CampaignStatus.Published ? CampaignActs.Publish
        : CampaignActs.Create;

    private static Task NoteAsync(WriteScope scope, ActKind kind, Guid officialId, Campaign campaign, CampaignStatus? before) =>
        ActWriter.NoteAsync(
            scope,
            new(kind.Code, officialId, "campaign", campaign.Id)
            {
                SubjectName = campaign.Title,
                Before = $"{before}",
                After = $"{campaign.Status}",
            }
        );

    /// <summary>Ends the published campaigns whose last day has passed, so that their lots are free for others.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndPastAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                DueKind.ByDay(CampaignExpiryJob.Name, PastCampaigns, (campaignId, _) => EndPastAsync(campaignId)) with
                {
                    Past = ["campaign.moved"],
                },
                stop
            )
        ).Done;

    private static IQueryable<DueDay> PastCampaigns(MarketDb db, DateTime now)
    {
        var today = ChinaTime.Day(now);
        return db.Set<Campaign>()
            .Where(campaign => campaign.Status == CampaignStatus.Published && campaign.EndsOn < today)
            .Select(campaign => new DueDay { On = campaign.EndsOn, Id = campaign.Id });
    }

    private Task<Result<Done>> EndPastAsync(Guid campaignId) =>
        writer.RunWhenThereIsRoomAsync(async scope =>
        {
            var campaign = await scope.Db.Set<Campaign>().SingleAsync(row => row.Id == campaignId);

            // An official may have ended it meanwhile, or moved its last day.
            return campaign.Status == CampaignStatus.Published && campaign.EndsOn >= ChinaTime.Day(scope.Now)
                ? new Rejection("campaign.moved")
                : await EndAsync(scope, campaign);
        });

    private static async Task<Result<Done>> EndAsync(WriteScope scope, Campaign campaign)
    {
        var closed = campaign.Move(CampaignAction.Close, scope.Now);
        if (closed.IsOk)
        {
            foreach (var lot in await scope.Db.Set<Lot>().Where(lot => lot.CampaignId == campaign.Id).ToListAsync())
            {
                lot.OfferIn(null);
            }

            await scope.Db.SaveChangesAsync();
            AnnounceLots(scope);
        }

        return closed;
    }

    /// <summary>Makes a campaign public, if it is not yet, and its lots exactly the wanted ones.</summary>
    private static async Task<Result<Guid>> OfferAsync(WriteScope scope, Campaign campaign, List<Lot> lots, List<Lot> wanted)
    {
        if (campaign.Status == CampaignStatus.Draft)
        {
            var published = campaign.Move(CampaignAction.Publish, scope.Now);
            if (!published.IsOk)
            {
                return Result<Guid>.Refused(published.Rejections);
            }
        }

        campaign.DraftLotIds = [];
        // The row comes first: the lots point at it.
        if (!await scope.TrySaveEditAsync())
        {
            return new Rejection("edit.changed");
        }

        foreach (var lot in lots)
        {
            var offered = lot.OfferIn(wanted.Contains(lot) ? campaign.Id : null);
            if (!offered.IsOk)
            {
                return Result<Guid>.Refused(offered.Rejections);
            }
        }

        return await StoreAsync(scope, campaign.Id);
    }

    private static async Task<Result<Guid>> StoreAsync(WriteScope scope, Guid campaignId)
    {
        if (!await scope.TrySaveEditAsync())
        {
            return new Rejection("edit.changed");
        }

        AnnounceLots(scope);
        return campaignId;
    }

    /// <summary>Its lots, and with them its figures and what its own schemes pay for, may be others now.</summary>
    private static void AnnounceLots(WriteScope scope)
    {
        scope.Announce(new LiveSignal(OrderTopics.CampaignSales, scope.Now));
        scope.Announce(new LiveSignal(FundTopics.Grants, scope.Now));
    }
}
