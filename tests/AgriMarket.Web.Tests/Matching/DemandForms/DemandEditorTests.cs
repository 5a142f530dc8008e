using System.Security.Claims;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.DemandForms;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Matching.DemandForms;

/// <summary>The form of a demand, rendered over the real market.</summary>
public sealed class DemandEditorTests : BunitContext, IClassFixture<MarketApp>
{
    private readonly FarmFixture scene;
    private readonly MarketApp market;
    private readonly BunitAuthorizationContext signedIn;

    public DemandEditorTests(MarketApp market)
    {
        (scene, this.market) = (new FarmFixture(market), market);
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    [Fact]
    public async Task WrongAnswersKeepWhatWasTypedAndRightOnesPostOneDemand()
    {
        var owner = await SignInAsync(MemberRole.Institution);
        var form = Render<DemandEditor>();

        form.WaitForElement("#grams").Input("八百");
        form.Find("#price").Input("");
        form.Find("#every").Input("每周");
        form.Find("#name").Input("王师傅");
        form.Find("form").Submit();

        form.WaitForElement("#grams-wrong");
        foreach (var wrong in new[] { "#spec-wrong", "#price-wrong", "#every-wrong", "#street-wrong" })
        {
            Assert.NotEmpty(form.Find(wrong).TextContent.Trim());
        }

        Assert.Equal(
            ("八百", "每周", "王师傅"),
            (form.Find("#grams").GetAttribute("value"), form.Find("#every").GetAttribute("value"), form.Find("#name").GetAttribute("value"))
        );
        Assert.Equal(0, (await scene.Get<DemandReads>().ListAsync(owner.Id, 1)).Count);

        Fill(form, "８００");
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.EndsWith("?saved=true", Address, StringComparison.Ordinal));
        var terms = Assert.Single((await scene.Get<DemandReads>().ListAsync(owner.Id, 1)).Items).Demand.Terms;
        Assert.Equal(
            (ProduceSpec.For(ProduceGroup.LeafyVegetables), 800 * scene.GetScoped<Reader>().UnitGrams, 360, 7),
            (terms.Spec, terms.Grams, terms.HighestFenPerKg, terms.EveryDays)
        );
    }

