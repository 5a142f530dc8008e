using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Components;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Shell.Components;

/// <summary>A day that is typed or taken from a calendar.</summary>
public sealed class DayFieldTests : BunitContext, IClassFixture<MarketApp>
{
    private string value = "2026-11-24";

    public DayFieldTests(MarketApp market)
    {
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("zh-CN"), new("zh-CN"));
    }

    [Theory]
    [InlineData("2026-12-01")]
    [InlineData("明天")]
    [InlineData("2026-02-30")]
    [InlineData("")]
    public void WhatIsTypedStaysWhateverItIs(string typed)
    {
        var field = Show([]);
        Assert.Equal(value, field.Find("input").GetAttribute("value"));

        field.Find("input").Change(typed);

        Assert.Equal(typed, value);
        field.Render();
        Assert.Equal(typed, field.Find("input").GetAttribute("value") ?? "");
    }

    [Fact]
    public void WhatCouldNotBeReadIsThereAgainWhenThePageComesBack()
    {
        value = "明天";

        Assert.Equal("明天", Show([]).Find("input").GetAttribute("value"));

        Assert.Equal("明天", value);
    }

    [Theory]
    [InlineData("2026/1/5")]
    [InlineData("2026.01.05")]
    [InlineData("２０２６年1月5日")]
    public void ADayIsReadAsPeopleWriteIt(string typed)
    {
        var field = Show([]);

        field.Find("input").Change(typed);

        Assert.Equal("2026-01-05", value);
        field.WaitForAssertion(() => Assert.Equal("2026-01-05", field.Find("input").GetAttribute("value")));
        Assert.Empty(field.FindAll(".mud-input-error"));
    }

    [Fact]
    public void ADayIsTakenFromTheCalendar()
    {
        var popovers = Render<MudPopoverProvider>();
        var field = Show([]);

        field.Find("button").Click();
        popovers.WaitForElements(".mud-picker-calendar-day.mud-day:not(.mud-hidden)")[4].Click();

        field.WaitForAssertion(() => Assert.Equal("2026-11-05", value));
        Assert.Equal("2026-11-05", field.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void ASentenceIsAboutWhatStoodThereWhenItWasSaid()
    {
        value = "2020-01-01";
        var field = Show([new Rejection("demand.not-a-day", "From")]);
        Assert.NotEmpty(field.FindAll(".mud-input-error"));

        field.Find("input").Change("2026-12-01");

        field.WaitForAssertion(() => Assert.Empty(field.FindAll(".mud-input-error")));
    }

    /// <summary>As a page shows it: what is answered comes back as the value.</summary>
    private IRenderedComponent<DayField> Show(IReadOnlyList<Rejection> rejections)
    {
        IRenderedComponent<DayField>? field = null;
        field = Render<DayField>(it =>
            it.Bind(
                    of => of.Value,
                    value,
                    typed =>
                    {
                        value = typed;
                        field?.Render(again => again.Add(of => of.Value, typed));
                    }
                )
                .Add(of => of.Label, "从哪天起")
                .Add(of => of.Rejections, rejections)
                .Add(of => of.Field, "From")
        );
        return field;
    }
}
