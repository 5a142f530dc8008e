using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Aid.UnsoldReports;

/// <summary>The form itself, rendered over the real market.</summary>
public sealed class UnsoldReportFormTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly FarmFixture scene;
    private readonly BunitAuthorizationContext signedIn;

    public UnsoldReportFormTests(MarketApp market)
    {
        scene = new FarmFixture(market);
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task AWrongAnswerKeepsWhatWasTypedAndTheRightOneSendsOneReport()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        signedIn.SetAuthorized("farmer").SetClaims(new Claim(ClaimTypes.NameIdentifier, farmer.Id.ToString()));
        var lotId = await scene.ListAsync(farmer);
        var form = Render<UnsoldReportForm>(parameters => parameters.Add(it => it.LotId, lotId).Add(it => it.Back, "/farm/unsold"));
        Assert.Equal("100", form.WaitForElement("#grams").GetAttribute("value"));

        form.Find("#grams").Input("101");
        form.Find("#note").Input("路窄");
        form.Find("form").Submit();

        Assert.Contains("只剩 100 ", form.WaitForElement("#grams-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal(("101", "路窄"), (form.Find("#grams").GetAttribute("value"), form.Find("#note").GetAttribute("value")));
        Assert.Equal(0, (await scene.Get<UnsoldReads>().OwnAsync(farmer.Id, 1)).Count);

        form.Find("#grams").Input("60");
        form.Find("#contact-mobile").Input(FarmFixture.Mobile);
        form.FindAll("input[name=quality]")[2].Change("on");
        form.FindAll("input[name=transport]")[1].Change("on");
        form.Find("form").Submit();

        form.WaitForAssertion(() =>
            Assert.EndsWith("/farm/unsold?reported=true", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal)
        );
        Assert.Equal(1, (await scene.Get<UnsoldReads>().OwnAsync(farmer.Id, 1)).Count);
    }
}
