using System.Security.Claims;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Trade.Refunds;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Trade.Refunds;

/// <summary>The control with which a farmer says what he cannot send.</summary>
public sealed class RefundLineFormTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;

    public RefundLineFormTests(MarketApp market)
    {
        this.market = market;
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddFallbackServiceProvider(market.Services.CreateScope().ServiceProvider);
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
        var line = Render<RefundLineForm>(it =>
            it.Add(of => of.OrderId, orderId)
                .Add(of => of.LotId, lotId)
                .Add(of => of.KeptGrams, 5_000)
                .Add(of => of.Kind, RefundKind.Undelivered)
                .Add(of => of.OnDone, refund => done = refund)
        );

        line.Find($"#give-{lotId}").Input("3");
        line.Find("form").Submit();
        Assert.Contains("请写明退款原因", line.WaitForElement($"#give-note-{lotId}-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("3", line.Find($"#give-{lotId}").GetAttribute("value"));

        line.Find($"#give-note-{lotId}").Input("遭了霜冻");
        line.Find("form").Submit();
        Assert.Contains(
            "11.40",
            line.WaitForElement(".sums").TextContent.Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.Equal((null, 5_000), (done, (await trade.LotAsync(lotId)).SoldGrams));

        line.Find("button.danger").Click();

        line.WaitForAssertion(() => Assert.Equal(1_140, done?.BuyerFen));
        Assert.Equal(3_500, (await trade.LotAsync(lotId)).SoldGrams);
    }
}
