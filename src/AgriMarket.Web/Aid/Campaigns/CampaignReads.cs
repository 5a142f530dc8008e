using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Aid.Campaigns;

/// <summary>A campaign with how far it has come.</summary>
public sealed record CampaignSummary(Campaign Campaign, CampaignFigures Figures);

/// <summary>A page of campaigns.</summary>
/// <param name="Number">From 1.</param>
public sealed record CampaignList(IReadOnlyList<CampaignSummary> Campaigns, int Number, int Pages);

/// <summary>Everything the page of a campaign shows.</summary>
/// <param name="Fund">The fund that pays for it, with those of its schemes that do; null for none.</param>
public sealed record CampaignView(CampaignSummary Summary, FundOverview? Fund, IReadOnlyList<LotView> Lots);

/// <summary>Reads of campaigns for pages.</summary>
public sealed class CampaignReads(IDbContextFactory<MarketDb> contexts, LotReads lots, TimeProvider clock)
{
    public const int PageSize = 12;
    public const int BackofficePageSize = 20;
    private const int MostRunning = 50;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => ChinaTime.Day(Now);

    /// <summary>
    /// Public campaigns: running ones first, then upcoming, then ended; in each group those that end soonest, or ended last.
    /// </summary>
    public async Task<CampaignList> PublicAsync(int page)
    {
        var today = Today;
        await using var db = await contexts.CreateDbContextAsync();
        return await ListAsync(
            db,
            db.Set<Campaign>()
                .AsNoTracking()
                .Where(campaign => campaign.Status != CampaignStatus.Draft)
                .OrderBy(campaign =>
                    campaign.Status == CampaignStatus.Closed || campaign.EndsOn < today ? 2
                    : campaign.StartsOn > today ? 1
                    : 0
                )
                .ThenBy(campaign =>
                    campaign.Status == CampaignStatus.Closed || campaign.EndsOn < today ? DateOnly.MinValue : campaign.EndsOn
                )
                .ThenByDescending(campaign => campaign.EndsOn)
                .ThenBy(campaign => campaign.Id),
            page,
            PageSize
        );
    }

