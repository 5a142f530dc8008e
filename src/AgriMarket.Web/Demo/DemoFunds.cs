using AgriMarket.Domain.Common;
using AgriMarket.Domain.Prices;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Trade.ReferencePrices;

namespace AgriMarket.Web.Demo;

/// <summary>
/// The demo's public money: one fund for shipping, one for produce that later gets a second scheme, each proposed by one
/// official and approved by another.
/// </summary>
internal sealed class DemoFunds(
    DemoRandom random,
    DemoTimeline timeline,
    DemoServices services,
    DemoMembers members,
    WholesalePrices wholesale
)
{
    private const long ShippingDepositFen = 30_000_000;
    private const long ProduceDepositFen = 200_000_000;
    private const long ShippingPerOrderFen = 200;
    private const int ProduceBasisPoints = 1_500;
    private const long KilogramDepositFen = 8_000_000;
    private const long PerKilogramFen = 40;
    private const long PerBuyerDayFen = 1_000;
    private const int DaysOpen = 75;

    private readonly FundService funds = services.Make<FundService>();
    private readonly FundChangeService changes = services.Make<FundChangeService>();

    /// <summary>The produce fund's id, known before it is proposed.</summary>
    public Guid ProduceFundId { get; } = random.Id(services.Clock.Now);

    public void Plan(DateTime at)
    {
        var (proposer, approver) = (members.MoneyProposer.Id, members.MoneyApprover.Id);
        Open(at, approver, ShippingHelp(at, proposer));
        Open(at + TimeSpan.FromMinutes(25), approver, ProduceFund(at, proposer));
        AddScheme(at + TimeSpan.FromHours(3), approver, ByWeight(at, proposer));
    }

    /// <summary>
    /// What kinds are worth for which no wholesale price is carried: without it the produce fund would pay nothing towards them.
    /// </summary>
    public void PlanReferences(DateTime at, IReadOnlyCollection<DemoLot> lots)
    {
        var references = services.Make<ReferencePriceService>();
        foreach (var kind in lots.GroupBy(lot => lot.Intent.ProduceCode))
        {
            var perKg = Medians.HalfUp(
                kind.Select(lot => Rounding.HalfUp(lot.Intent.UnitPriceFen, Weights.KilogramGrams, lot.Intent.UnitGrams))
            );
            if (wholesale.TypicalFenPerKg(kind.Key, ChinaTime.Day(at).Month) is null)
            {
                var request = new ReferenceRequest(kind.Key, false, perKg, "产地价格监测点近一个月的收购均价", members.MoneyProposer.Id);
                timeline.At(at, async () => DemoServices.Must(await references.SetAsync(request)));
            }
        }
    }

    private FundProposal ShippingHelp(DateTime at, Guid officialId) =>
        new(
            random.Id(at),
            random.Id(at),
            officialId,
            "爱心助农快递补贴",
            "Shipping help for farm produce",
            ShippingDepositFen,
            SchemeKind.ShippingPerOrder,
            ShippingPerOrderFen,
            0,
            CountyScope.Any,
            [],
            null,
            ChinaTime.Day(at),
            ChinaTime.Day(at).AddDays(DaysOpen)
        );

    private FundProposal ProduceFund(DateTime at, Guid officialId) =>
        new(
            ProduceFundId,
            random.Id(at),
            officialId,
            "挂牌督战县农产品专项补贴",
            "Produce fund for the 52 supervised counties",
            ProduceDepositFen,
            SchemeKind.PercentOfGoods,
            0,
            ProduceBasisPoints,
            CountyScope.Supervised,
            [],
            null,
            ChinaTime.Day(at),
            ChinaTime.Day(at).AddDays(DaysOpen)
        );

    private FundProposal ByWeight(DateTime at, Guid officialId) =>
        new(
            ProduceFundId,
            random.Id(at),
            officialId,
            "挂牌督战县按斤加补",
            "A little more by weight from the 52 counties",
            KilogramDepositFen,
            SchemeKind.PerKilogram,
            PerKilogramFen,
            0,
            CountyScope.Supervised,
            [],
            null,
            ChinaTime.Day(at),
            ChinaTime.Day(at).AddDays(DaysOpen)
        )
        {
            Caps = new() { PerBuyerDayFen = PerBuyerDayFen },
        };

    /// <summary>A further scheme of an open fund.</summary>
    private void AddScheme(DateTime at, Guid approver, FundProposal proposal)
    {
        var changeId = random.Id(at);
        timeline.At(at, async () => DemoServices.Must(await changes.ProposeSchemeAsync(changeId, proposal)));
        timeline.At(at + TimeSpan.FromMinutes(80), async () => DemoServices.Must(await changes.ApproveAsync(changeId, approver)));
    }

    private void Open(DateTime at, Guid approver, FundProposal proposal)
    {
        timeline.At(at, async () => DemoServices.Must(await funds.ProposeAsync(proposal)));
        timeline.At(at + TimeSpan.FromMinutes(95), async () => DemoServices.Must(await funds.ApproveAsync(proposal.FundId, approver)));
    }
}
