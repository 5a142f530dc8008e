using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Trade.Carriers;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Demo;

/// <summary>
/// The residents' orders: more of them towards today, most paid, sent and received, a few given up or forgotten, and a few
/// that wait for payment at this moment.
/// </summary>
internal sealed class DemoOrders(
    DemoRandom random,
    DemoTimeline timeline,
    DemoServices services,
    IReadOnlyList<DemoLot> lots,
    DemoMembers members,
    DateTime now
)
{
    public const int Count = 200;

    private const int Waiting = 3;

    /// <summary>So many that none of them is more than buyers whom the market does not know yet may have of a lot.</summary>
    private const int GroupOrdersPerHotLot = 5;

    /// <summary>Every so many-th order is given up or forgotten.</summary>
    private const int GivenUpEvery = 31;

    private const int ForgottenEvery = 37;

    private static readonly (string Code, string Prefix, int Digits)[] Carriers =
    [
        ("china-post", "98", 11),
        ("sf", "SF14", 11),
        ("zto", "7836", 10),
        ("yto", "YT88", 11),
        ("jt", "JT30", 11),
    ];

    private readonly RegionCatalogue regions = services.GetRequiredService<RegionCatalogue>();
    private readonly ProduceCatalogue produce = services.GetRequiredService<ProduceCatalogue>();
    private readonly FreightTariff tariff = services.GetRequiredService<FreightTariff>();
    private readonly OrderService orders = services.Make<OrderService>();
    private readonly CarrierScanInbox scans = services.Make<CarrierScanInbox>();
    private readonly SandboxBank bank = services.Make<SandboxBank>();
    private readonly RefundService refunds = services.Make<RefundService>();
    private readonly Dictionary<DemoResident, DateTime> paidFirst = [];
    private bool hasRefunded;
    private readonly Dictionary<Guid, int> popularity = lots.ToDictionary(
        lot => lot.Intent.Id,
        lot => lot.IsHot ? 30 : random.Between(1, 12)
    );

    /// <param name="from">No order is older.</param>
    public void Plan(DateTime from)
    {
        DemoLot[] hot = [.. lots.Where(lot => lot.IsHot)];
        var grouped = hot.Length * GroupOrdersPerHotLot;
        DateTime[] times =
        [
            .. Enumerable
                .Range(0, Count - Waiting - grouped)
                .Select(_ => TimeOfDay(from + (now - from) * Math.Pow(random.Part(), 0.9)))
                .Order(),
        ];
        for (var i = 0; i < times.Length; i++)
        {
            var end =
                i % ForgottenEvery == ForgottenEvery - 1 ? End.Forgotten
                : i % GivenUpEvery == GivenUpEvery - 1 ? End.GivenUp
                : End.Paid;
            // The resident one signs in as has ordered more than others.
            Place(times[i], i % 23 == 5 ? members.Residents[0] : random.Pick(members.Residents), end);
        }

        for (var i = 0; i < grouped; i++)
        {
            BuyTogether(
                hot[i / GroupOrdersPerHotLot],
                isFirstLot: i < GroupOrdersPerHotLot,
                ordersLeft: GroupOrdersPerHotLot - i % GroupOrdersPerHotLot
            );
        }

        for (var i = 0; i < Waiting; i++)
        {
            Place(now - TimeSpan.FromMinutes(2 + 3 * i), members.Residents[i], End.Open);
        }
    }

    private void Place(DateTime at, DemoResident buyer, End end)
    {
        // One lot a farm: a parcel leaves when the last of it is ready.
        var lines = new Dictionary<DemoFarm, WantedLine>();
        for (var wanted = random.Chance(70) ? 1 : random.Between(2, 3); wanted > 0; wanted--)
        {
            if (Choose(at, buyer, withHot: end == End.Paid) is { } lot && !lines.ContainsKey(lot.Farm))
            {
                var grams = Math.Min(Appetite(lot.Intent.UnitGrams), lot.LeftGrams);
                lines[lot.Farm] = new WantedLine(lot.Intent.Id, grams);
                lot.LeftGrams -= grams;
            }
        }

        Tell(at, buyer, [.. lines.Values], end);
    }

    /// <summary>
    /// Somebody who has bought before collects the orders of a whole building, until hardly anything of a lot is left, and of one nothing.
    /// </summary>
    private void BuyTogether(DemoLot lot, bool isFirstLot, int ordersLeft)
    {
        var unit = lot.Intent.UnitGrams;
        var keep = isFirstLot ? 0 : random.Between(1, 3) * unit;
        var grams = Math.Max(unit, (lot.LeftGrams - keep) / unit / ordersLeft * unit);
        grams = ordersLeft == 1 ? Math.Max(unit, lot.LeftGrams - keep) : grams;
        lot.LeftGrams -= grams;
        var at = now - TimeSpan.FromHours(3 + 10 * ordersLeft) - random.Minutes(0, 90);
        DemoResident[] known =
        [
            .. members.Residents.Where(resident =>
                paidFirst.TryGetValue(resident, out var paid) && paid < at.AddDays(-1) && Arrives(lot, at, resident)
            ),
        ];
        Tell(at, random.Pick(known), [new WantedLine(lot.Intent.Id, grams)], End.Paid);
    }

    /// <param name="withHot">Hot lots are for orders that are paid: what nearly sells out must not come back.</param>
    private DemoLot? Choose(DateTime at, DemoResident buyer, bool withHot)
    {
        DemoLot[] there =
        [
            .. lots.Where(lot =>
                lot.ListedAt < at
                && (lot.IsHot ? withHot && lot.LeftGrams > lot.Intent.QuantityGrams / 3 : lot.LeftGrams > 0)
                && Arrives(lot, at, buyer)
            ),
        ];
        var ticket = there.Length == 0 ? 0 : random.Between(1, there.Sum(lot => popularity[lot.Intent.Id]));
        return Array.Find(there, lot => (ticket -= popularity[lot.Intent.Id]) <= 0);
    }

    /// <summary>What is ordered then is with the buyer by its best-before date, however long it travels.</summary>
    private bool Arrives(DemoLot lot, DateTime at, DemoResident buyer)
    {
        var (intent, service) = (lot.Intent, produce.Find(lot.Intent.ProduceCode)!.Express);
        return tariff.RateOf(service, intent.OriginCode, buyer.Address.RegionCode, regions) is { } rate
            && SellingDays.ArrivesOn(intent.ReadyOn, ChinaTime.Day(at), rate.TransitDaysTo) <= intent.BestBeforeOn;
    }

    /// <summary>What a household takes: some five 斤 of something loose, a pack or two of anything else.</summary>
    private long Appetite(long unitGrams)
    {
        const long Household = 5 * Weights.JinGrams;
        return Math.Max(1, Household / unitGrams) * unitGrams * random.Between(1, 3);
    }

    private void Tell(DateTime at, DemoResident buyer, WantedLine[] lines, End end)
    {
        if (lines.Length == 0)
        {
            throw new InvalidOperationException($"Nothing is on sale at {at:u}.");
        }

        var id = random.Id(at);
        timeline.At(
            at,
            async () => DemoServices.Must(await orders.PlaceAsync(new OrderIntent(id, buyer.Member.Id, lines, buyer.Address, null)))
        );
        switch (end)
        {
            case End.Paid:
                var paidAt = at + random.Minutes(1, 8);
                paidFirst.TryAdd(buyer, paidAt);
                timeline.At(paidAt, async () => DemoServices.Must(await bank.FinishAsync(id, buyer.Member.Id, SandboxOutcome.Succeed)));
                timeline.At(paidAt, () => SendAsync(id, buyer.Member.Id, lines, paidAt));
                break;
            case End.GivenUp:
                var (endedAt, isPaid) = (at + random.Minutes(1, 10), !hasRefunded);
                timeline.At(endedAt, () => GiveUpAsync(id, buyer.Member.Id, lines, isPaid));
                hasRefunded = true;
                break;
            case End.Forgotten:
                timeline.At(at + TimeSpan.FromMinutes(16), async () => DemoServices.Must(await orders.ExpireAsync(id)));
                break;
            case End.Open:
                break;
            default:
                throw new InvalidOperationException($"Unknown end {end}.");
        }
    }

    /// <summary>Most give up before they pay; whoever has paid gets all of it back.</summary>
    private async Task GiveUpAsync(Guid orderId, Guid buyerId, WantedLine[] lines, bool isPaid)
    {
        if (!isPaid)
        {
            DemoServices.Must(await orders.CancelAsync(orderId, buyerId));
            return;
        }

        DemoServices.Must(await bank.FinishAsync(orderId, buyerId, SandboxOutcome.Succeed));
        DemoServices.Must(await refunds.CancelAsync(orderId, orderId, buyerId, lines));
    }

    /// <summary>Each farmer sends when the goods are ready, and the buyer confirms some time after they can have arrived.</summary>
    private async Task SendAsync(Guid orderId, Guid buyerId, WantedLine[] lines, DateTime paidAt)
    {
        DemoLot[] ordered = [.. lots.Where(lot => Array.Exists(lines, line => line.LotId == lot.Intent.Id))];
        foreach (
            var parcel in await services
                .Db.Set<Parcel>()
                .AsNoTracking()
                .Where(parcel => parcel.OrderId == orderId)
                .OrderBy(parcel => parcel.Id)
                .ToListAsync()
        )
        {
            var ready = ChinaTime.StartOfDay(ordered.Where(lot => lot.Farm.Member.Id == parcel.FarmerId).Max(lot => lot.Intent.ReadyOn));
            var sentAt = WorkingTime((paidAt > ready ? paidAt : ready) + random.Minutes(2 * 60, 28 * 60));
            var receivedAt = WorkingTime(sentAt + TimeSpan.FromDays(parcel.TransitDaysTo) * (0.5 + 0.4 * random.Part()));
            var carrier = random.Pick(Carriers);
            var number = carrier.Prefix + string.Concat(Enumerable.Range(0, carrier.Digits).Select(_ => random.Between(0, 9)));
            timeline.At(sentAt, async () => DemoServices.Must(await orders.ShipAsync(parcel.Id, parcel.FarmerId, carrier.Code, number)));
            Scan(carrier.Code, number, sentAt, receivedAt);
            timeline.At(receivedAt, async () => DemoServices.Must(await orders.ReceiveAsync(parcel.Id, buyerId)));
        }
    }

    /// <summary>What the carrier says on the way, each scan when it happens.</summary>
    private void Scan(string carrier, string number, DateTime sentAt, DateTime receivedAt)
    {
        (double Part, ScanKind Kind, string Text)[] way =
        [
            (0.05, ScanKind.PickedUp, "已揽收"),
            (0.5, ScanKind.InTransit, "到达转运中心"),
            (0.9, ScanKind.OutForDelivery, "派送中"),
            (0.95, ScanKind.Delivered, "已签收"),
        ];
        foreach (var step in way)
        {
            var at = sentAt + (receivedAt - sentAt) * step.Part;
            timeline.At(at, async () => DemoServices.Must(await scans.RecordAsync(new(carrier, number, [new(step.Kind, at, step.Text)]))));
        }
    }

    /// <summary>Moves an instant out of the night, into the hours in which people order.</summary>
    private DateTime TimeOfDay(DateTime at)
    {
        const int NightEnds = 7;
        var moved = ChinaTime.Local(at).Hour < NightEnds ? at + TimeSpan.FromHours(NightEnds) : at;
        return moved < now - TimeSpan.FromMinutes(30) ? moved : now - random.Minutes(30, 120);
    }

    /// <summary>The same instant, or the next morning when it is outside the hours of a village post.</summary>
    private DateTime WorkingTime(DateTime at)
    {
        const int Opens = 8;
        const int Closes = 19;
        var hour = ChinaTime.Local(at).Hour;
        return hour is >= Opens and < Closes
            ? at
            : ChinaTime.StartOfDay(ChinaTime.Day(at).AddDays(hour < Opens ? 0 : 1)) + TimeSpan.FromHours(Opens) + random.Minutes(0, 150);
    }

    private enum End
    {
        Paid,
        GivenUp,
        Forgotten,
        Open,
    }
}
