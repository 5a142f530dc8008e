using AgriMarket.Domain.Common;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Operations.SystemStatus;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Lots;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using MudBlazor;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Operations.SystemStatus;

/// <summary>What administrators see of due work that fails, over a market of its own.</summary>
public sealed class DueTroubleListTests : BunitContext
{
    /// <summary>Only how long a test waits before it gives up on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly MarketApp market = new();
    private readonly IServiceProvider reader;

    public DueTroubleListTests()
    {
        reader = market.Services.CreateScope().ServiceProvider;
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddFallbackServiceProvider(reader);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private IStringLocalizer<SystemText> T => reader.GetRequiredService<IStringLocalizer<SystemText>>();

    [Fact]
    public void WhereNothingFailsTheListSaysSo()
    {
        var list = Render<DueTroubleList>();

        list.WaitForAssertion(() => Assert.Contains(T["Due.None"], list.Markup, StringComparison.Ordinal), Patience);
        Assert.Empty(list.FindAll("table"));
    }

    [Fact]
    public async Task WhatFailsIsListedWithItsReasonAndItsNextTryAndCanBeTriedNow()
    {
        await FailAsync("lot-1");
        var failedAt = market.Clock.GetUtcNow().UtcDateTime;

        var messages = Render<MudSnackbarProvider>();
        var list = Render<DueTroubleList>();

        var row = list.WaitForElement("tbody tr", Patience);
        Assert.Equal(
            [
                reader.GetRequiredService<DueFormatter>().Of(LotExpiryJob.Name),
                "lot-1",
                "1",
                Time(failedAt),
                "InvalidOperationException Broken on purpose.",
                Time(failedAt + DueFailure.WaitAfter(1)),
                T["Due.Again"],
            ],
            row.Children.Select(cell => cell.TextContent.Trim())
        );

        row.QuerySelector("button")!.Click();

        messages.WaitForAssertion(() => Assert.Equal(T["Due.Asked"], messages.Find(".mud-snackbar-content-message").TextContent), Patience);
    }

    [Fact]
    public async Task WhatBeginsToFailShowsWhileSomebodyLooks()
    {
        var list = Render<DueTroubleList>();
        Assert.Empty(list.FindAll("tbody tr"));

        await FailAsync("lot-2");
        market.Clock.Advance(TimeSpan.FromSeconds(5));

        list.WaitForAssertion(() => Assert.Contains("lot-2", list.Find("tbody tr").TextContent, StringComparison.Ordinal), Patience);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await market.DisposeAsync();
    }

    private string Time(DateTime at) => reader.GetRequiredService<Reader>().Fill("{0:time}", at);

    private async Task FailAsync(string thing)
    {
        var round = await market
            .Services.GetRequiredService<DueWork>()
            .RunAsync(
                DueKind.Of(
                    LotExpiryJob.Name,
                    [thing],
                    it => it,
                    (_, _) => Task.FromException<Result<Done>>(new InvalidOperationException("Broken on purpose."))
                ) with
                {
                    IsWhole = false,
                },
                Xunit.TestContext.Current.CancellationToken
            );
        Assert.Equal(1, round.Failed);
    }
}
