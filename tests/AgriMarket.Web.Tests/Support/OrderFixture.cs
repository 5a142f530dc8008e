using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.Payments.Worker;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.Carriers;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.OrderSettlement;
using AgriMarket.Web.Trade.ReferencePrices;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Support;

/// <summary>
/// People, lots and funds for tests of ordering. Each has a county of its own, so that one test's funds pay for no other
/// test's goods.
/// </summary>
internal sealed class OrderFixture
{
    public const string Leishan = "522634";
    private readonly MarketApp market;

    private OrderFixture(MarketApp market, Guid[] members, string county)
    {
        this.market = market;
        (Farmer, Buyer, Stranger, Proposer, Approver) = (members[0], members[1], members[2], members[3], members[4]);
        County = county;
    }

    public Guid Farmer { get; }

    public Guid Buyer { get; }

    public Guid Stranger { get; }

    public string County { get; }

    public OrderService Orders => market.Services.GetRequiredService<OrderService>();

    public PaymentService Payments => market.Services.GetRequiredService<PaymentService>();

    public SandboxBank Bank => market.Services.GetRequiredService<SandboxBank>();

    public RefundService Refunds => market.Services.GetRequiredService<RefundService>();

    public LotService Lots => market.Services.GetRequiredService<LotService>();

    public OrderReads Reads => market.Services.GetRequiredService<OrderReads>();

    public static AgriMarket.Domain.Logistics.Address Home { get; } = new("李雷", "13800000000", "310104", "天平路 1 号");

    public Guid Proposer { get; }

    public Guid Approver { get; }

    public DateOnly Today => ChinaTime.Day(market.Clock.GetUtcNow().UtcDateTime);

    /// <summary>
    /// Without bounds a few people who never pay can order all day, as those of most tests do; <see cref="BoundUnpaidOrders"/> has
    /// the real ones.
    /// </summary>
    private static ReservationLimits Unbounded { get; } =
        new()
        {
            New = new(int.MaxValue / 100, long.MaxValue / 100, long.MaxValue / 100),
            Known = new(int.MaxValue / 100, long.MaxValue / 100, long.MaxValue / 100),
            NewBuyersLotPercent = 100,
            NewBuyersBudgetPercent = 100,
            ForgivenADay = int.MaxValue,
        };

    /// <summary>What unpaid orders may reserve is bounded as on a real market.</summary>
    public void BoundUnpaidOrders() => Bound(market.Services, new());

    /// <summary>For a market whose few buyers order without end and never pay.</summary>
    public static void LiftLimitsOfUnpaidOrders(IServiceProvider market) => Bound(market, Unbounded);

    private static void Bound(IServiceProvider market, ReservationLimits limits) =>
        market.GetRequiredService<IOptions<OrderOptions>>().Value.Unpaid = limits;

