using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Address = AgriMarket.Domain.Logistics.Address;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>Somebody of a journey, with what they sign in with.</summary>
public sealed record Player(Guid Id, string Name, string Login)
{
    public const string Password = "spring-rain-2020";
}

/// <summary>
/// Lays out a market through its own services: people with their roles, funds, lots, orders; and reads what became of them.
/// </summary>
internal sealed class JourneyFixture(BrowserMarket market)
{
    /// <summary>A county of the 832, and one of the 52.</summary>
    public const string Xiji = "640422";

    /// <summary>Confirmed for everybody who sells.</summary>
    public const string Village = "硝河乡新庄村";

    private const string Potatoes = "TB001";
    private const int DaysAhead = 30;

    /// <summary>Over all tests, so that no two people have one number.</summary>
    private static int joined;

    private Guid? administrator;

    public DateOnly Today => ChinaTime.Day(Get<TimeProvider>().GetUtcNow().UtcDateTime);

    public T Get<T>()
        where T : notnull => market.Services.GetRequiredService<T>();

    /// <summary>A new member; with a role, one that an administrator has confirmed.</summary>
    /// <param name="isNationwide">Whether an official's office is that of the whole country.</param>
    public async Task<Player> JoinAsync(string name, MemberRole role = MemberRole.Resident, bool isNationwide = false)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var members = scope.ServiceProvider.GetRequiredService<MemberService>();
        var member = Must(await members.SignUpAsync(NextSignUp(name)));
        member.Verify(ContactKind.Mobile, member.UserName!, member.JoinedAt);
        await scope.ServiceProvider.GetRequiredService<MarketDb>().SaveChangesAsync();
        if (role != MemberRole.Resident)
        {
            administrator ??= Must(await members.CreateAdministratorAsync(NextSignUp("平台管理员"))).Id;
            var (roles, application) = (Get<RoleService>(), Guid.CreateVersion7());
            Must(await roles.ApplyAsync(new RoleRequest(application, member.Id, role, name, Xiji, "") { Villages = Village }));
            var post = new Appointment(name, OfficeKind.Agriculture, isNationwide, Appointment.AllDuties);
            Must(await roles.DecideAsync(application, ApplicationAction.Confirm, "", administrator.Value, appointment: post));
        }

        return new Player(member.Id, name, member.UserName!);
    }

    /// <summary>Somebody new who runs the market.</summary>
    public async Task<Player> JoinAdministratorAsync()
    {
        await using var scope = market.Services.CreateAsyncScope();
        var member = Must(
            await scope.ServiceProvider.GetRequiredService<MemberService>().CreateAdministratorAsync(NextSignUp("平台管理员"))
        );
        return new Player(member.Id, member.DisplayName, member.UserName!);
    }

    /// <summary>A fund that one official has proposed and another approved.</summary>
    /// <param name="basisPoints">For a percentage of goods from the 832 counties; null for an amount per order towards shipping.</param>
    /// <returns>The fund's id.</returns>
    public async Task<Guid> OpenFundAsync(
        Player proposer,
        Player approver,
        string name,
        long depositFen,
        long amountFen,
        int? basisPoints = null
    )
    {
        var fundId = await ProposeFundAsync(proposer, name, depositFen, amountFen, basisPoints);
        Must(await Get<FundService>().ApproveAsync(fundId, approver.Id));
        return fundId;
    }

    /// <summary>As <see cref="OpenFundAsync"/>, before anybody approves it.</summary>
    public async Task<Guid> ProposeFundAsync(Player proposer, string name, long depositFen, long amountFen, int? basisPoints = null)
    {
        var funds = Get<FundService>();
        var (kind, scope) = basisPoints is null
            ? (SchemeKind.ShippingPerOrder, CountyScope.Any)
            : (SchemeKind.PercentOfGoods, CountyScope.Listed);
        await SetReferencesAsync(await JoinAsync("全国办公室", MemberRole.Official, isNationwide: true));
        return Must(
            await funds.ProposeAsync(
                new FundProposal(
                    Guid.CreateVersion7(),
                    Guid.CreateVersion7(),
                    proposer.Id,
                    name,
                    "",
                    depositFen,
                    kind,
                    amountFen,
                    basisPoints ?? 0,
                    scope,
                    [],
                    null,
                    Today,
                    Today.AddDays(DaysAhead)
                )
            )
        );
    }

    /// <summary>What every kind is worth, so that its price counts.</summary>
    private async Task SetReferencesAsync(Player official)
    {
        var references = Get<ReferencePriceService>();
        // Of vegetables and mushrooms the carried wholesale prices are known.
        foreach (var category in Enum.GetValues<ProduceCategory>().Except([ProduceCategory.Vegetable, ProduceCategory.EdibleFungus]))
        {
            Must(await references.SetAsync(new ReferenceRequest(category.ToString(), true, 10_000, "测试", official.Id)));
        }
    }

    /// <summary>A campaign that only its official sees, without lots so far.</summary>
    public async Task<Guid> DraftCampaignAsync(Player official, string title, long targetGrams) =>
        Must(
            await Get<CampaignService>()
                .SaveAsync(
                    new CampaignDraft(
                        Guid.CreateVersion7(),
                        official.Id,
                        official.Name,
                        title,
                        "菜在地里，等您来买。",
                        Campaign.Covers[0],
                        Xiji,
                        Today,
                        Today.AddDays(DaysAhead),
                        targetGrams,
                        null,
                        []
                    ),
                    publish: false
                )
        );

    /// <summary>Potatoes by the 斤 at 1.80 yuan.</summary>
    /// <param name="household">Whose they are, where a co-operative lists them.</param>
    /// <returns>The lot's id.</returns>
    public async Task<Guid> ListPotatoesAsync(Player farmer, long grams, string household = "") =>
        Must(
            await Get<LotService>()
                .ListAsync(
                    new ListingIntent(
                        Guid.CreateVersion7(),
                        farmer.Id,
                        farmer.Name,
                        household,
                        Potatoes,
                        "",
                        Xiji,
                        "",
                        SaleKind.Loose,
                        Weights.JinGrams,
                        180,
                        grams,
                        Today,
                        Today.AddDays(DaysAhead)
                    )
                )
        );

    /// <summary>An order that waits for payment.</summary>
    /// <returns>The order's id.</returns>
    public async Task<Guid> OrderAsync(Guid buyerId, Guid lotId, long grams) =>
        Must(
            await Get<OrderService>()
                .PlaceAsync(
                    new OrderIntent(
                        Guid.CreateVersion7(),
                        buyerId,
                        [new WantedLine(lotId, grams)],
                        new Address("林晓雯", "13800000000", "310104", "天平路 1 号"),
                        null
                    )
                )
        );

    public async Task<T> ReadAsync<T>(Func<MarketDb, Task<T>> read)
    {
        await using var db = await Get<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        return await read(db);
    }

    /// <summary>The value of an answer that the test takes for granted.</summary>
    private static T Must<T>(Result<T> answer)
    {
        Assert.True(answer.IsOk, string.Join(", ", answer.Rejections.Select(rejection => rejection.Code)));
        return answer.Value;
    }

    private SignUpRequest NextSignUp(string name) =>
        new(name, FormattableString.Invariant($"1380013{Interlocked.Increment(ref joined):0000}"), Player.Password);
}
