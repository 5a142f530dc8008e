using AgriMarket.Benchmarks.Orders;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Benchmarks.Support;

/// <summary>The whole market in this process, as in production, on a database of its own with lots, people and two schemes.</summary>
internal sealed class BenchMarket(Action<IServiceCollection>? more, bool isLimited) : WebApplicationFactory<Program>
{
    /// <summary>Where the lots come from: one of the 52 supervised counties.</summary>
    private const string County = "522633";

    private const long PlentyGrams = 100_000_000;
    private const int Buyers = 500;

    private static readonly Office NationalOffice = new()
    {
        Id = Guid.CreateVersion7(),
        Name = "全国办公室",
        Kind = OfficeKind.Agriculture,
        RegionCode = RegionCatalogue.Country,
        AddedAt = DateTime.UnixEpoch,
    };

    private readonly Guid[] farmers = [.. Enumerable.Range(0, 50).Select(_ => Guid.CreateVersion7())];

    private int listings;

    public static Address Home { get; } = new("李雷", "13800000000", "310104", "天平路 1 号");

    public IReadOnlyList<Guid> LotIds { get; private set; } = [];

    public IReadOnlyList<Guid> BuyerIds { get; private set; } = [];

    public OrderService Orders => Services.GetRequiredService<OrderService>();

    /// <summary>Of a market that watches them.</summary>
    public Commits Commits => Services.GetRequiredService<Commits>();

    public BenchDatabase Database { get; } = BenchDatabase.Create();

    /// <summary>A market with so many lots, each of 100 t, and a shipping and a goods scheme that both pay for all of them.</summary>
    /// <param name="overHttp">On a real server and a free port of this machine.</param>
    /// <param name="more">Further services of the benchmark's own.</param>
    /// <param name="isLimited">Whether it limits callers, as a market does: all of a benchmark come from one address.</param>
    public static async Task<BenchMarket> OpenAsync(
        int lots,
        bool overHttp = false,
        Action<IServiceCollection>? more = null,
        bool isLimited = false
    )
    {
        var market = new BenchMarket(more, isLimited);
        if (overHttp)
        {
            market.UseKestrel(0);
            market.StartServer();
        }

        await market.StockUpAsync(lots);
        return market;
    }

    public MarketDb Db() => Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();

    /// <summary>Places the order of a number: its lots, and whose it is, follow from it.</summary>
    public Task PlaceAsync(int number, int lines) =>
        PlaceAsync(
            number,
            [.. Enumerable.Range(0, lines).Select(line => new WantedLine(LotIds[(number * 7 + line * 13) % LotIds.Count], 2_500))]
        );

    /// <summary>Places an order that nothing should stand in the way of.</summary>
    public async Task PlaceAsync(int number, IReadOnlyList<WantedLine> lines)
    {
        var placed = await Orders.PlaceAsync(Intent(number, lines));
        if (!placed.IsOk)
        {
            throw new InvalidOperationException($"An order was refused: {placed.Rejections[0].Code}.");
        }
    }

    /// <summary>One order after the other until told to stop.</summary>
    /// <returns>How many.</returns>
    public async Task<int> SellAsync(CancellationToken stop)
    {
        var sold = 0;
        while (!stop.IsCancellationRequested)
        {
            await PlaceAsync(sold, lines: 1);
            sold++;
            await Task.Delay(10, CancellationToken.None);
        }

        return sold;
    }

    public OrderIntent Intent(int number, IReadOnlyList<WantedLine> lines) =>
        new(Guid.CreateVersion7(), BuyerIds[number % BuyerIds.Count], lines, Home, null);

    /// <summary>One more lot of potatoes at 3.80 yuan the 斤.</summary>
    public async Task<Guid> ListAsync(long grams)
    {
        var today = ChinaTime.Day(DateTime.UtcNow);
        var listed = await Services
            .GetRequiredService<LotService>()
            .ListAsync(
                new ListingIntent(
                    Guid.CreateVersion7(),
                    farmers[listings++ % farmers.Length],
                    "杨大山",
                    "",
                    "TB001",
                    "",
                    County,
                    "",
                    SaleKind.Loose,
                    500,
                    380,
                    grams,
                    today,
                    today.AddDays(30)
                )
            );
        return listed.Value;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Database.DisposeAsync();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) =>
        builder
            .UseContentRoot(AppContext.BaseDirectory)
            .UseEnvironment("Production")
            .UseSetting("Storage:Provider", Database.Provider)
            .UseSetting("Storage:ConnectionString", Database.ConnectionString)
            .UseSetting("Keys:Folder", Database.KeyFolder)
            .UseSetting("Payments:AllowSandbox", "true")
            .UseSetting("Sms:AllowSandbox", "true")
            .UseSetting("Demo:Seed", "false")
            .UseSetting("Limits:Enabled", isLimited ? "true" : "false")
            .UseSetting("Members:SignInsPerMinute", "1000")
            .UseSetting("Members:RequireFactor", "false")
            // Few buyers who order without end and never pay.
            .UseSetting("Orders:Unpaid:New:Orders", "10000000")
            .UseSetting("Orders:Unpaid:New:Grams", "1000000000000")
            .UseSetting("Orders:Unpaid:New:GrantFen", "1000000000000")
            .UseSetting("Orders:Unpaid:NewBuyersLotPercent", "100")
            .UseSetting("Orders:Unpaid:NewBuyersBudgetPercent", "100")
            // No sweep but the one that is measured.
            .UseSetting("Orders:ExpiryIntervalSeconds", "600")
            .UseSetting("Logging:LogLevel:Default", "Warning")
            .ConfigureServices(services => services.AddSingleton<IStartupFilter, BareEndpoint>())
            .ConfigureTestServices(services => more?.Invoke(services));

