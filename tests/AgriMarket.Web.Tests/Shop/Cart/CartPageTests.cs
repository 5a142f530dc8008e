using System.Security.Claims;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Live;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Shop.Cart;

/// <summary>An open cart over the real market, with a feed that the tests tick.</summary>
public sealed class CartPageTests : BunitContext, IClassFixture<MarketApp>
{
    /// <summary>Only how long a test waits before it gives up on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;
    private readonly LiveFeed feed = new(NullLogger<LiveFeed>.Instance);
    private readonly Guid memberId = Guid.CreateVersion7();

    public CartPageTests(MarketApp market)
    {
        this.market = market;
        Services.AddSingleton<TimeProvider>(market.Clock);
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddSingleton(feed);
        Services.AddSingleton(ActivatorUtilities.CreateInstance<CartService>(market.Services, feed));
        signedIn = AddAuthorization();
        signedIn.SetAuthorized("buyer").SetClaims(new Claim(ClaimTypes.NameIdentifier, memberId.ToString()));
        Services.AddScoped(its =>
            ActivatorUtilities.CreateInstance<VisitorDestination>(
                market.Services.CreateScope().ServiceProvider,
                its.GetRequiredService<AuthenticationStateProvider>()
            )
        );
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private CartService Carts => Services.GetRequiredService<CartService>();

    [Fact]
    public async Task WhatIsPutInChangedAndTakenOutOnAnotherDeviceShowsOnAnOpenPage()
    {
        var (first, second) = (await market.ListAsync(), await market.ListAsync());
        await Carts.AddAsync(memberId, first, 1_000);
        var page = Open();
        Assert.Equal([first], LotsOn(page));

        await Carts.AddAsync(memberId, second, 500);
        Until(page, () => Assert.Equal([first, second], LotsOn(page)));

        await Carts.SetAsync(memberId, first, 2_500);
        Until(page, () => Assert.Equal("5", page.Find("input.num").GetAttribute("value")));

        await Carts.RemoveAsync(memberId, second);
        Until(page, () => Assert.Equal([first], LotsOn(page)));

        await Carts.TakeAsync(memberId, [new WantedLine(first, 2_500)]);
        Until(page, () => Assert.Empty(LotsOn(page)));
    }

    [Fact]
    public async Task WhatABrowserBringsAlongAtSigningInShowsOnTheMembersOtherDevice()
    {
        var (guestId, lotId) = (Guid.NewGuid(), await market.ListAsync());
        await Carts.AddAsync(guestId, lotId, 500);
        var page = Open();

        await Carts.JoinAsync(guestId, memberId);

        Until(page, () => Assert.Equal([lotId], LotsOn(page)));
    }

    /// <summary>A lot that came from another device is followed like the others.</summary>
    [Fact]
    public async Task TheStockOfALotFromAnotherDeviceIsFollowedToo()
    {
        var lotId = await market.ListAsync();
        await Carts.AddAsync(memberId, await market.ListAsync(), 500);
        var page = Open();
        // The cart and its one lot.
        Assert.Equal(2, feed.TopicCount);

        await Carts.AddAsync(memberId, lotId, 500);

        Until(page, () => Assert.Equal(3, feed.TopicCount));
    }

    [Fact]
    public async Task AnotherMembersCartIsNobodyElsesNews()
    {
        var (other, lotId) = (Guid.CreateVersion7(), await market.ListAsync());
        var page = Open();
        var before = page.RenderCount;

        await Carts.AddAsync(other, lotId, 500);
        feed.DeliverAll();

        Assert.Equal((before, 0), (page.RenderCount, LotsOn(page).Count));
    }

    private static List<Guid> LotsOn(IRenderedComponent<CartPage> page) =>
        [.. page.FindComponents<CartLineRow>().Select(line => line.Instance.Item.Lot.Id)];

    private IRenderedComponent<CartPage> Open()
    {
        var page = Render<CartPage>(it => it.Add(of => of.HttpContext, new DefaultHttpContext()));
        // It watches the cart once it has read it.
        page.WaitForState(() => feed.TopicCount > 0, Patience);
        return page;
    }

    /// <summary>What was still busy with a tick gets what came meanwhile with the next.</summary>
    private void Until(IRenderedComponent<CartPage> page, Action assertion) =>
        page.WaitForAssertion(
            () =>
            {
                feed.DeliverAll();
                assertion();
            },
            Patience
        );
}
