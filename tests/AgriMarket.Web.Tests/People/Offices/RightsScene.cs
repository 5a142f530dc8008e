using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.RegularExpressions;
using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.PriceReviews;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace AgriMarket.Web.Tests.People.Offices;

/// <summary>Who asks; each is a column of the tables, by the letter in <see cref="RightsScene.Columns"/>.</summary>
public enum Asker
{
    Visitor,
    Resident,
    Farmer,
    Institution,

    /// <summary>Of the office of county A, in every duty.</summary>
    Official,

    /// <summary>Of the same office, in the duty to edit alone.</summary>
    Editor,

    /// <summary>Of the same office, in the duty to read the register alone.</summary>
    Auditor,

    /// <summary>Of the office of a county of another province, in every duty.</summary>
    OtherOfficial,

    NationalOfficial,
    Administrator,

    /// <summary>Whose session has ended, with the cookie of it.</summary>
    SignedOut,

    /// <summary>Official of county A until a moment ago: the cookie says so still.</summary>
    Revoked,
}

/// <summary>Two offices of two provinces, everybody who may ask, and one of each thing that belongs to the county of the first.</summary>
public sealed partial class RightsScene : IAsyncLifetime
{
    /// <summary>The letters of <see cref="Asker"/>, in order.</summary>
    public const string Columns = "VRFIOEDBNASX";

    /// <summary>雷山县 in 贵州, county A.</summary>
    private const string Leishan = OrderFixture.Leishan;

    /// <summary>西吉县 in 宁夏, county B.</summary>
    private const string Xiji = "640422";

    private const string Office = "县政府";

    private readonly Dictionary<Asker, (Guid Id, string Cookie, string Token, ClaimsPrincipal Principal)> askers = [];

    internal MarketApp Market { get; } = new(Environments.Development, ("Members:SignInsPerMinute", "100000"), ("Limits:Enabled", "false"));

    internal MatchingFixture Deals { get; private set; } = null!;

    internal OrderFixture Trade => Deals.Trade;

    internal IReadOnlyDictionary<string, Guid> Ids => ids;

    /// <summary>What nobody outside county A may read: of its people, its orders and what its office has not published.</summary>
    internal IReadOnlyList<string> Secrets { get; private set; } = [];

    private readonly Dictionary<string, Guid> ids = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTime Now => Market.Clock.GetUtcNow().UtcDateTime;

    internal T Get<T>()
        where T : notnull => Market.Services.GetRequiredService<T>();

    internal Guid IdOf(Asker asker) => askers[asker].Id;

    internal ClaimsPrincipal PrincipalOf(Asker asker) =>
        askers.TryGetValue(asker, out var known) ? known.Principal : new(new ClaimsIdentity());

    internal string? TokenOf(Asker asker) => askers.TryGetValue(asker, out var known) ? known.Token : null;

    /// <summary>A browser, or with <paramref name="asProgram"/> a program, in which this asker is signed in.</summary>
    internal HttpClient Client(Asker asker, bool asProgram = false) =>
        askers.TryGetValue(asker, out var known) ? Client(known.Cookie, known.Token, asProgram) : Market.CreateClient();

    /// <summary>As <see cref="Client(Asker, bool)"/>, in a session of its own, which may end.</summary>
    internal async Task<HttpClient> OtherClientAsync(Asker asker, bool asProgram)
    {
        if (asker is Asker.Visitor or Asker.SignedOut)
        {
            return Client(asker, asProgram);
        }

        var (_, cookie, token, _) = await SignInAsync(new FarmFixture(Market), IdOf(asker));
        return Client(cookie, token, asProgram);
    }

    private HttpClient Client(string cookie, string token, bool asProgram)
    {
        var client = Market.CreateClient();
        if (asProgram)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        else
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return client;
    }

    /// <summary>A route's address, with the thing of county A that it is about.</summary>
    internal string PathOf(string route) => Blank().Replace(route, blank => blank.Value == "{documentName}" ? "v1" : $"{ThingOf(route)}");

