using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// An institution in Guiyang and two farmers of one county for tests of matching. Each deal has produce of its own, so that one
/// test's demands find no other test's lots.
/// </summary>
internal sealed class MatchingFixture
{
    private readonly MarketApp market;
    private readonly string produce;

    private MatchingFixture(MarketApp market, OrderFixture trade, Guid institution, string produce) =>
        (this.market, Trade, Institution, this.produce) = (market, trade, institution, produce);

    public static Address Canteen { get; } = new("食堂 王师傅", "13900000000", "520103", "宝山北路 1 号");

    public OrderFixture Trade { get; }

    public Guid Institution { get; }

    /// <summary>One farmer of the county; the other is <see cref="Other"/>.</summary>
    public Guid Farmer => Trade.Farmer;

    public Guid Other => Trade.Stranger;

    public DemandService Demands => market.Services.GetRequiredService<DemandService>();

    public ProposalService Proposals => market.Services.GetRequiredService<ProposalService>();

    public MatchService Matching => market.Services.GetRequiredService<MatchService>();

    public BulkTermsService BulkTerms => market.Services.GetRequiredService<BulkTermsService>();

    public MatchDrafts Board => market.Services.GetRequiredService<MatchDrafts>();

    public DemandTerms Terms => TermsFor(produce, Trade.Today);

    public static DemandTerms TermsFor(string produce, DateOnly today) =>
        new()
        {
            Spec = ProduceSpec.For(produce),
            Grams = 400_000,
            From = today.AddDays(2),
            To = today.AddDays(9),
            HighestFenPerKg = 1_500,
            HasColdChain = true,
            ShipTo = Canteen,
        };

    public static async Task<MatchingFixture> OpenAsync(MarketApp market, string produce, string county = OrderFixture.Leishan)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var deals = new MatchingFixture(market, trade, Guid.CreateVersion7(), produce);
        await deals.ConfirmAsync(deals.Institution, MemberRole.Institution, "第一食堂");
        return deals;
    }

    /// <summary>A lot at 3.80 yuan the 斤.</summary>
    public async Task<Guid> ListAsync(long grams, Guid? farmerId = null, string household = "")
    {
        await Trade.ConfirmFarmerAsync(farmerId ?? Farmer, Trade.County);
        var listed = await Trade.Lots.ListAsync(
            Trade.Offer(grams) with
            {
                FarmerId = farmerId ?? Farmer,
                ProduceCode = produce,
                Household = household,
            }
        );
        Assert.Empty(listed.Rejections);
        return listed.Value;
    }

    public async Task<Guid> PostAsync(DemandTerms? terms = null)
    {
        var posted = await Demands.PostAsync(Guid.CreateVersion7(), Institution, terms ?? Terms);
        Assert.Empty(posted.Rejections);
        return posted.Value;
    }

    /// <summary>A run, and what of it was proposed for a demand.</summary>
    public async Task<IReadOnlyList<Proposal>> RunAsync(Guid demandId)
    {
        var run = await Matching.RunAsync(RunTrigger.Schedule);
        await using var db = Trade.Db();
        return await db.Set<Proposal>()
            .AsNoTracking()
            .Include(row => row.Parts)
            .Where(row => row.RunId == run.Id && row.DemandId == demandId)
            .OrderBy(row => row.Id)
            .ToListAsync();
    }

    /// <summary>Each farmer accepts his parts, and the institution the whole.</summary>
    public async Task AcceptAsync(Proposal proposal)
    {
        Assert.True((await Proposals.AnswerByInstitutionAsync(proposal.Id, proposal.InstitutionId, accept: true)).IsOk);
        foreach (var his in proposal.Parts.GroupBy(part => part.FarmerId))
        {
            Assert.True(
                (await Proposals.AnswerByFarmerAsync(proposal.Id, his.Key, [.. his.Select(part => part.LotId)], accept: true)).IsOk
            );
        }
    }

    public async Task<Proposal> ReadAsync(Guid proposalId)
    {
        await using var db = Trade.Db();
        return await db.Set<Proposal>().AsNoTracking().Include(row => row.Parts).SingleAsync(row => row.Id == proposalId);
    }

    public async Task<AgriMarket.Domain.Orders.Order?> OrderAsync(Guid proposalId)
    {
        await using var db = Trade.Db();
        return await db.Set<AgriMarket.Domain.Orders.Order>()
            .AsNoTracking()
            .Include(row => row.Lines)
            .Include(row => row.Parcels)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Id == proposalId);
    }

    public Task<Result<Done>> PayAsync(Guid orderId) =>
        Trade.Bank.FinishAsync(orderId, Institution, AgriMarket.Web.Money.Payments.Incoming.SandboxOutcome.Succeed);

    /// <summary>The institution is one no longer: who decided is no member, of whose decision the register would have an entry.</summary>
    public async Task RevokeAsync()
    {
        await using var db = Trade.Db();
        var application = await db.Set<RoleApplication>().SingleAsync(row => row.MemberId == Institution);
        Assert.True(
            application
                .Decide(
                    ApplicationAction.Revoke,
                    Guid.CreateVersion7(),
                    [MemberRole.Administrator],
                    null,
                    market.Clock.GetUtcNow().UtcDateTime,
                    "单位已撤销"
                )
                .IsOk
        );
        await db.SaveChangesAsync();
    }

    private async Task ConfirmAsync(Guid memberId, MemberRole role, string name)
    {
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await using var db = Trade.Db();
        db.Add(
            new Member
            {
                Id = memberId,
                UserName = memberId.ToString(),
                NormalizedUserName = memberId.ToString(),
                DisplayName = name,
                JoinedAt = now,
            }
        );
        await db.SaveChangesAsync();
        db.AddConfirmed(memberId, role, name, "520103", now);
        await db.SaveChangesAsync();
    }
}
