using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Demands;

/// <summary>The pages of demands as a browser first gets them.</summary>
public sealed class DemandPagesTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FarmFixture Scene => new(market);

    [Fact]
    public async Task ADemandIsThereForItsInstitutionOnly()
    {
        var (owner, stranger, farmer) = (
            await Scene.JoinAsync(MemberRole.Institution),
            await Scene.JoinAsync(MemberRole.Institution),
            await Scene.JoinAsync(MemberRole.Farmer)
        );
        var id = await PostAsync(owner);
        foreach (var path in new[] { $"/demands/{id}", $"/demands/{id}/edit" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(owner, path));
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, path));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(farmer, path));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(farmer, "/demands"));
    }

    [Fact]
    public async Task AnEmptyListSaysWhatToDoAndAFullOneShowsHowFarEachHasCome()
    {
        var owner = await Scene.JoinAsync(MemberRole.Institution);
        Assert.Contains("还没有求购", await ReadAsync(owner, "/demands"), StringComparison.Ordinal);

        var id = await PostAsync(owner);
        var page = await ReadAsync(owner, "/demands");
        Assert.Contains($"href=\"/demands/{id}\"", page, StringComparison.Ordinal);
        Assert.Contains("任意叶菜", page, StringComparison.Ordinal);
        Assert.Contains("已订 0 公斤，待答复 0 公斤，还缺 400 公斤", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryLotOfWhatIsWantedIsListedWithItsTermsOrTheReasonWhyNot()
    {
        var (owner, farmer) = (await Scene.JoinAsync(MemberRole.Institution), await Scene.JoinAsync(MemberRole.Farmer));
        var lotId = await Scene.ListAsync(farmer);
        var potatoes = Terms() with { Spec = ProduceSpec.For(FarmFixture.Potato), Grams = 50_000 };
        var (fits, tooCheap) = (await PostAsync(owner, potatoes), await PostAsync(owner, potatoes with { HighestFenPerKg = 410 }));

        var page = await ReadAsync(owner, $"/demands/{fits}");
        Assert.Contains($"href=\"/lots/{lotId}\"", page, StringComparison.Ordinal);
        Assert.Contains("农户 ¥", page, StringComparison.Ordinal);
        page = await ReadAsync(owner, $"/demands/{tooCheap}");
        Assert.Contains("其中 0 批符合条件", page, StringComparison.Ordinal);
        Assert.Contains("¥4.10", page, StringComparison.Ordinal);

        var considered = (await Scene.Get<ConsideredLots>().OfAsync((await Scene.Get<DemandReads>().FindAsync(fits, owner.Id))!))!;
        var terms = Assert.Single(considered.Lots, one => one.Lot.Id == lotId).Judged.Value;
        Assert.True(terms.FarmFenPerKg + terms.Way.MostFenPerKg <= potatoes.HighestFenPerKg);
    }

    [Fact]
    public async Task AProposalIsShownWithWhoIsToAnswerAndThenAsItsOrder()
    {
        var (owner, farmer) = (await Scene.JoinAsync(MemberRole.Institution), await Scene.JoinAsync(MemberRole.Farmer));
        await Scene.ListAsync(farmer);
        var id = await PostAsync(
            owner,
            Terms() with
            {
                Spec = ProduceSpec.For(FarmFixture.Potato),
                Grams = 50_000,
                HighestFenPerKg = 2_000,
            }
        );
        await Scene.Get<MatchService>().RunAsync(RunTrigger.Schedule);
        var proposal = Assert.Single((await Scene.Get<DemandReads>().DetailAsync(id, owner.Id))!.Proposals).Proposal;
        var page = await ReadAsync(owner, $"/demands/{id}");
        Assert.Contains($"href=\"/proposals/{proposal.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("等您答复", page, StringComparison.Ordinal);
        Assert.Contains("有 1 个对接方案等您答复", await ReadAsync(owner, "/demands"), StringComparison.Ordinal);

        var answers = Scene.Get<ProposalService>();
        Assert.True((await answers.AnswerByInstitutionAsync(proposal.Id, owner.Id, accept: true)).IsOk);
        Assert.Contains("等农户答复", await ReadAsync(owner, $"/demands/{id}"), StringComparison.Ordinal);
        foreach (var his in proposal.Parts.GroupBy(part => part.FarmerId))
        {
            Assert.True((await answers.AnswerByFarmerAsync(proposal.Id, his.Key, [.. his.Select(part => part.LotId)], accept: true)).IsOk);
        }

        page = await ReadAsync(owner, $"/demands/{id}");
        Assert.Contains($"href=\"/orders/{proposal.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains("待付款", page, StringComparison.Ordinal);
        Assert.Contains("已订齐，不再找货", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACampaignLeadsInstitutionsToAnInquiryAndOthersToApplying()
    {
        var (owner, resident) = (await Scene.JoinAsync(MemberRole.Institution), await Scene.JoinAsync());
        var trade = await OrderFixture.OpenAsync(market, OrderFixture.Leishan);
        var campaign = await market.PublishAsync(trade, await trade.ListAsync(50_000));
        Assert.Contains(
            $"href=\"/demands/new?campaign={campaign}\"",
            await ReadAsync(resident, $"/campaigns/{campaign}"),
            StringComparison.Ordinal
        );

        Assert.Contains("只要公益活动", await ReadAsync(owner, $"/demands/new?campaign={campaign}"), StringComparison.Ordinal);
        Assert.Contains(
            "这个活动没有进行",
            await ReadAsync(owner, $"/demands/new?campaign={Guid.CreateVersion7()}"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "href=\"/me/apply?role=Institution\"",
            await ReadAsync(resident, $"/demands/new?campaign={campaign}"),
            StringComparison.Ordinal
        );
        Assert.Contains("href=\"/demands\"", await ReadAsync(owner, "/me"), StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/demands\"", await ReadAsync(resident, "/me"), StringComparison.Ordinal);
    }

    private static DemandTerms Terms() =>
        new()
        {
            Spec = ProduceSpec.For(ProduceGroup.LeafyVegetables),
            Grams = 400_000,
            From = DateOnly.FromDateTime(MarketApp.Start.UtcDateTime).AddDays(2),
            To = DateOnly.FromDateTime(MarketApp.Start.UtcDateTime).AddDays(9),
            HighestFenPerKg = 1_500,
            ShipTo = MatchingFixture.Canteen,
        };

    private async Task<Guid> PostAsync(Member owner, DemandTerms? terms = null)
    {
        var posted = await Scene.Get<DemandService>().PostAsync(Guid.CreateVersion7(), owner.Id, terms ?? Terms());
        Assert.Empty(posted.Rejections);
        return posted.Value;
    }

    private async Task<HttpStatusCode> StatusAsync(Member member, string path)
    {
        using var browser = await Scene.BrowseAsync(member);
        using var answer = await browser.GetAsync(path, Cancel);
        return answer.StatusCode;
    }

    private async Task<string> ReadAsync(Member member, string path)
    {
        using var browser = await Scene.BrowseAsync(member);
        return WebUtility.HtmlDecode(await browser.GetStringAsync(path, Cancel));
    }
}