    /// <summary>
    /// For the back office: the campaigns of the official's office, drafts too, then the public ones of others; the newest first.
    /// </summary>
    public async Task<CampaignList> OwnFirstAsync(Guid officialId, int page)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var officeId = (await db.OfficeOfAsync(officialId))?.OfficeId;
        return await ListAsync(
            db,
            db.Set<Campaign>()
                .AsNoTracking()
                .Where(campaign => campaign.OfficeId == officeId || campaign.Status != CampaignStatus.Draft)
                .OrderBy(campaign => campaign.OfficeId == officeId ? 0 : 1)
                .ThenByDescending(campaign => campaign.StartsOn)
                .ThenBy(campaign => campaign.Id),
            page,
            BackofficePageSize
        );
    }

    /// <summary>The campaigns that run today, those that end soonest first.</summary>
    public async Task<IReadOnlyList<CampaignSummary>> RunningAsync()
    {
        var today = Today;
        await using var db = await contexts.CreateDbContextAsync();
        var running = await db.Set<Campaign>()
            .AsNoTracking()
            .Where(campaign => campaign.Status == CampaignStatus.Published && campaign.StartsOn <= today && campaign.EndsOn >= today)
            .OrderBy(campaign => campaign.EndsOn)
            .ThenBy(campaign => campaign.Id)
            .Take(MostRunning)
            .ToListAsync();
        return await SummariesAsync(db, running);
    }

    /// <summary>
    /// What campaigns have set themselves for each of these days: the target of each that runs then, spread evenly over its
    /// days. One that was closed counts no more.
    /// </summary>
    public async Task<IReadOnlyDictionary<DateOnly, long>> DailyTargetsAsync(DateOnly first, DateOnly last)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var campaigns = await db.Set<Campaign>()
            .Where(campaign => campaign.Status == CampaignStatus.Published && campaign.StartsOn <= last && campaign.EndsOn >= first)
            .Select(campaign => new
            {
                campaign.StartsOn,
                campaign.EndsOn,
                campaign.TargetGrams,
            })
            .ToListAsync();
        return Enumerable
            .Range(0, last.DayNumber - first.DayNumber + 1)
            .Select(first.AddDays)
            .ToDictionary(
                day => day,
                day =>
                    campaigns
                        .Where(campaign => campaign.StartsOn <= day && day <= campaign.EndsOn)
                        .Sum(campaign => campaign.TargetGrams / (campaign.EndsOn.DayNumber - campaign.StartsOn.DayNumber + 1))
            );
    }

    /// <summary>A public campaign, or a draft for the officials of its office; null for everybody else.</summary>
    /// <param name="destinationCode">Where its lots are to go; null where nobody says.</param>
    public async Task<CampaignView?> FindAsync(Guid campaignId, Guid? readerId, string? destinationCode = null)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var officeId = readerId is { } reader ? (await db.OfficeOfAsync(reader))?.OfficeId : null;
        var campaign = await db.Set<Campaign>()
            .AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == campaignId && (row.Status != CampaignStatus.Draft || row.OfficeId == officeId));
        return campaign is null
            ? null
            : new CampaignView(
                (await SummariesAsync(db, [campaign]))[0],
                campaign.FundId is { } fundId ? await FundAsync(db, fundId, campaignId, Now) : null,
                await lots.ShowAsync(db, [.. (await LotsAsync(db, campaign)).Where(lot => lot.IsOnSale(Today))], Now, destinationCode)
            );
    }

    /// <summary>A campaign with its lots, to be edited; null when the official's office has none such, or it is not their duty.</summary>
    public async Task<(Campaign Campaign, IReadOnlyList<Lot> Lots)?> OwnAsync(Guid campaignId, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var post = await db.WithDutyAsync(officialId, Duties.Edit);
        if (!post.IsOk)
        {
            return null;
        }

        var officeId = post.Value.OfficeId;
        var campaign = await db.Set<Campaign>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == campaignId && row.OfficeId == officeId);
        return campaign is null ? null : (campaign, await LotsAsync(db, campaign));
    }

    /// <summary>The official's office, whose region a new campaign proposes as its place; null for who has none (any more).</summary>
    public async Task<OfficePost?> OfficeAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.OfficeOfAsync(officialId);
    }

    private static async Task<IReadOnlyList<Lot>> LotsAsync(MarketDb db, Campaign campaign)
    {
        var draft = campaign.DraftLotIds;
        return await db.Set<Lot>()
            .AsNoTracking()
            .Where(lot => lot.CampaignId == campaign.Id || draft.Contains(lot.Id))
            .OrderBy(lot => lot.Status)
            .ThenBy(lot => lot.BestBeforeOn)
            .ThenBy(lot => lot.Id)
            .Take(Campaign.MaxLots)
            .ToListAsync();
    }

    private static async Task<FundOverview?> FundAsync(MarketDb db, Guid fundId, Guid campaignId, DateTime now) =>
        await db.FundOverviewsAsync(funds => funds.Where(fund => fund.Id == fundId && fund.Status == FundStatus.Open), now) is [var fund]
            ? fund with
            {
                Schemes = [.. fund.Schemes.Where(row => row.Scheme.CampaignId is null || row.Scheme.CampaignId == campaignId)],
            }
            : null;

    private static async Task<CampaignList> ListAsync(MarketDb db, IQueryable<Campaign> campaigns, int page, int size)
    {
        var pages = (int)Math.Max(1, Rounding.StepsUp(await campaigns.CountAsync(), size));
        var shown = Math.Clamp(page, 1, pages);
        return new CampaignList(await SummariesAsync(db, await campaigns.Skip((shown - 1) * size).Take(size).ToListAsync()), shown, pages);
    }

    private static async Task<IReadOnlyList<CampaignSummary>> SummariesAsync(MarketDb db, IReadOnlyList<Campaign> campaigns)
    {
        var figures = (await db.FiguresAsync([.. campaigns.Select(campaign => campaign.Id)])).ToDictionary(row => row.CampaignId);
        return [.. campaigns.Select(campaign => new CampaignSummary(campaign, figures[campaign.Id]))];
    }
}
