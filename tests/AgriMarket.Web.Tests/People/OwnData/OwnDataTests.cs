using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Orders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.OwnData;

/// <summary>What is kept of a member: they may have it, and have it made nobody's.</summary>
public sealed class OwnDataTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private readonly MarketApp market = api.App;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMemberTakesTheirDataAlongAndNobodyElses()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "17700007771");
        var order = await OrderAsync(id);
        await OrderAsync(await MemberVisitor.EnrolAsync(market, "17700007772"));
        using (visitor)
        {
            using var answer = await visitor.PostAsync("/me/data", ("__RequestVerificationToken", await visitor.TokenAsync("/me/account")));
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
            await using var json = await zip.GetEntry("data.json")!.OpenAsync(Cancel);
            var data = await JsonSerializer.DeserializeAsync<JsonElement>(json, cancellationToken: Cancel);

            Assert.Equal("17700007771", data.GetProperty("account")[0].GetProperty("mobile").GetString());
            var kept = Assert.Single(data.GetProperty("orders").EnumerateArray());
            Assert.Equal(
                (Order.NumberOf(order), "王小明"),
                (kept.GetProperty("number").GetString(), kept.GetProperty("ship_to_name").GetString())
            );
            using var csv = new StreamReader(await zip.GetEntry("orders.csv")!.OpenAsync(Cancel));
            var orders = await csv.ReadToEndAsync(Cancel);
            Assert.Contains("王府井大街 1 号", orders, StringComparison.Ordinal);
            // Digits alone, and yet no number.
            Assert.Contains(",'110101,", orders, StringComparison.Ordinal);
        }

        using var stranger = new MemberVisitor(market);
        using var refused = await stranger.PostAsync("/me/data", ("__RequestVerificationToken", await stranger.TokenAsync("/sign-in")));
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
    }

    [Fact]
    public async Task AClosedAccountIsNobodysAndItsOrdersAndBooksStay()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "17700007773");
        var order = await OrderAsync(id);
        Assert.Equal("order.close-open", await CloseAsync(id, MemberVisitor.Password));
        Assert.True((await market.Services.GetRequiredService<OrderService>().CancelAsync(order, id)).IsOk);
        Assert.Equal("member.password-wrong", await CloseAsync(id, "something else"));
        using (visitor)
        {
            using var closed = await visitor.SendAsync("/me/close", "close", ("Form.Password", MemberVisitor.Password));
            Assert.Equal("/", visitor.Landing(closed));
            using var me = await visitor.GetAsync("/me");
            Assert.Equal(HttpStatusCode.Redirect, me.StatusCode);
        }

        await using var db = OrderFixture.Db(market);
        var (member, kept) = (
            await db.Set<Member>().SingleAsync(row => row.Id == id, Cancel),
            await db.Set<Order>().SingleAsync(row => row.Id == order, Cancel)
        );
        Assert.Equal((Member.ClosedName, null, null), (member.DisplayName, member.VerifiedMobile, member.PhoneNumber));
        Assert.Equal((Member.ClosedName, "", ""), (kept.ShipTo.Name, kept.ShipTo.Mobile, kept.ShipTo.Street));
        Assert.True(kept.GoodsFen > 0 && kept.BuyerId == id);

        // The login is free for whoever has the number now, and they find nothing of the one before.
        var next = await MemberVisitor.EnrolAsync(market, "17700007773");
        Assert.NotEqual(id, next);
    }

    [Fact]
    public void ATableHasTheNewestRowsUpToTheBound() =>
        Assert.Equal(
            PersonalTable.MostRows,
            PersonalTable.Of("rows", Enumerable.Range(0, PersonalTable.MostRows + 1), ("row", row => row)).Rows.Count
        );

    [Fact]
    public async Task EveryModuleErasesWhatItKeeps()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700007775");
        Assert.Equal("", await CloseAsync(id, MemberVisitor.Password));

        await using var db = OrderFixture.Db(market);
        foreach (var module in market.Services.GetServices<IPersonalData>())
        {
            var kept = JsonSerializer.Serialize(await module.ReadAsync(db, id));
            Assert.DoesNotContain("17700007775", kept, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task WhoeverHoldsARoleGivesItBackFirst() =>
        Assert.Equal(
            "member.close-role",
            await CloseAsync(await MemberVisitor.EnrolAsync(market, "17700007774", MemberRole.Farmer), MemberVisitor.Password)
        );

    private async Task<Guid> OrderAsync(Guid buyer)
    {
        var scene = new FarmFixture(market);
        var lot = await scene.ListAsync(await scene.JoinAsync(MemberRole.Farmer));
        await using var db = OrderFixture.Db(market);
        return await scene.OrderAsync(await db.Set<Member>().SingleAsync(row => row.Id == buyer, Cancel), lot, 5_000);
    }

    private async Task<string> CloseAsync(Guid id, string password)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var closed = await scope.ServiceProvider.GetRequiredService<OwnDataService>().CloseAsync(id, password, "Password");
        return closed.IsOk ? "" : closed.Rejections[0].Code;
    }
}