    private async Task StockUpAsync(int lots)
    {
        var now = DateTime.UtcNow;
        Guid[] officials = [Guid.CreateVersion7(), Guid.CreateVersion7()];
        BuyerIds = [.. Enumerable.Range(0, Buyers).Select(_ => Guid.CreateVersion7())];
        await using (var db = Db())
        {
            db.AddRange(officials.Concat(farmers).Concat(BuyerIds).Select(id => Somebody(id, now)));
            foreach (var (number, official) in db.Set<Member>().Local.Where(member => officials.Contains(member.Id)).Index())
            {
                // Two persons, as public money asks for.
                official.Verify(ContactKind.Mobile, $"1390000000{number}", now);
            }

            db.Add(NationalOffice);
            await db.SaveChangesAsync();
            db.AddRange(officials.Select(id => Official(id, farmers[0], now)));
            db.AddRange(farmers.Select(id => Confirmed(id, MemberRole.Farmer, officials[0], now)));
            await db.SaveChangesAsync();
        }

        var worth = new ReferenceRequest(ProduceCategory.Tuber.ToString(), true, 1_000, "benchmark", officials[0]);
        await Services.GetRequiredService<ReferencePriceService>().SetAsync(worth);
        await OpenFundAsync(SchemeKind.ShippingPerOrder, amountFen: 200, basisPoints: 0, officials);
        await OpenFundAsync(SchemeKind.PercentOfGoods, amountFen: 0, basisPoints: 1_500, officials);

        LotIds = await Task.WhenAll(Enumerable.Range(0, lots).Select(_ => ListAsync(PlentyGrams)));
        var quote = await Orders.QuoteAsync([new(LotIds[0], 2_500)], Home.RegionCode, BuyerIds[0]);
        if (quote.Value.Subsidies.Grants.Count != 2)
        {
            throw new InvalidOperationException("Both schemes were to pay for every order.");
        }
    }

    private static Member Somebody(Guid id, DateTime now) =>
        new()
        {
            Id = id,
            UserName = id.ToString(),
            NormalizedUserName = id.ToString().ToUpperInvariant(),
            DisplayName = "某人",
            JoinedAt = now,
        };

    private async Task OpenFundAsync(SchemeKind kind, long amountFen, int basisPoints, Guid[] officials)
    {
        var funds = Services.GetRequiredService<FundService>();
        var fundId = Guid.CreateVersion7();
        var today = ChinaTime.Day(DateTime.UtcNow);
        var proposed = await funds.ProposeAsync(
            new FundProposal(
                fundId,
                Guid.CreateVersion7(),
                officials[0],
                "补贴",
                "Subsidy",
                Fund.MaxDepositFen,
                kind,
                amountFen,
                basisPoints,
                CountyScope.Supervised,
                [],
                null,
                today,
                today.AddDays(30)
            )
        );
        var approved = await funds.ApproveAsync(fundId, officials[1]);
        if (!proposed.IsOk || !approved.IsOk)
        {
            throw new InvalidOperationException($"The fund was refused: {proposed.Rejections.Concat(approved.Rejections).First().Code}.");
        }
    }

    private static RoleApplication Confirmed(Guid memberId, MemberRole role, Guid decider, DateTime now)
    {
        var application = new RoleApplication
        {
            Id = Guid.CreateVersion7(),
            MemberId = memberId,
            Role = role,
            DisplayName = role == MemberRole.Official ? NationalOffice.Name : "杨大山",
            RegionCode = County,
            AppliedAt = now,
        };
        var decided = application.Decide(ApplicationAction.Confirm, decider, [MemberRole.Administrator], null, now);
        return decided.IsOk ? application : throw new InvalidOperationException("A role was refused.");
    }

    /// <summary>An official of <see cref="NationalOffice"/> in every duty.</summary>
    private static RoleApplication Official(Guid memberId, Guid decider, DateTime now)
    {
        var application = Confirmed(memberId, MemberRole.Official, decider, now);
        var appointed = application.Appoint(NationalOffice, Appointment.AllDuties, decider);
        return appointed.IsOk ? application : throw new InvalidOperationException("An official was not appointed.");
    }
}
