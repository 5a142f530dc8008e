using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Shop.Cart;

/// <summary>A second tap on a card put more into the cart, and nothing on the card said so or took it out again.</summary>
public sealed class CardsOfLotsInCartTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string InCart = "购物车里：</span>";

    private CartService Carts => market.Services.GetRequiredService<CartService>();

    [Fact]
    public async Task ACardShowsWhatIsInTheCartAndGivesItBackAUnitAtATime()
    {
        var lotId = await market.ListAsync("生姜");
        using var visitor = new MemberVisitor(market);
        var window = "/?q=shengjiang";
        Assert.DoesNotContain(InCart, await visitor.ReadAsync(window), StringComparison.Ordinal);

        Assert.Contains($"{InCart}1 斤", await SendAsync(visitor, window, LotForm.LotField, lotId), StringComparison.Ordinal);
        var twice = await SendAsync(visitor, window, LotForm.LotField, lotId);
        Assert.Contains($"{InCart}2 斤", twice, StringComparison.Ordinal);
        Assert.Contains($"name=\"{LotForm.LessField}\" value=\"{lotId}\"", twice, StringComparison.Ordinal);

        var once = await SendAsync(visitor, window, LotForm.LessField, lotId);
        Assert.Contains($"{InCart}1 斤", once, StringComparison.Ordinal);
        Assert.Contains("购物车里的生姜减为 1 斤", once, StringComparison.Ordinal);
        var none = await SendAsync(visitor, window, LotForm.LessField, lotId);
        Assert.DoesNotContain(InCart, none, StringComparison.Ordinal);
        Assert.Contains("生姜已从购物车里拿出", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachCardShowsItsOwnAndOtherVisitorsSeeNothingOfIt()
    {
        var (first, second, third) = (await market.ListAsync("大蒜"), await market.ListAsync("大蒜"), await market.ListAsync("大蒜"));
        using var visitor = new MemberVisitor(market);
        using var other = new MemberVisitor(market);
        var window = "/?q=dasuan";
        await SendAsync(visitor, window, LotForm.LotField, first);
        await SendAsync(visitor, window, LotForm.LotField, third);
        await SendAsync(visitor, window, LotForm.LotField, third);

        var page = await visitor.ReadAsync(window);

        Assert.Equal(["1 斤", "", "2 斤"], new[] { first, second, third }.Select(lotId => OnCard(page, lotId)));
        Assert.DoesNotContain(InCart, await other.ReadAsync(window), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakingOutWhatIsNotInTheCartChangesNothing()
    {
        var (cartId, lotId) = (Guid.NewGuid(), await market.ListAsync());

        Assert.Null(await Carts.TakeOneAsync(cartId, lotId));
        await Carts.AddAsync(cartId, lotId, 1_000);
        Assert.Equal(500, (await Carts.TakeOneAsync(cartId, lotId))!.Grams);
        await Carts.TakeAsync(cartId, [new WantedLine(lotId, 500)]);

        Assert.Null(await Carts.TakeOneAsync(cartId, lotId));
        Assert.Empty(await Carts.GramsAsync(cartId));
    }

    /// <summary>What stands between the card's "−" and its "+"; empty where it has no "−".</summary>
    private static string OnCard(string page, Guid lotId)
    {
        var card = page.Split("<article").Single(part => part.Contains($"/lots/{lotId}\"", StringComparison.Ordinal));
        return card.Split(InCart) is [_, var after] ? after[..after.IndexOf('<', StringComparison.Ordinal)] : "";
    }

    private static async Task<string> SendAsync(MemberVisitor visitor, string page, string field, Guid lotId)
    {
        using var answer = await visitor.SendAsync(page, LotForm.Id, (field, lotId.ToString()));
        return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
