using System.Globalization;
using System.Security.Claims;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundProposals;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Lots;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Money.Funds;

/// <summary>The forms of public money, rendered over the real market: what is typed stays, and what is wrong is said beside it.</summary>
public sealed class FundFormTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;

    public FundFormTests(MarketApp market)
    {
        this.market = market;
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Theory]
    [InlineData("zh-CN", "请填写资金名称", "看不懂这个数")]
    [InlineData("en", "Please name the fund", "cannot be read")]
    public async Task ARefusedProposalKeepsWhatWasTypedAndSaysWhatIsWrongBesideIt(string language, params string[] sentences)
    {
        Speak(language);
        var page = await ProposalAsync();
        page.FindAll("input[maxlength='120']")[1].Change("Help for Leishan");
        page.FindAll("input[maxlength='120']")[2].Change("十万");

        page.Find("button.primary").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".mud-input-error")));
        Assert.Equal(
            ["", "Help for Leishan", "十万"],
            page.FindAll("input[maxlength='120']").Take(3).Select(input => input.GetAttribute("value") ?? "")
        );
        var said = page.FindAll(".mud-input-helper-text.mud-input-error").Select(text => text.TextContent.Trim()).ToList();
        Assert.Contains(said, text => text.StartsWith(sentences[0], StringComparison.OrdinalIgnoreCase));
        Assert.Contains(said, text => text.Contains(sentences[1], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task AnOfficialFindsALotAndTicksIt()
    {
        Speak("zh-CN");
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var lotId = await trade.ListAsync(50_000);
        var page = Render<LotChooser>(lots => lots.Add(it => it.LotIds, []).Add(it => it.Label, "批次").Add(it => it.Hint, ""));

        page.Find("input").Input("杨大山");
        page.WaitForElement(".found-lot input").Change(true);

        page.WaitForElement(".chosen-lot input");
        Assert.Equal([lotId], page.Instance.LotIds);
        Assert.Empty(page.FindAll(".found-lot"));

        page.Find(".chosen-lot input").Change(false);

        page.WaitForElement(".found-lot input");
        Assert.Empty(page.Instance.LotIds);
    }

    [Theory]
    [InlineData("zh-CN", "金额要大于 0", "请写明哪里错了")]
    [InlineData("en", "must be above zero", "Please say what was wrong")]
    public async Task ARefusedChangeKeepsWhatWasTyped(string language, string sum, string note)
    {
        Speak(language);
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var fund = await trade.OpenFundAsync(trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000));
        var changes = market.Services.GetRequiredService<FundChangeService>();
        var books = (await market.Services.GetRequiredService<FundReads>().BooksAsync(fund.FundId, trade.Proposer))!;
        var form = new FundChangeForm
        {
            AmountYuan = "负五",
            Note = " ",
            SchemeId = fund.SchemeId.ToString(),
            EntryId = books.Page.Entries.Single(books.CanCorrect).Id,
        };

        var topUp = (await changes.ProposeAsync(form.ToIntent(fund.FundId, FundAction.TopUp, trade.Proposer))).Rejections;
        var panel = Render<FundChangePanel>(it =>
            it.Add(of => of.Overview, books.Overview).Add(of => of.Form, form).Add(of => of.Rejections, topUp)
        );
        Assert.Equal("负五", panel.Find("#top-up-amount").GetAttribute("value"));
        Assert.Contains(sum, panel.Find("#top-up-amount ~ .refusals").TextContent, StringComparison.OrdinalIgnoreCase);

        var correct = (await changes.ProposeAsync(form.ToIntent(fund.FundId, FundAction.Correct, trade.Proposer))).Rejections;
        var correction = Render<FundCorrection>(it =>
            it.Add(of => of.Fund, books.Overview.Fund)
                .Add(of => of.Entry, books.Page.Entries.Single(books.CanCorrect))
                .Add(of => of.Form, form)
                .Add(of => of.Rejections, correct)
        );
        Assert.Contains(note, correction.Find("#correct-note-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", correction.Find("#correct-note").GetAttribute("aria-invalid"));
    }

    private static void Speak(string language) =>
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new(language), new(language));

    private async Task<IRenderedComponent<FundProposalPage>> ProposalAsync()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        signedIn.SetAuthorized("official").SetClaims(new Claim(ClaimTypes.NameIdentifier, trade.Proposer.ToString()));
        return Render<FundProposalPage>();
    }
}
