using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Government.UnsoldReports;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Government.UnsoldReports;

/// <summary>The dialog in which an official says what became of reported goods, rendered over the real market.</summary>
public sealed class DecideButtonTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly FarmFixture scene;

    public DecideButtonTests(MarketApp market)
    {
        scene = new FarmFixture(market);
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task WhatIsRefusedOrClosedKeepsWhatWasTypedAndTheRightAnswerEndsTheReport()
    {
        var (farmer, official) = (await scene.JoinAsync(MemberRole.Farmer), await scene.JoinAsync(MemberRole.Official));
        var report = await ReportAsync(farmer);
        var (dialogs, messages) = (Render<MudDialogProvider>(), Render<MudSnackbarProvider>());
        var isDecided = false;
        var button = Render<DecideButton>(it =>
            it.Add(of => of.Report, report).Add(of => of.OfficialId, official.Id).Add(of => of.OnDecided, () => isDecided = true)
        );

        button.Find("button").Click();
        dialogs.WaitForElement("#decide-weight").Input("许多");
        dialogs.Find("form").Submit();
        Assert.NotEmpty(dialogs.WaitForElement("#decide-weight-wrong").TextContent);
        Assert.NotEmpty(dialogs.Find("fieldset .refusals").TextContent);
        Assert.Equal("许多", dialogs.Find("#decide-weight").GetAttribute("value"));

        dialogs.Find("#decide-weight").Input("40");
        dialogs.Find("#decide-note").Input("县第一食堂");
        dialogs.Find(".mud-dialog-actions button").Click();
        dialogs.WaitForAssertion(() => Assert.Empty(dialogs.FindAll(".mud-dialog")));
        button.Find("button").Click();
        Assert.Equal("县第一食堂", dialogs.WaitForElement("#decide-note").GetAttribute("value"));

        dialogs.FindAll("input[type=radio]")[0].Change("on");
        dialogs.Find("form").Submit();

        button.WaitForAssertion(() => Assert.True(isDecided));
        Assert.NotEmpty(messages.WaitForElement(".mud-snackbar-content-message").TextContent);
        var ended = Assert.Single((await scene.Get<UnsoldReads>().OwnAsync(farmer.Id, 1)).Items).Report;
        Assert.Equal(
            (UnsoldStatus.Matched, 40 * scene.GetScoped<Reader>().UnitGrams, "县第一食堂"),
            (ended.Status, ended.EndedGrams, ended.EndNote)
        );
    }

    private async Task<UnsoldReport> ReportAsync(Member farmer)
    {
        var reads = scene.Get<UnsoldReads>();
        var start = (await reads.StartAsync(farmer.Id, await scene.ListAsync(farmer)))!;
        var form = UnsoldForm.Of(start, scene.GetScoped<Reader>().UnitGrams);
        (form.Quality, form.Transport) = (Enum.GetValues<UnsoldQuality>()[0], Enum.GetValues<UnsoldTransport>()[0]);
        (form.ContactName, form.ContactMobile) = ("马兰花", FarmFixture.Mobile);
        Assert.Empty((await scene.Get<UnsoldService>().ReportAsync(form.ToDraft(farmer.Id))).Rejections);
        return Assert.Single((await reads.OwnAsync(farmer.Id, 1)).Items).Report;
    }
}
