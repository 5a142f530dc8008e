using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.OrderViews;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>
/// A co-operative of three households and a farmer whom a run has proposed to a canteen. Each bargain has produce of its own, so
/// that one test's demands find no other test's lots.
/// </summary>
internal sealed class ProposalFixture
{
    /// <summary>Each parcel has a number of its own.</summary>
    private static int lastNumber = 20_350_718;

    private static readonly Address Canteen = new("食堂 王师傅", "13900000000", "310104", "天平路 1 号");

    private readonly JourneyFixture fixture;

    private ProposalFixture(JourneyFixture fixture, Player cooperative, Player farmer, Player institution) =>
        (this.fixture, Cooperative, Farmer, Institution) = (fixture, cooperative, farmer, institution);

    public Player Cooperative { get; }

    public Player Farmer { get; }

    public Player Institution { get; }

    public Guid LotId { get; private set; }

    public Guid ProposalId { get; private set; }

    public string Path => $"/proposals/{ProposalId}";

    public static async Task<ProposalFixture> OpenAsync(JourneyFixture fixture, string produce)
    {
        var bargain = new ProposalFixture(
            fixture,
            await fixture.JoinAsync("高山蔬菜合作社", MemberRole.Cooperative),
            await fixture.JoinAsync("马兰花", MemberRole.Farmer),
            await fixture.JoinAsync("徐汇区中小学营养配餐中心", MemberRole.Institution)
        );
        foreach (var household in new[] { "马家", "白家", "苏家" })
        {
            bargain.LotId = await bargain.ListAsync(bargain.Cooperative, produce, household, 80_000);
        }

        await bargain.ListAsync(bargain.Farmer, produce, "", 160_000);
        var demandId = await bargain.PostAsync(produce, 400_000, 1_200);
        await fixture.Get<MatchService>().RunAsync(RunTrigger.Schedule);
        bargain.ProposalId = await fixture.ReadAsync(db =>
            db.Set<Proposal>().Where(proposal => proposal.DemandId == demandId).Select(proposal => proposal.Id).SingleAsync()
        );

        // What else was considered: one that fits as well, and one that pays too little.
        await bargain.PostAsync(produce, 100_000, 1_100);
        await bargain.PostAsync(produce, 100_000, 500);
        return bargain;
    }

    /// <summary>Everybody accepts: it is an order that waits for its payment.</summary>
    public async Task AcceptAsync()
    {
        var parts = await fixture.ReadAsync(db =>
            db.Set<ProposalPart>().AsNoTracking().Where(part => part.ProposalId == ProposalId).ToListAsync()
        );
        foreach (var his in parts.GroupBy(part => part.FarmerId))
        {
            Assert.Empty(
                (
                    await fixture
                        .Get<ProposalService>()
                        .AnswerByFarmerAsync(ProposalId, his.Key, [.. his.Select(part => part.LotId)], accept: true)
                ).Rejections
            );
        }

        Assert.Empty((await fixture.Get<ProposalService>().AnswerByInstitutionAsync(ProposalId, Institution.Id, accept: true)).Rejections);
    }

    /// <summary>It is paid, and the farmer has sent his part.</summary>
    public async Task PayAndSendOneAsync()
    {
        Assert.Empty((await fixture.Get<SandboxBank>().FinishAsync(ProposalId, Institution.Id, SandboxOutcome.Succeed)).Rejections);
        var parcel = (await fixture.Get<FarmOrderReads>().ParcelsAsync(ProposalId, Farmer.Id)).Single();
        Assert.Empty(
            (
                await fixture.Get<OrderService>().ShipAsync(parcel.Id, Farmer.Id, "德邦物流", $"DP{Interlocked.Increment(ref lastNumber)}")
            ).Rejections
        );
    }

    private async Task<Guid> ListAsync(Player seller, string produce, string household, long grams)
    {
        var listed = await fixture
            .Get<LotService>()
            .ListAsync(
                new ListingIntent(
                    Guid.CreateVersion7(),
                    seller.Id,
                    seller.Name,
                    household,
                    produce,
                    "",
                    JourneyFixture.Xiji,
                    "",
                    SaleKind.Loose,
                    500,
                    180,
                    grams,
                    fixture.Today,
                    fixture.Today.AddDays(30)
                )
            );
        Assert.Empty(listed.Rejections);
        return listed.Value;
    }

    private async Task<Guid> PostAsync(string produce, long grams, long highestFenPerKg)
    {
        var posted = await fixture
            .Get<DemandService>()
            .PostAsync(
                Guid.CreateVersion7(),
                Institution.Id,
                new DemandTerms
                {
                    Spec = ProduceSpec.For(produce),
                    Grams = grams,
                    From = fixture.Today.AddDays(2),
                    To = fixture.Today.AddDays(9),
                    HighestFenPerKg = highestFenPerKg,
                    HasColdChain = true,
                    ShipTo = Canteen,
                    Note = "请分袋装，每袋不超过 25 公斤",
                }
            );
        Assert.Empty(posted.Rejections);
        return posted.Value;
    }
}
