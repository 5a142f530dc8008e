using System.Globalization;
using System.Net;
using System.Security.Claims;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Review;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace AgriMarket.Web.Tests.Matching.Review;

/// <summary>The backoffice of the matching and the history of its runs, rendered over the real market.</summary>
public sealed class MatchReviewPageTests : BunitContext, IAsyncLifetime
{
    private readonly MarketApp market = new();
    private readonly BunitAuthorizationContext signedIn;

    public MatchReviewPageTests()
    {
        Services.AddMudServices();
        Services.AddLocalization();
        signedIn = AddAuthorization();
        Services.AddMarket(market);
        JSInterop.Mode = JSRuntimeMode.Loose;
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("zh-CN"), new("zh-CN"));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await market.DisposeAsync();
    }

    [Fact]
    public async Task AWrongWeightKeepsWhatWasTypedAndIsSaidBesideIt()
    {
        var page = Desk(await MatchingFixture.OpenAsync(market, "TB001"));
        Assert.Equal(("200", "50"), (page.Find("#first-saved").GetAttribute("value"), page.Find("#second-farmer").GetAttribute("value")));
        page.Find("#second-freight").Input("一点");
        page.Find("#second-farmer").Input("101");

        page.Find("form").Submit();

        Assert.Contains("0 到 10000", page.WaitForElement("#second-freight-wrong").TextContent, StringComparison.Ordinal);
        Assert.Contains("0 到 100 ", page.Find("#second-farmer-wrong").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ("一点", "101"),
            (page.Find("#second-freight").GetAttribute("value"), page.Find("#second-farmer").GetAttribute("value"))
        );
        Assert.Empty(page.FindAll("#first-freight-wrong"));
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task AnOfficialComparesPublishesAndFollows()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        await deals.ListAsync(400_000);
        await deals.PostAsync(deals.Terms with { Grams = 100_000 });
        var page = Desk(deals);
        page.Find("#second-saved").Input("0");
        page.Find("#second-income").Input("0");
        page.Find("#second-listed").Input("0");
        page.Find("#second-freight").Input("10000");

        page.Find("form").Submit();

        page.WaitForElement("table");
        var placed = page.FindAll("tbody tr")[0];
        Assert.Contains("更好", placed.Children[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("更好", placed.Children[2].TextContent, StringComparison.Ordinal);
        page.FindAll("button.chip")[1].Click();
        page.WaitForAssertion(() => Assert.Contains("没有合适的对接", page.Markup, StringComparison.Ordinal));
        Assert.Contains("运费比好处大", page.Markup, StringComparison.Ordinal);
        page.FindAll("button.chip")[0].Click();
        Assert.Contains("第一食堂", page.WaitForElement(".data-table tbody tr").TextContent, StringComparison.Ordinal);

        page.FindAll("button.primary")[1].Click();
        Assert.Contains("1 户农户和 1 家采购单位", page.WaitForElement("#publish-ask").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, (await Runs.RunsAsync(1, deals.Trade.Proposer)).Count);
        page.Find(".mud-dialog button.primary").Click();

        page.WaitForAssertion(() => Assert.Contains("提出了 1 批", page.Find(".notice").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("table"));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".mud-dialog")));
        await DisposeComponentsAsync();
        var history = Render<MatchRunsPage>();
        history.WaitForAssertion(() => Assert.Contains("等答复 1", history.Find("article").TextContent, StringComparison.Ordinal));
        await using var db = deals.Trade.Db();
        var proposal = db.Set<Proposal>().Single();
        Assert.True((await deals.Proposals.AnswerByInstitutionAsync(proposal.Id, deals.Institution, accept: false)).IsOk);
        history.WaitForAssertion(
            () => Assert.Contains("采购方拒绝 1", history.Find("article").TextContent, StringComparison.Ordinal),
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task APageThatWaitsForItsPlansCanBeReadMeanwhile()
    {
        using var solver = new WaitsForAWord();
        var board = ActivatorUtilities.CreateInstance<MatchDrafts>(market.Services, solver);
        Services.AddSingleton(ActivatorUtilities.CreateInstance<MatchReview>(market.Services, board));
        var page = Desk(await MatchingFixture.OpenAsync(market, "TB001"));

        page.Find("form").Submit();

        Assert.Contains("正在读取市场", page.WaitForElement("form [role=status]").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("form button.primary").HasAttribute("disabled"));
        solver.Go.Set();
        page.WaitForElement("table");
        Assert.Empty(page.FindAll("form [role=status]"));
    }

    [Fact]
    public async Task AnEmptyMarketSaysWhatToDoNext()
    {
        var deals = await MatchingFixture.OpenAsync(market, "TB001");
        var page = Desk(deals);
        page.Find("form").Submit();
        Assert.Equal("/backoffice/members", page.WaitForElement(".empty-state a").GetAttribute("href"));

        await deals.PostAsync();
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Equal("/backoffice/unsold", page.Find(".empty-state a").GetAttribute("href")));
        await DisposeComponentsAsync();
        Assert.Equal("/backoffice/matching", Render<MatchRunsPage>().WaitForElement(".empty-state a").GetAttribute("href"));
    }

    [Theory]
    [InlineData(MemberRole.Official, true)]
    [InlineData(MemberRole.Administrator, false)]
    [InlineData(MemberRole.Institution, false)]
    [InlineData(MemberRole.Farmer, false)]
    public async Task TheDeskIsForOfficials(MemberRole role, bool isLetIn)
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "13900000077", role);
        using var __ = visitor;
        foreach (var path in new[] { "/backoffice/matching", "/backoffice/matching/runs" })
        {
            using var answer = await visitor.GetAsync(path);
            Assert.Equal(isLetIn, answer.StatusCode == HttpStatusCode.OK);
        }
    }

    private MatchReads Runs => market.Services.GetRequiredService<MatchReads>();

    private IRenderedComponent<MatchReviewPage> Desk(MatchingFixture deals)
    {
        SetRendererInfo(new RendererInfo("Server", true));
        signedIn.SetAuthorized("official").SetClaims(new Claim(ClaimTypes.NameIdentifier, deals.Trade.Proposer.ToString()));
        return Render<MatchReviewPage>();
    }

    private sealed class WaitsForAWord : IMatchSolver, IDisposable
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

        public ManualResetEventSlim Go { get; } = new();

        public MatchSolution Solve(MatchGraph graph, TimeSpan limit) =>
            Go.Wait(Longest) ? new GreedyMatchSolver().Solve(graph, limit) : throw new TimeoutException("Nobody gave the word.");

        public void Dispose() => Go.Dispose();
    }
}
