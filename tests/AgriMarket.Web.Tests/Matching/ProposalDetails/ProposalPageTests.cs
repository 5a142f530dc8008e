using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.ProposalDetails;

/// <summary>Proposals by the pages' own forms, as a browser without scripts sends them.</summary>
public sealed class ProposalPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string List = "/farm/proposals";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AStrangerFindsNothingAndAVisitorIsAskedToSignIn()
    {
        using var scene = await SceneAsync("TB001");
        using var stranger = (await MemberVisitor.SignedInAsync(market, "stranger1@example.com", MemberRole.Farmer)).Visitor;
        using var official = (await MemberVisitor.SignedInAsync(market, "official1@example.com", MemberRole.Official)).Visitor;
        using var visitor = new MemberVisitor(market);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, scene.Path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, $"/farm/lots/{scene.LotIds[0]}/bulk"));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(visitor, scene.Path));
        var seen = await TextAsync(official, scene.Path);
        Assert.Contains("李家", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Say\"", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFarmerReadsNeitherTheMoneyOfOthersNorTheHighestPrice()
    {
        using var scene = await SceneAsync("TB002");

        var his = await TextAsync(scene.Farmer, scene.Path);
        Assert.Contains("杨家", his, StringComparison.Ordinal);
        Assert.Contains("同车还有 1 户", his, StringComparison.Ordinal);
        Assert.DoesNotContain("李家", his, StringComparison.Ordinal);
        Assert.DoesNotContain("¥15.00", his, StringComparison.Ordinal);
        var all = await TextAsync(scene.Institution, scene.Path);
        Assert.Contains("李家", all, StringComparison.Ordinal);
        Assert.Contains("最高到货价：每公斤 ¥15.00", all, StringComparison.Ordinal);
        Assert.Contains($"/demands/{scene.Proposal.DemandId}", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatElseWasConsideredNamesNobodyAndNoHighestPrice()
    {
        using var scene = await SceneAsync("TB003");
        await scene.Deals.PostAsync(scene.Deals.Terms with { HighestFenPerKg = 1_437, Grams = 100_000 });
        await scene.Deals.PostAsync(scene.Deals.Terms with { HighestFenPerKg = 811, Grams = 100_000 });

        var page = await TextAsync(scene.Farmer, scene.Path);
        Assert.Contains("也合适：您大约能卖", page, StringComparison.Ordinal);
        Assert.Contains("除去运费，给不到您的最低价", page, StringComparison.Ordinal);
        foreach (var secret in new[] { "第一食堂", "14.37", "8.11" })
        {
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AFarmerAnswersOneLotAndThenTheRest()
    {
        using var scene = await SceneAsync("TB004", own: 3);

        Assert.Contains("您的答复已记下", await SayAsync(scene.Farmer, scene.Path, $"refuse:{scene.LotIds[1]}"), StringComparison.Ordinal);
        Assert.Contains("2 批都同意", await TextAsync(scene.Farmer, scene.Path), StringComparison.Ordinal);
        await SayAsync(scene.Farmer, scene.Path, "accept");
        var after = await scene.Deals.ReadAsync(scene.Proposal.Id);
        Assert.Equal(
            [ProposalAnswer.Accepted, ProposalAnswer.Refused, ProposalAnswer.Accepted],
            scene.LotIds.Take(3).Select(lotId => after.Parts.Single(part => part.LotId == lotId).Answer)
        );
        Assert.Contains("已经作了另一", await SayAsync(scene.Farmer, scene.Path, $"accept:{scene.LotIds[1]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheListAsksFirstAndThenSaysWhatBecameOfIt()
    {
        using var scene = await SceneAsync("VG010");
        Assert.Contains("等您答复（1）", await TextAsync(scene.Farmer, List), StringComparison.Ordinal);
        Assert.Contains("有 1 份采购等您答复", await TextAsync(scene.Farmer, "/farm"), StringComparison.Ordinal);

        var said = await SayAsync(scene.Farmer, List, $"accept:{scene.Proposal.Id}");
        Assert.Contains("已同意。双方都同意后", said, StringComparison.Ordinal);
        Assert.Contains("您已同意，等其他人答复", said, StringComparison.Ordinal);
        Assert.DoesNotContain("份采购等您答复", await TextAsync(scene.Farmer, "/farm"), StringComparison.Ordinal);
        Assert.Contains("已经结束", await SayAsync(scene.Farmer, List, $"accept:{scene.Proposal.Id}"), StringComparison.Ordinal);

        await SayAsync(scene.Institution, scene.Path, "refuse");
        Assert.Contains("采购单位没有接受，货照常在卖", await TextAsync(scene.Farmer, List), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoIsAskedNothingIsToldWhatToDo()
    {
        using var farmer = (await MemberVisitor.SignedInAsync(market, "alone1@example.com", MemberRole.Farmer)).Visitor;
        Assert.Contains("还没有单位找您", await TextAsync(farmer, List), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnceBothHaveAcceptedThePageLeadsToTheOrderAndShowsEachShare()
    {
        using var scene = await SceneAsync("VG011");
        await SayAsync(scene.Farmer, scene.Path, "accept");
        Assert.True(
            (await scene.Deals.Proposals.AnswerByFarmerAsync(scene.Proposal.Id, scene.Deals.Other, [scene.LotIds[^1]], accept: true)).IsOk
        );
        await SayAsync(scene.Institution, scene.Path, "accept");

        var order = (await scene.Deals.OrderAsync(scene.Proposal.Id))!;
        var page = await TextAsync(scene.Institution, scene.Path);
        Assert.Contains($"href=\"/orders/{order.Id}\"", page, StringComparison.Ordinal);
        Assert.Contains(AgriMarket.Web.Shell.Reading.Reader.Yuan(order.ToPayFen), page, StringComparison.Ordinal);
        Assert.Contains(AgriMarket.Web.Shell.Reading.Reader.Yuan(order.ShippingFen), page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/farm/orders\"", await TextAsync(scene.Farmer, scene.Path), StringComparison.Ordinal);

        Assert.True(
            (
                await scene.Deals.Trade.Bank.FinishAsync(
                    order.Id,
                    scene.InstitutionId,
                    AgriMarket.Web.Money.Payments.Incoming.SandboxOutcome.Succeed
                )
            ).IsOk
        );
        Assert.Contains("href=\"/farm/orders\"", await TextAsync(scene.Farmer, scene.Path), StringComparison.Ordinal);
        Assert.Contains("零担货运", await TextAsync(scene.Institution, $"/orders/{order.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TermsAreKeptAndWhatIsWrongStaysTyped()
    {
        using var scene = await SceneAsync("VG013");
        var path = $"/farm/lots/{scene.LotIds[0]}/bulk";
        Assert.Contains("placeholder=\"3.80\"", await TextAsync(scene.Farmer, path), StringComparison.Ordinal);

        var wrong = await SendAsync(
            scene.Farmer,
            path,
            "bulk",
            ("Form.Offered", "yes"),
            ("Form.Floor", "四块"),
            ("Form.Smallest", "0.3"),
            ("Form.Grade", "Best")
        );
        Assert.Contains("value=\"四块\"", wrong, StringComparison.Ordinal);
        Assert.Contains("value=\"0.3\"", wrong, StringComparison.Ordinal);
        Assert.Equal(3, wrong.Split("aria-invalid=\"true\"").Length - 1);

        var saved = await SendAsync(
            scene.Farmer,
            path,
            "bulk",
            ("Form.Offered", "no"),
            ("Form.Floor", "4.2"),
            ("Form.Smallest", ""),
            ("Form.Grade", "First")
        );
        Assert.Contains("已保存", saved, StringComparison.Ordinal);
        var kept = (await market.Services.GetRequiredService<BulkTermsService>().FindAsync(scene.LotIds[0], scene.FarmerId))!.Terms!;
        Assert.Equal(
            (false, 420L, 500L, (ProduceGrade?)ProduceGrade.First),
            (kept.IsOffered, kept.FloorUnitFen, kept.SmallestGrams, kept.Grade)
        );
        Assert.Contains("value=\"4.20\"", await TextAsync(scene.Farmer, path), StringComparison.Ordinal);
    }

    /// <summary>A farmer with some lots of 杨家, another with one of 李家, and an institution, with what a run proposes to them.</summary>
    private async Task<Scene> SceneAsync(string produce, int own = 1)
    {
        var deals = await MatchingFixture.OpenAsync(market, produce);
        var (farmer, farmerId) = await MemberVisitor.SignedInAsync(market, $"f{produce}@example.com", MemberRole.Farmer);
        var (institution, institutionId) = await MemberVisitor.SignedInAsync(market, $"i{produce}@example.com", MemberRole.Institution);
        var lotIds = new List<Guid>();
        for (var i = 0; i < own; i++)
        {
            lotIds.Add(await deals.ListAsync(100_000, farmerId, "杨家"));
        }

        lotIds.Add(await deals.ListAsync(150_000, deals.Other, "李家"));
        var posted = await deals.Demands.PostAsync(
            Guid.CreateVersion7(),
            institutionId,
            deals.Terms with
            {
                Grams = own * 100_000 + 150_000,
            }
        );
        Assert.Empty(posted.Rejections);
        return new(deals, farmer, farmerId, institution, institutionId, lotIds, Assert.Single(await deals.RunAsync(posted.Value)));
    }

    private static Task<string> SayAsync(MemberVisitor visitor, string path, string words) =>
        SendAsync(visitor, path, "answer", ("Say", words));

    private static async Task<string> SendAsync(
        MemberVisitor visitor,
        string path,
        string form,
        params (string Name, string Value)[] fields
    )
    {
        using var answer = await visitor.SendAsync(path, form, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<HttpStatusCode> StatusAsync(MemberVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        return answer.StatusCode;
    }

    private static async Task<string> TextAsync(MemberVisitor visitor, string path)
    {
        using var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private sealed record Scene(
        MatchingFixture Deals,
        MemberVisitor Farmer,
        Guid FarmerId,
        MemberVisitor Institution,
        Guid InstitutionId,
        IReadOnlyList<Guid> LotIds,
        Proposal Proposal
    ) : IDisposable
    {
        public string Path => $"/proposals/{Proposal.Id}";

        public void Dispose()
        {
            Farmer.Dispose();
            Institution.Dispose();
        }
    }
}
