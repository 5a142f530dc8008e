using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.Money.Schemes;

/// <summary>Many accounts of one person have one allowance together; several people who share something have their own.</summary>
public sealed class OnePersonTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const long Budget = 1_000_000;
    private const long AnOrder = 200;

    /// <summary>The attack: sixty accounts with the same name, mobile and street each got the first-order subsidy.</summary>
    [Theory]
    [InlineData("522634", Proves.Nothing, 0)]
    [InlineData("520381", Proves.TheSameMobile, 1)]
    [InlineData("520326", Proves.AMobileOfItsOwn, 4)]
    public async Task SixtyAccountsOfOneDoorGetTheFirstOrderSubsidy(string county, Proves proves, int times)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        var scheme = await OpenAsync(trade, SchemeCaps.None, new() { FirstOrderOnly = true });
        var (lot, shared) = (await trade.ListAsync(100_000), VerifiedMobiles.Next());
        for (var account = 0; account < 60; account++)
        {
            var mobile = proves switch
            {
                Proves.Nothing => null,
                Proves.TheSameMobile => shared,
                _ => VerifiedMobiles.Next(),
            };
            var placed = await trade.Orders.PlaceAsync(
                trade.Intent(lot, 500) with
                {
                    BuyerId = await JoinAsync(mobile),
                    ShipTo = Home(county),
                }
            );
            Assert.Empty(placed.Rejections);
        }

        Assert.Equal(Budget - times * AnOrder, await trade.BudgetAsync(scheme));
    }

    /// <summary>A cap of a buyer holds over the accounts of one mobile, and is had again when an order is given up.</summary>
    [Fact]
    public async Task AccountsOfOneMobileShareTheCapOfABuyer()
    {
        var trade = await OrderFixture.OpenAsync(market, "520328");
        var scheme = await OpenAsync(trade, new() { PerBuyerFen = 2 * AnOrder }, SchemeConditions.None);
        var (lot, shared) = (await trade.ListAsync(100_000), VerifiedMobiles.Next());
        var placed = new List<(Guid Buyer, Guid Order)>();
        for (var account = 0; account < 5; account++)
        {
            var buyer = await JoinAsync(shared);
            var intent = trade.Intent(lot, 500) with { BuyerId = buyer, ShipTo = Home($"{account} 号") };
            placed.Add((buyer, (await trade.Orders.PlaceAsync(intent)).Value));
        }

        Assert.Equal(Budget - 2 * AnOrder, await trade.BudgetAsync(scheme));
        Assert.True((await trade.Orders.CancelAsync(placed[0].Order, placed[0].Buyer)).IsOk);
        Assert.Equal(Budget - AnOrder, await trade.BudgetAsync(scheme));

        var quoted = await trade.Orders.QuoteAsync([new WantedLine(lot, 500)], "310104", placed[4].Buyer, "另一处");
        Assert.Equal(AnOrder, quoted.Value.ShippingSubsidyFen);
        Assert.True(
            (await trade.Orders.PlaceAsync(trade.Intent(lot, 500) with { BuyerId = placed[4].Buyer, ShipTo = Home("另一处") })).IsOk
        );
        quoted = await trade.Orders.QuoteAsync([new WantedLine(lot, 500)], "310104", placed[3].Buyer, "另一处");
        Assert.Equal("scheme.mobile-cap", quoted.Value.Subsidies.NotGranted.Single(not => not.Scheme.Id == scheme).Why.Code);
    }

    /// <summary>The honest twin: four of a family with a mobile each, in one flat, each buy for the first time.</summary>
    [Fact]
    public async Task AFamilyOfFourHasFourAllowances()
    {
        var trade = await OrderFixture.OpenAsync(market, "520325");
        var scheme = await OpenAsync(trade, new() { PerBuyerFen = AnOrder }, new() { FirstOrderOnly = true });
        var lot = await trade.ListAsync(100_000);
        for (var person = 0; person < 4; person++)
        {
            var buyer = await JoinAsync(VerifiedMobiles.Next());
            await trade.Orders.PlaceAsync(trade.Intent(lot, 500) with { BuyerId = buyer, ShipTo = Home("一家四口") });
        }

        Assert.Equal(Budget - 4 * AnOrder, await trade.BudgetAsync(scheme));
    }

    public enum Proves
    {
        Nothing,
        TheSameMobile,
        AMobileOfItsOwn,
    }

    private static async Task<Guid> OpenAsync(OrderFixture trade, SchemeCaps caps, SchemeConditions conditions) =>
        (
            await trade.OpenFundAsync(
                trade.Proposal(SchemeKind.ShippingPerOrder, AnOrder, 0, Budget) with
                {
                    Caps = caps,
                    Conditions = conditions,
                }
            )
        ).SchemeId;

    private static Address Home(string street) => new("李雷", "13800000000", "310104", $"天平路 {street}");

    /// <param name="mobile">That they have proved; null for none.</param>
    private async Task<Guid> JoinAsync(string? mobile)
    {
        var (id, now) = (Guid.CreateVersion7(), market.Clock.GetUtcNow().UtcDateTime);
        var member = new Member
        {
            Id = id,
            UserName = id.ToString(),
            NormalizedUserName = id.ToString(),
            DisplayName = "李雷",
            JoinedAt = now,
        };
        if (mobile is not null)
        {
            member.Verify(ContactKind.Mobile, mobile, now);
        }

        await using var db = OrderFixture.Db(market);
        db.Add(member);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return id;
    }
}
