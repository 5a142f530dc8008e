using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Lots;

/// <summary>From where goods may be said to come: public money follows it.</summary>
public sealed class LotOriginsTests(MarketApp market) : IClassFixture<MarketApp>
{
    /// <summary>西吉县, one of the 52 counties under special supervision.</summary>
    private const string Supervised = "640422";

    private static readonly string[] ThreeCounties = ["522633", "522632", "522634"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RoleService Roles => market.Services.GetRequiredService<RoleService>();

    [Fact]
    public async Task AFarmerOfOneCountyListsFromNoOther()
    {
        var trade = await OrderFixture.OpenAsync(market, "522631");

        var listed = await trade.Lots.ListAsync(trade.Offer(50_000) with { OriginCode = Supervised });

        Assert.Equal(("lot.origin-unconfirmed", "OriginCode"), Refusal(listed));
    }

    [Fact]
    public async Task WhoHasNoConfirmationListsNothing()
    {
        var trade = await OrderFixture.OpenAsync(market, "522631");

        var listed = await trade.Lots.ListAsync(trade.Offer(50_000) with { FarmerId = trade.Buyer });

        Assert.Equal(("lot.not-seller", null), Refusal(listed));
    }

    [Fact]
    public async Task AnAgentOfThreeCountiesListsFromEachOnceItIsConfirmed()
    {
        var trade = await OrderFixture.OpenAsync(market, "522630");
        foreach (var county in ThreeCounties)
        {
            var offer = trade.Offer(50_000) with { FarmerId = trade.Stranger, OriginCode = county, Village = "大塘村", Household = "吴老" };
            var application = await ApplyAsync(trade, county);
            Assert.False((await trade.Lots.ListAsync(offer)).IsOk);

            await DecideAsync(trade, application, ApplicationAction.Confirm);

            Assert.True((await trade.Lots.ListAsync(offer)).IsOk);
            Assert.Equal(
                ("lot.village-unconfirmed", "Village"),
                Refusal(await trade.Lots.ListAsync(offer with { Id = Guid.CreateVersion7(), Village = "别村" }))
            );
        }
    }

    [Fact]
    public async Task WhatARevocationLeavesWithoutAConfirmationGoesOffSale()
    {
        var trade = await OrderFixture.OpenAsync(market, "522629");
        var (kept, taken) = (await ApplyAsync(trade, "522629"), await ApplyAsync(trade, "522628"));
        await DecideAsync(trade, kept, ApplicationAction.Confirm);
        await DecideAsync(trade, taken, ApplicationAction.Confirm);
        var lots = new List<Guid>();
        foreach (var county in new[] { "522629", "522628" })
        {
            var offer = trade.Offer(50_000) with { FarmerId = trade.Stranger, OriginCode = county, Household = "吴老" };
            lots.Add((await trade.Lots.ListAsync(offer)).Value);
        }

        await DecideAsync(trade, taken, ApplicationAction.Revoke);

        Assert.Equal(LotStatus.Open, (await trade.LotAsync(lots[0])).Status);
        Assert.Equal(LotStatus.Closed, (await trade.LotAsync(lots[1])).Status);
        Assert.Equal("lot.off-sale", (await trade.Orders.PlaceAsync(trade.Intent(lots[1], 500))).Rejections[0].Code);
        await using var db = trade.Db();
        await InvariantAssert.AssertHoldAsync(db);
    }

    [Fact]
    public async Task AVillageIsNamedOnlyAsLongAsItIsConfirmed()
    {
        var trade = await OrderFixture.OpenAsync(market, "522627");
        var (first, later) = (await ApplyAsync(trade, "522627", "大塘村"), await ApplyAsync(trade, "522626", "羊排村"));
        await DecideAsync(trade, first, ApplicationAction.Confirm);
        await DecideAsync(trade, later, ApplicationAction.Confirm);
        var more = await ApplyAsync(trade, "522627", "羊排村");
        await DecideAsync(trade, more, ApplicationAction.Confirm);
        var lots = new Dictionary<string, Guid>();
        foreach (var village in new[] { "大塘村", "羊排村", "" })
        {
            var offer = trade.Offer(50_000) with { FarmerId = trade.Stranger, Village = village, Household = "吴老" };
            lots[village] = (await trade.Lots.ListAsync(offer)).Value;
        }

        await DecideAsync(trade, more, ApplicationAction.Revoke);

        Assert.Equal(LotStatus.Open, (await trade.LotAsync(lots["大塘村"])).Status);
        Assert.Equal(LotStatus.Open, (await trade.LotAsync(lots[""])).Status);
        Assert.Equal(LotStatus.Closed, (await trade.LotAsync(lots["羊排村"])).Status);
    }

    [Fact]
    public async Task VerifyNamesALotOnSaleWhoseConfirmationIsGone()
    {
        var trade = await OrderFixture.OpenAsync(market, "522625");
        var lotId = await trade.ListAsync(50_000);
        await using var db = trade.Db();
        await using var damage = await db.Database.BeginTransactionAsync(Cancel);
        await db.Set<RoleApplication>()
            .Where(row => row.MemberId == trade.Farmer)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.RegionCode, Supervised), Cancel);

        var found = await InvariantAssert.Rules.FindAsync(db, Cancel).Select(finding => finding.ToString()).ToListAsync(Cancel);

        Assert.Contains(lotId.ToString(), Assert.Single(found), StringComparison.Ordinal);
    }

    private async Task<Guid> ApplyAsync(OrderFixture trade, string county, string villages = "大塘村、羊排村")
    {
        var request = new RoleRequest(Guid.CreateVersion7(), trade.Stranger, MemberRole.Agent, "代办点", county, "")
        {
            Villages = villages,
        };
        Assert.Empty((await Roles.ApplyAsync(request)).Rejections);
        return request.Id;
    }

    private async Task DecideAsync(OrderFixture trade, Guid application, ApplicationAction action) =>
        Assert.Empty((await Roles.DecideAsync(application, action, "核实过", await trade.AdministratorAsync())).Rejections);

    private static (string, string?) Refusal(Result<Guid> listed) => (listed.Rejections.Single().Code, listed.Rejections.Single().Field);
}
