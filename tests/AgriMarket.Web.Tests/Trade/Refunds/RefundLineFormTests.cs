using System.Security.Claims;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Refunds;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Trade.Refunds;

/// <summary>The control with which a farmer says what he cannot send.</summary>
public sealed class RefundLineFormTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;

    public RefundLineFormTests(MarketApp market)
    {
        this.market = market;
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task TheSumsAreShownBeforeAnythingHappensAndNothingTypedIsLost()
    {
        var trade = await OrderFixture.OpenAsync(market, "520381");
        var lotId = await trade.ListAsync(50_000);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Farmer.ToString()));
        Refund? done = null;
        var dialogs = Render<MudDialogProvider>();
        var line = Render<RefundLineForm>(it =>
            it.Add(of => of.OrderId, orderId)
                .Add(of => of.LotId, lotId)
                .Add(of => of.KeptGrams, 5_000)
                .Add(of => of.Kind, RefundKind.Undelivered)
                .Add(of => of.OnDone, refund => done = refund)
        );

        line.Find("button").Click();
        dialogs.WaitForElement("#refund-weight").Input("3");
        dialogs.Find("form").Submit();
        Assert.Contains("请写明退款原因", dialogs.WaitForElement("#refund-note-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("3", dialogs.Find("#refund-weight").GetAttribute("value"));

        dialogs.Find("#refund-note").Input("遭了霜冻");
        dialogs.Find(".mud-dialog-actions button").Click();
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll("form")));
        line.Find("button").Click();
        Assert.Equal("遭了霜冻", dialogs.WaitForElement("#refund-note").GetAttribute("value"));

        dialogs.Find("form").Submit();
        Assert.Contains(
            "11.40",
            dialogs.WaitForElement(".sums").TextContent.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal((null, 5_000), (done, (await trade.LotAsync(lotId)).SoldGrams));

        dialogs.Find("button.danger").Click();

        line.WaitForAssertion(() => Assert.Equal(1_140, done?.BuyerFen));
        Assert.Equal(3_500, (await trade.LotAsync(lotId)).SoldGrams);
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".mud-dialog")));
    }
}