    [Fact]
    public async Task AnEditWhileSomebodyElseChangesIsRefusedAndKeepsWhatWasTyped()
    {
        var owner = await SignInAsync(MemberRole.Institution);
        var (id, terms) = (Guid.CreateVersion7(), Terms());
        Assert.True((await scene.Get<DemandService>().PostAsync(id, owner.Id, terms)).IsOk);
        var form = Render<DemandEditor>(parameters => parameters.Add(it => it.Id, id));
        form.WaitForElement("#note").Input("走东门");
        Assert.True((await scene.Get<DemandService>().EditAsync(id, owner.Id, 1, terms with { Grams = 300_000 })).IsOk);

        form.Find("form").Submit();
        var changes = form.WaitForElement(".edit-changes").TextContent;
        Assert.Contains("600", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("走东门", changes, StringComparison.Ordinal);
        Assert.Equal("走东门", form.Find("#note").GetAttribute("value"));
        Assert.Equal("", (await scene.Get<DemandReads>().FindAsync(id, owner.Id))!.Demand.Terms.Note);

        form.WaitForAssertion(() => Assert.False(form.Find(".notice .primary").HasAttribute("disabled")));
        form.Find(".notice .primary").Click();
        form.WaitForAssertion(() => Assert.EndsWith($"/demands/{id}?saved=true", Address, StringComparison.Ordinal));
        var changed = (await scene.Get<DemandReads>().FindAsync(id, owner.Id))!.Demand;
        Assert.Equal(terms with { Grams = 300_000, Note = "走东门" }, changed.Terms);
    }

    [Fact]
    public async Task AKindIsFoundByPinyinOrTakenByItsWholeName()
    {
        await SignInAsync(MemberRole.Institution);
        var form = Render<DemandEditor>();

        form.WaitForElement("#spec").Input("tudou");
        form.Find(".specs .chip").Click();
        Assert.Contains(
            scene.Get<ProduceCatalogue>().NameOf(FarmFixture.Potato, Reader.IsChinese),
            form.WaitForElement(".notice").TextContent,
            StringComparison.Ordinal
        );
        form.Find("#spec").Input("土");
        Assert.Empty(form.FindAll("p.notice[role=status]"));
        form.Find("#spec").Input("xyzzy");
        Assert.Contains("amber", form.Find("p.notice[role=status]").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhileItIsFilledInItShowsWhatIsOnSaleAtWhichPrice()
    {
        var farmer = await scene.JoinAsync(MemberRole.Farmer);
        await scene.ListAsync(farmer);
        await SignInAsync(MemberRole.Institution);
        var form = Render<DemandEditor>();

        var band = form.WaitForElement(".band");
        Assert.Contains("填好品种", band.TextContent, StringComparison.Ordinal);
        form.Find("#spec").Input("tudou");
        form.WaitForElement(".specs .chip").Click();
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        form.WaitForAssertion(() => Assert.NotEmpty(form.FindAll(".band .prices")));
        form.Find("#spec").Input("xyzzy");
        market.Clock.Advance(TimeSpan.FromSeconds(1));
        form.WaitForAssertion(() => Assert.Contains("填好品种", form.Find(".band").TextContent, StringComparison.Ordinal));
        form.Find("#spec").Input("tudou");
        form.WaitForElement(".specs .chip").Click();
        Type(form, "#grams", "1");
        form.WaitForAssertion(() => Assert.Contains("没有一批能按您的条件送到", form.Find(".band").TextContent, StringComparison.Ordinal));
        Assert.Contains("按车发货", form.Find(".band li").TextContent, StringComparison.Ordinal);

        Type(form, "#grams", "100");
        form.WaitForAssertion(() => Assert.Single(form.FindAll(".band tbody tr.whole")));
        Assert.Contains("都能配齐", form.Find(".band [role=status]").TextContent, StringComparison.Ordinal);
        Type(form, "#price", "0.50");
        form.WaitForAssertion(() =>
            Assert.Contains("按您填的 ¥0.50/公斤，没有一批合条件", form.Find(".band").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task WhoIsNoInstitutionIsLedToApply()
    {
        await SignInAsync(MemberRole.Farmer);

        Assert.Equal("/me/apply?role=Institution", Render<DemandEditor>().WaitForElement(".empty-state a").GetAttribute("href"));
    }

    private async Task<Member> SignInAsync(MemberRole role)
    {
        var member = await scene.JoinAsync(role);
        signedIn.SetAuthorized("member").SetClaims(new Claim(ClaimTypes.NameIdentifier, member.Id.ToString()));
        return member;
    }

    /// <summary>Types, and leaves the form alone for a moment.</summary>
    private void Type(IRenderedComponent<DemandEditor> form, string field, string text)
    {
        form.Find(field).Input(text);
        market.Clock.Advance(TimeSpan.FromSeconds(1));
    }

    private static void Fill(IRenderedComponent<DemandEditor> form, string weight)
    {
        form.FindAll(".specs .chip")[0].Click();
        form.Find("#grams").Input(weight);
        form.Find("#price").Input("3.60");
        form.Find("#every").Input("7");
        form.Find("#until").Change("2035-09-01");
        form.Find("#mobile").Input(FarmFixture.Mobile);
        form.Find("#street").Input("宝山北路 1 号");
    }

    private static DemandTerms Terms() =>
        new()
        {
            Spec = ProduceSpec.For(FarmFixture.Potato),
            Grams = 400_000,
            SmallestPartGrams = 100_000,
            From = DateOnly.FromDateTime(MarketApp.Start.UtcDateTime).AddDays(2),
            To = DateOnly.FromDateTime(MarketApp.Start.UtcDateTime).AddDays(9),
            HighestFenPerKg = 1_500,
            LowestGrade = ProduceGrade.First,
            HasColdChain = true,
            EveryDays = 14,
            RepeatUntil = DateOnly.FromDateTime(MarketApp.Start.UtcDateTime).AddDays(50),
            ShipTo = MatchingFixture.Canteen,
        };
}
