using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Members;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AgriMarket.Browser.Tests.Journeys;

/// <summary>A phone in a tunnel: the page says that its figures are old, and is right again by itself when the line is back.</summary>
public sealed class LostConnectionJourney : BrowserTest, IClassFixture<BrowserMarket>
{
    private readonly JourneyFixture fixture;

    public LostConnectionJourney(Chromium chromium, BrowserMarket market)
        : base(chromium, market) => fixture = new JourneyFixture(market);

    [Fact]
    public async Task WhatWasSoldMeanwhileIsSeenWithoutAReload()
    {
        var buyer = await fixture.JoinAsync("林晓雯");
        var lotId = await fixture.ListPotatoesAsync(await fixture.JoinAsync("马兰花", MemberRole.Farmer), 50_000);
        var reader = await OpenAsync(View.Phone);
        var lines = new List<IWebSocketRoute>();
        await reader.Page.RouteWebSocketAsync(
            "**/hubs/stock**",
            line =>
            {
                line.ConnectToServer();
                lines.Add(line);
            }
        );
        await reader.GotoAsync($"/lots/{lotId}");
        var left = reader.Page.Locator("article.lot live-stock [data-text]");
        await Expect(left).ToHaveTextAsync("剩 100 斤");
        await fixture.OrderAsync(buyer.Id, lotId, 5_000);
        await Expect(left).ToHaveTextAsync("剩 90 斤");
        await reader.MarkAsync();

        // Into the tunnel: what is open breaks, and nothing new can be opened.
        reader.Expect("ERR_INTERNET_DISCONNECTED");
        reader.Expect("Failed to fetch");
        await reader.Page.Context.SetOfflineAsync(true);
        await lines[^1].CloseAsync();
        await Expect(reader.Page.Locator("#line-status")).ToBeVisibleAsync();
        await fixture.OrderAsync(buyer.Id, lotId, 10_000);
        await Expect(left).ToHaveTextAsync("剩 90 斤");

        await reader.Page.Context.SetOfflineAsync(false);
        await Expect(left).ToHaveTextAsync("剩 70 斤");
        await Expect(reader.Page.Locator("#line-status")).ToBeHiddenAsync();
        Assert.True(await reader.IsStillTheSameAsync());
    }
}