    /// <summary>What a program sends: about the things of county A what its route is for, or nothing that could be done.</summary>
    internal string BodyOf(string row)
    {
        var line = $"\"lines\":[{{\"lotId\":\"{ids["lot"]}\",\"grams\":500}}]";
        return row[(row.LastIndexOf('/') + 1)..] switch
        {
            "cancel" => $"{{\"id\":\"{Guid.CreateVersion7()}\",{line}}}",
            "refunds" => $"{{\"id\":\"{Guid.CreateVersion7()}\",\"kind\":\"undelivered\",{line},\"note\":\"冻坏了\"}}",
            "shipments" => "{\"carrier\":\"sf\",\"trackingNumber\":\"SF1234567890123\"}",
            "pay" => "{\"outcome\":\"succeed\"}",
            "answer" when row.Contains("quotations", StringComparison.Ordinal) => "{\"accept\":true}",
            "answer" => $"{{\"accept\":true,\"lotIds\":[\"{ids["lot"]}\"]}}",
            "preview" => $"{{\"id\":\"{Guid.CreateVersion7()}\",\"leftGrams\":500,\"note\":\"冻坏了\"}}",
            _ when row.EndsWith("/match-runs/", StringComparison.Ordinal) => $"{{\"id\":\"{ids["run"]}\"}}",
            _ => "{}",
        };
    }

    internal UnsoldReportDraft ReportOf(Guid id, Guid reporterId, Guid? lotId) =>
        new(
            id,
            reporterId,
            lotId,
            FarmFixture.Potato,
            Leishan,
            500,
            UnsoldQuality.Fair,
            UnsoldTransport.ByParcel,
            "报滞销的联系人",
            "13812345678",
            ""
        );

    private Guid ThingOf(string route) =>
        route.Split('/') switch
        {
            [_, "backoffice", "campaigns", ..] or [_, "campaigns", ..] => ids["draft"],
            [_, "backoffice", "funds", ..] => ids["fund"],
            [_, "pay", ..] => ids["unpaid"],
            [.., "orders", _, "pay"] => ids["unpaid"],
            [_, "unsold", ..] => ids["unsold"],
            [.., "quotations", _, "quote" or "answer"] => ids["demand"],
            var parts when parts.Contains("orders") => ids["order"],
            var parts when parts.Contains("demands") => ids["demand"],
            var parts when parts.Contains("proposals") => ids["proposal"],
            _ => ids["lot"],
        };