    public static async Task<OrderFixture> OpenAsync(MarketApp market, string county)
    {
        Guid[] members = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7())];
        await using var db = Db(market);
        db.AddRange(
            members.Select(id => new Member
            {
                Id = id,
                UserName = id.ToString(),
                NormalizedUserName = id.ToString(),
                DisplayName = "某人",
                JoinedAt = market.Clock.GetUtcNow().UtcDateTime,
            })
        );
        foreach (var member in db.ChangeTracker.Entries<Member>())
        {
            member.Entity.Verify(ContactKind.Mobile, VerifiedMobiles.Next(), member.Entity.JoinedAt);
        }

        await db.SaveChangesAsync();
        var trade = new OrderFixture(market, members, county);
        LiftLimitsOfUnpaidOrders(market.Services);
        var now = market.Clock.GetUtcNow().UtcDateTime;
        db.AddConfirmed(trade.Proposer, MemberRole.Official, "县政府", county, now);
        db.AddConfirmed(trade.Approver, MemberRole.Official, "县政府", county, now);
        db.AddConfirmed(trade.Farmer, MemberRole.Farmer, "杨大山", county, now);
        await db.SaveChangesAsync();
        await trade.SetReferencesAsync();
        return trade;
    }

    /// <summary>
    /// Says once a market that every kind is worth 1,000 yuan a kilogram: nothing that a test sells is worth more, unless it is about
    /// just that.
    /// </summary>
    private async Task SetReferencesAsync()
    {
        await using var db = Db();
        if (await db.Set<OfficialReference>().AnyAsync())
        {
            return;
        }

        var references = market.Services.GetRequiredService<ReferencePriceService>();
        var official = await NationalOfficialAsync();
        // Of vegetables and mushrooms the carried wholesale prices are known.
        foreach (var category in Enum.GetValues<ProduceCategory>().Except([ProduceCategory.Vegetable, ProduceCategory.EdibleFungus]))
        {
            var request = new ReferenceRequest(category.ToString(), true, 100_000, "测试", official);
            Assert.Empty((await references.SetAsync(request)).Rejections);
        }
    }

    /// <summary>An official of the whole country's office, whose prices hold everywhere.</summary>
    public async Task<Guid> NationalOfficialAsync()
    {
        await using var db = Db();
        return await db.EnrolNationalOfficialAsync(market.Clock.GetUtcNow().UtcDateTime);
    }

    public static MarketDb Db(MarketApp market) => market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();

    public MarketDb Db() => Db(market);

    /// <summary>A lot of potatoes at 3.80 yuan the 斤.</summary>
    /// <param name="days">From today until its last day of sale.</param>
    public async Task<Guid> ListAsync(long grams, Guid? farmerId = null, int days = 30)
    {
        if (farmerId is { } other)
        {
            await ConfirmFarmerAsync(other, County);
        }

        return (await Lots.ListAsync(Offer(grams, days) with { FarmerId = farmerId ?? Farmer })).Value;
    }

    /// <summary>From now on this member may list from a county, if not already.</summary>
    public async Task ConfirmFarmerAsync(Guid memberId, string county)
    {
        await using var db = Db();
        if (!await db.Set<RoleApplication>().AnyAsync(row => row.MemberId == memberId && row.RegionCode == county))
        {
            db.AddConfirmed(memberId, MemberRole.Farmer, "杨大山", county, market.Clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync();
        }
    }

    public ListingIntent Offer(long grams, int days = 30) =>
        new(
            Guid.CreateVersion7(),
            Farmer,
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
            Today,
            Today.AddDays(days)
        );

    /// <summary>An open fund whose whole deposit is its scheme's budget.</summary>
    /// <returns>The scheme's id.</returns>
    public async Task<Guid> OpenFundAsync(SchemeKind kind, long amountFen, int basisPoints, long depositFen) =>
        (await OpenFundAsync(Proposal(kind, amountFen, basisPoints, depositFen))).SchemeId;

    /// <summary>The fund of a proposal, open.</summary>
    public async Task<FundProposal> OpenFundAsync(FundProposal proposal)
    {
        var funds = market.Services.GetRequiredService<FundService>();
        Assert.Empty((await funds.ProposeAsync(proposal)).Rejections);
        Assert.Empty((await funds.ApproveAsync(proposal.FundId, Approver)).Rejections);
        return proposal;
    }

    /// <summary>A fund whose whole deposit is its scheme's budget, for goods of this county.</summary>
    public FundProposal Proposal(SchemeKind kind, long amountFen, int basisPoints, long depositFen) =>
        new(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Proposer,
            "补贴",
            "Subsidy",
            depositFen,
            kind,
            amountFen,
            basisPoints,
            CountyScope.Chosen,
            [County],
            null,
            Today,
            Today.AddDays(30)
        );

    public OrderIntent Intent(Guid lotId, long grams) => new(Guid.CreateVersion7(), Buyer, [new WantedLine(lotId, grams)], Home, null);

    /// <summary>Places an order that the test takes for granted.</summary>
    public async Task<Guid> OrderAsync(Guid lotId, long grams)
    {
        var placed = await Orders.PlaceAsync(Intent(lotId, grams));
        Assert.True(placed.IsOk, placed.IsOk ? "" : placed.Rejections[0].Code);
        return placed.Value;
    }

    public Task<Result<Done>> PayAsync(Guid orderId) => Bank.FinishAsync(orderId, Buyer, SandboxOutcome.Succeed);

    /// <summary>All that is due at the gateway is done.</summary>
    public Task RoundAsync() => market.Services.GetRequiredService<PaymentWorker>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>Parcels whose farmers are to be paid are found, and paid where the farmer has an account.</summary>
    public async Task PayOutAsync()
    {
        await market.Services.GetRequiredService<ParcelPayouts>().OweDueAsync(TestContext.Current.CancellationToken);
        await RoundAsync();
    }

    /// <summary>A member has an account with the sandbox.</summary>
    public async Task OpenAccountAsync(Guid memberId) =>
        Assert.True((await market.Services.GetRequiredService<PayoutAccounts>().OpenAsync(memberId, "http://localhost/farm/money")).IsOk);

    public async Task<Lot> LotAsync(Guid lotId)
    {
        await using var db = Db();
        return await db.Set<Lot>().AsNoTracking().SingleAsync(lot => lot.Id == lotId);
    }

    public async Task<OrderStatus> StatusAsync(Guid orderId) => (await Reads.FindAsync(orderId, Buyer))!.Order.Status;

    /// <summary>What is left of a scheme's budget.</summary>
    public async Task<long> BudgetAsync(Guid schemeId)
    {
        await using var db = Db();
        var id = AgriMarket.Domain.Ledger.AccountIds.Budget(schemeId);
        return (await db.Set<AgriMarket.Domain.Ledger.Account>().AsNoTracking().SingleAsync(account => account.Id == id)).AvailableFen;
    }

    /// <summary>An order that is paid for.</summary>
    public async Task<Guid> BuyAsync(Guid lotId, long grams)
    {
        var orderId = await OrderAsync(lotId, grams);
        Assert.True((await PayAsync(orderId)).IsOk);
        return orderId;
    }

    public Task<Result<Refund>> CancelLineAsync(Guid orderId, Guid lotId, long grams, Guid? refundId = null) =>
        Refunds.CancelAsync(refundId ?? Guid.CreateVersion7(), orderId, Buyer, [new WantedLine(lotId, grams)]);

    /// <summary>The farmer, or somebody in office for the place, gives money back for shipped goods.</summary>
    public Task<Result<Refund>> RefundShippedAsync(
        Guid orderId,
        Guid memberId,
        IReadOnlyList<WantedLine> lines,
        string note,
        Guid? refundId = null
    ) => Refunds.RefundAsync(new RefundIntent(refundId ?? Guid.CreateVersion7(), orderId, memberId, RefundKind.Shipped, lines, note));

    /// <summary>The farmer says that a part of a paid order is not there to be sent.</summary>
    public Task<Result<Refund>> CannotSendAsync(Guid orderId, Guid lotId, long grams, Guid? refundId = null, Guid? memberId = null) =>
        Refunds.RefundAsync(
            new RefundIntent(
                refundId ?? Guid.CreateVersion7(),
                orderId,
                memberId ?? Farmer,
                RefundKind.Undelivered,
                [new WantedLine(lotId, grams)],
                "遭了霜冻"
            )
        );

    public Task<Result<Done>> AdjustAsync(Guid lotId, AdjustmentKind kind, long grams, Guid? id = null) =>
        Lots.AdjustAsync(new AdjustmentIntent(id ?? Guid.CreateVersion7(), lotId, Farmer, kind, grams, ""));

    /// <summary>The order's only parcel was sent, and its carrier has delivered it.</summary>
    public async Task ShipAsync(Guid orderId)
    {
        var parcelId = (await Reads.FindAsync(orderId, Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await Orders.ShipAsync(parcelId, Farmer, "顺丰", NumberOf(parcelId))).IsOk);
        await ScanAsync(parcelId, ScanKind.PickedUp, ScanKind.Delivered);
    }

    /// <summary>A number of the form of SF's, which no other parcel has.</summary>
    public static string NumberOf(Guid parcelId) => $"SF{BitConverter.ToUInt64(parcelId.ToByteArray(), 8) % 10_000_000_000_000:D13}";

    /// <summary>SF says at this moment what has become of a parcel under its <see cref="NumberOf"/>.</summary>
    public async Task ScanAsync(Guid parcelId, params IEnumerable<ScanKind> kinds) =>
        Assert.True(
            (
                await market
                    .Services.GetRequiredService<CarrierScanInbox>()
                    .RecordAsync(
                        new(
                            "sf",
                            NumberOf(parcelId),
                            [.. kinds.Select(kind => new ReportedScan(kind, market.Clock.GetUtcNow().UtcDateTime, $"{kind}"))]
                        )
                    )
            ).IsOk
        );

    /// <summary>The buyer has the order's only parcel.</summary>
    public async Task ReceiveAsync(Guid orderId)
    {
        var parcelId = (await Reads.FindAsync(orderId, Buyer))!.Parcels[0].Parcel.Id;
        Assert.True((await Orders.ReceiveAsync(parcelId, Buyer)).IsOk);
    }

    /// <summary>Somebody new who runs the market.</summary>
    public async Task<Guid> AdministratorAsync()
    {
        var (now, id) = (market.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await using var db = Db();
        db.Add(
            new Member
            {
                Id = id,
                UserName = id.ToString(),
                NormalizedUserName = id.ToString(),
                DisplayName = "平台",
                JoinedAt = now,
            }
        );
        await db.SaveChangesAsync();
        db.Add(RoleApplication.Administrator(id, "平台", now));
        await db.SaveChangesAsync();
        return id;
    }

    /// <summary>The time to pay is over.</summary>
    public void LetTimePass() => market.Clock.Advance(TimeSpan.FromMinutes(16));

    /// <summary>The time to pay is over for these orders, and the market's own sweep has not looked yet.</summary>
    public async Task RunOutAsync(params Guid[] orderIds)
    {
        await using var db = Db();
        var now = market.Clock.GetUtcNow().UtcDateTime;
        await db.Set<Order>()
            .Where(order => orderIds.Contains(order.Id))
            .ExecuteUpdateAsync(order => order.SetProperty(it => it.PayBefore, now));
        await db.Set<Hold>()
            .Where(hold => orderIds.Contains(hold.OrderId))
            .ExecuteUpdateAsync(hold => hold.SetProperty(it => it.ExpiresAt, now));
        await db.Set<Payment>()
            .Where(payment => orderIds.Contains(payment.Id))
            .ExecuteUpdateAsync(payment => payment.SetProperty(it => it.PayBefore, now));
    }
}
