using System.Globalization;
using AgriMarket.Web.Government.Overview;
using AgriMarket.Web.Shell.Components;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Government.Overview;

/// <summary>Sales are drawn by themselves: beside a target of a thousand times as much nothing of them could be seen.</summary>
public sealed class OverviewSalesTests : BunitContext, IClassFixture<MarketApp>
{
    public OverviewSalesTests(MarketApp market)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddMudServices();
        Services.AddLocalization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData(0, "一共卖出 30 斤。")]
    [InlineData(1_000_000, "一共卖出 30 斤，是这些天活动目标 4,000 斤 的 0%。")]
    [InlineData(25_000, "一共卖出 30 斤，是这些天活动目标 100 斤 的 30%。")]
    public void TheTargetIsSaidAndNotDrawn(long targetGrams, string sentence)
    {
        var days = new[] { 17, 18 }.Select(day => new SalesDay(new(2035, 7, day), 7_500, 2, 3_000, 200) { TargetGrams = targetGrams });

        var sales = Render<OverviewSales>(it => it.Add(of => of.Days, [.. days]));

        var chart = sales.FindComponent<BarChart>();
        Assert.Equal([15.0, 15.0], Assert.Single(chart.Instance.Series).Data.Values);
        Assert.Contains(sentence, chart.Find("p").TextContent, StringComparison.Ordinal);
    }
}