    public async ValueTask InitializeAsync()
    {
        Deals = await MatchingFixture.OpenAsync(Market, FarmFixture.Potato, Leishan);
        await NameAsync(Trade.Farmer, "山里的杨大伯", "yang@example.com");
        await NameAsync(Trade.Buyer, "买家李雷本人", "lilei@example.com");
        await NameAsync(Trade.Proposer, "经办人", "proposer@example.com");
        await NameAsync(Deals.Institution, "食堂采购员", "canteen@example.com");
        await JoinAllAsync();
        await SellAsync();
        await SpendAsync();
        await MatchAsync();
        await ReportAsync();
        await RevokeAsync();
        await using var db = Trade.Db();
        var farmer = await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == Trade.Farmer, Cancel);
        Secrets =
        [
            farmer.DisplayName,
            farmer.UserName!,
            farmer.PhoneNumber!,
            "买家李雷本人",
            "lilei@example.com",
            OrderFixture.Home.Mobile!,
            OrderFixture.Home.Street!,
            ids["order"].ToString("N")[^8..].ToUpperInvariant(),
            "没公布的活动",
            "没批的资金",
            "等着的合作社",
            "报滞销的联系人",
        ];
    }

    public ValueTask DisposeAsync() => Market.DisposeAsync();

    private async Task JoinAllAsync()
    {
        var farm = new FarmFixture(Market);
        foreach (var asker in Enum.GetValues<Asker>().Except([Asker.Visitor]))
        {
            var id = asker switch
            {
                Asker.Farmer => Trade.Farmer,
                Asker.Institution => Deals.Institution,
                Asker.Official => Trade.Proposer,
                Asker.Administrator => (await farm.JoinAsync(MemberRole.Administrator)).Id,
                Asker.OtherOfficial => (await farm.JoinAsync([MemberRole.Official], Xiji)).Id,
                Asker.NationalOfficial => (await farm.JoinAsync([MemberRole.Official], RegionCatalogue.Country)).Id,
                _ => (await farm.JoinAsync()).Id,
            };
            await using var db = Trade.Db();
            if (asker is Asker.Editor or Asker.Auditor or Asker.Revoked)
            {
                db.AddConfirmed(id, MemberRole.Official, Office, Leishan, Now);
                await db.SaveChangesAsync(Cancel);
                await db.SetDutiesAsync(
                    id,
                    asker switch
                    {
                        Asker.Editor => Duties.Edit,
                        Asker.Auditor => Duties.Audit,
                        _ => Appointment.AllDuties,
                    }
                );
            }

            if (asker == Asker.Revoked)
            {
                await NameAsync(id, "调走的人", "gone@example.com");
            }

            askers[asker] = await SignInAsync(farm, id);
            if (asker == Asker.SignedOut)
            {
                await Get<MemberSessions>().EndAllAsync(id);
            }
        }
    }

    private async Task<(Guid Id, string Cookie, string Token, ClaimsPrincipal Principal)> SignInAsync(FarmFixture farm, Guid id)
    {
        await using var scope = Market.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var member = (await services.GetRequiredService<UserManager<Member>>().FindByIdAsync($"{id}"))!;
        using var browser = await farm.BrowseAsync(member);
        var principal = await services.GetRequiredService<IUserClaimsPrincipalFactory<Member>>().CreateAsync(member);
        var session = (await Get<MemberSessions>().BeginAsync(id)).Value;
        var ticket = new AuthenticationTicket(
            MemberTokens.For(member, session, "", services.GetRequiredService<IOptions<IdentityOptions>>().Value),
            new AuthenticationProperties { ExpiresUtc = Market.Clock.GetUtcNow().AddHours(1) },
            $"{IdentityConstants.BearerScheme}:AccessToken"
        );
        var bearer = services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(IdentityConstants.BearerScheme);
        return (id, browser.DefaultRequestHeaders.GetValues("Cookie").Single(), bearer.BearerTokenProtector.Protect(ticket), principal);
    }

    private async Task NameAsync(Guid id, string name, string login)
    {
        await using var db = Trade.Db();
        await db.Set<Member>()
            .Where(row => row.Id == id)
            .ExecuteUpdateAsync(
                row =>
                    row.SetProperty(it => it.DisplayName, name)
                        .SetProperty(it => it.UserName, login)
                        .SetProperty(it => it.NormalizedUserName, login.ToUpperInvariant())
                        .SetProperty(it => it.SecurityStamp, $"{id}"),
                Cancel
            );
    }

    private async Task SellAsync()
    {
        ids["lot"] = await Trade.ListAsync(500_000);
        ids["order"] = await Trade.BuyAsync(ids["lot"], 5_000);
        Assert.True((await Trade.CannotSendAsync(ids["order"], ids["lot"], 500, ids["refund"] = Guid.CreateVersion7())).IsOk);
        ids["unpaid"] = await Trade.OrderAsync(ids["lot"], 500);
        ids["draft"] = await CampaignAsync("没公布的活动", publish: false);
        ids["campaign"] = await CampaignAsync("公开的活动", publish: true);
        var dear = Trade.Offer(1_000) with { UnitPriceFen = 500_001 };
        Assert.True((await Get<PriceReviewService>().AskAsync(dear, "百年古树")).IsOk);
        ids["price"] = dear.Id;
    }

    private async Task<Guid> CampaignAsync(string title, bool publish)
    {
        var draft = Market.Draft(Trade, ids["lot"]) with { Title = title };
        var saved = await Market.Campaigns().SaveAsync(draft, publish);
        Assert.Empty(saved.Rejections);
        return saved.Value;
    }

    private async Task SpendAsync()
    {
        var proposed = Trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000) with { NameZh = "没批的资金" };
        Assert.Empty((await Get<FundService>().ProposeAsync(proposed)).Rejections);
        var open = await Trade.OpenFundAsync(Trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000));
        (ids["proposed"], ids["fund"], ids["change"]) = (proposed.FundId, open.FundId, Guid.CreateVersion7());
        var freeze = new FundChangeIntent(ids["change"], open.FundId, FundAction.Freeze, 0, null, Trade.Proposer);
        Assert.Empty((await Get<FundChangeService>().ProposeAsync(freeze)).Rejections);
        var orderId = await Trade.BuyAsync(ids["lot"], 5_000);
        ids["parcel"] = (await Trade.Reads.FindAsync(orderId, Trade.Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await Trade.Orders.ShipAsync(ids["parcel"], Trade.Farmer, "本县货运", "17")).IsOk);
        await Trade.ReceiveAsync(orderId);
    }

    private async Task MatchAsync()
    {
        ids["demand"] = await Deals.PostAsync();
        ids["run"] = Guid.CreateVersion7();
        Assert.Empty((await Deals.Matching.RunAsync(ids["run"], Trade.Proposer, null)).Rejections);
        await using var db = Trade.Db();
        ids["proposal"] = (
            await db.Set<AgriMarket.Domain.Matching.Proposals.Proposal>().FirstAsync(row => row.DemandId == ids["demand"], Cancel)
        ).Id;
    }

    private async Task ReportAsync()
    {
        ids["unsold"] = Guid.CreateVersion7();
        using var bitmap = new SKBitmap(20, 20);
        using var photo = SKImage.FromBitmap(bitmap).Encode(SKEncodedImageFormat.Png, 90);
        Assert.True((await Get<UnsoldPhotos>().KeepAsync(ids["unsold"], Trade.Farmer, photo.AsStream())).IsOk);
        Assert.Empty((await Get<UnsoldService>().ReportAsync(ReportOf(ids["unsold"], Trade.Farmer, null))).Rejections);
        ids["application"] = Guid.CreateVersion7();
        var request = new RoleRequest(ids["application"], Trade.Buyer, MemberRole.Cooperative, "等着的合作社", Leishan, "");
        Assert.Empty((await Get<RoleService>().ApplyAsync(request)).Rejections);
    }

    /// <summary>Whoever loses the role was to take the farmer's money; now another official of county A is asked.</summary>
    private async Task RevokeAsync()
    {
        var (accounts, gone) = (Get<PayoutAccounts>(), IdOf(Asker.Revoked));
        Assert.True((await accounts.AskPayeeAsync(Trade.Farmer, "gone@example.com")).IsOk);
        Assert.True((await accounts.AnswerAsync(gone, Trade.Farmer, agrees: true)).IsOk);
        await using var db = Trade.Db();
        var post = await db.Set<RoleApplication>().SingleAsync(row => row.MemberId == gone, Cancel);
        ids["post"] = (await db.Set<RoleApplication>().SingleAsync(row => row.MemberId == Trade.Approver, Cancel)).Id;
        var revoked = await Get<RoleService>().DecideAsync(post.Id, ApplicationAction.Revoke, "调离", IdOf(Asker.Administrator));
        Assert.Empty(revoked.Rejections);
        Assert.Null((await Get<PayoutReads>().WayAsync(Trade.Farmer)).Choice);
        Assert.True((await accounts.AskPayeeAsync(Trade.Farmer, "proposer@example.com")).IsOk);
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Blank();
}
