using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Backup;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Tests.Support.Cases;
using AgriMarket.Web.Trade.Deliveries;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>
/// A small market in which everything has happened: an order in each state, paid late, sent back and refunded ones too, goods of
/// two farmers in one of them; lots that were sold out of, adjusted, written off, closed and left alone; schemes that pay with
/// and without caps, and funds that two officials added to, froze and closed; a wrong entry that was taken back,
/// a campaign, and a lot that brought less than was promised.
/// </summary>
public sealed class AuditedMarket : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    public MarketApp Market { get; } = new();

    /// <summary>A backup of it.</summary>
    public string Copy => Path.Combine(folder, "copy.db");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var trade = await OrderFixture.OpenAsync(Market, OrderFixture.Leishan);
        var (shipping, percent) = (
            trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000),
            trade.Proposal(SchemeKind.PercentOfGoods, 0, 1_000, 100_000)
        );
        await trade.OpenFundAsync(shipping);
        await trade.OpenFundAsync(percent);
        var (potatoes, more) = (await trade.ListAsync(200_000), await trade.ListAsync(50_000, trade.Stranger));
        await trade.ListAsync(10_000);
        await Market.PublishAsync(trade, potatoes, more);

        await WriteOffAsync(trade);
        await AuditAsync(trade);
        await AdjustAsync(trade);
        await ExpireAndPayLateAsync(trade, potatoes);
        await ChangeFundsAsync(trade, shipping, percent, potatoes);
        await CancelAndPayAsync(trade, potatoes, more);
        await CloseAsync(trade);
        await RefundAsync(trade, potatoes, more);
        await CorrectAsync(trade, await trade.BuyAsync(potatoes, 10_500));
        await PayInEveryWayAsync(trade, potatoes);
        await PayOutAsync(trade, potatoes);
        await MatchAsync();
        await BringLessAsync(trade);
        await ReviewDeliveriesAsync(trade);
        await LookIntoAsync();
        Assert.True((await Market.Services.GetRequiredService<DatabaseBackup>().WriteAsync(Copy, overwrite: false, Cancel)).Done);
    }

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What lay unsold is written off, and so is what an order gave back too late.</summary>
    private async Task WriteOffAsync(OrderFixture trade)
    {
        var lotId = await trade.ListAsync(8_000, days: 3);
        Assert.True((await trade.Orders.PlaceAsync(trade.Intent(lotId, 500) with { ForEarlierArrival = true })).IsOk);
        Market.Clock.Advance(TimeSpan.FromDays(4));
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await trade.Lots.WriteOffPastAsync();
        Assert.Equal(8_000, (await trade.LotAsync(lotId)).WrittenOffGrams);
    }

    /// <summary>Of three grants of a day two are drawn: one is proven, and of the other its seller says nothing.</summary>
    private async Task AuditAsync(OrderFixture trade)
    {
        var audits = AuditFixture.Open(Market, perDay: 2);
        await audits.CommitAsync();
        var lotId = await trade.ListAsync(40_000);
        await audits.FinishAsync(trade, lotId, parcels: 3);
        await audits.DrawTomorrowAsync();
        var drawn = await audits.DrawnAsync();
        Assert.True((await audits.Service.AnswerAsync(drawn[0].ParcelId, trade.Farmer, new("村口交给顺丰", ""))).IsOk);
        Assert.True((await audits.Service.DecideAsync(drawn[0].ParcelId, true, "扫描齐全", trade.Approver)).IsOk);
        Market.Clock.Advance(TimeSpan.FromDays(2));
        await audits.Service.LapseDueAsync(Cancel);
    }

    private static async Task AdjustAsync(OrderFixture trade)
    {
        var lotId = await trade.ListAsync(20_000);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Found, 700)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.Damaged, 300)).IsOk);
        Assert.True((await trade.AdjustAsync(lotId, AdjustmentKind.GivenAway, 200)).IsOk);
    }

    private static async Task ExpireAndPayLateAsync(OrderFixture trade, Guid potatoes)
    {
        var scarce = await trade.ListAsync(6_000);
        var (expired, late, tooLate) = (
            await trade.OrderAsync(potatoes, 1_000),
            await trade.OrderAsync(potatoes, 6_500),
            await trade.OrderAsync(scarce, 6_000)
        );
        var begun = await trade.OrderAsync(potatoes, 500);
        Assert.True((await trade.Payments.BeginAsync(begun, trade.Buyer)).IsOk);
        trade.LetTimePass();
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await trade.BuyAsync(scarce, 500);
        await PaidAsync(trade, late);
        await PaidAsync(trade, tooLate);
        Assert.Equal(
            (OrderStatus.Expired, OrderStatus.Paid, OrderStatus.Expired),
            (await trade.StatusAsync(expired), await trade.StatusAsync(late), await trade.StatusAsync(tooLate))
        );
    }

    /// <summary>
    /// One fund is added to and goes on, one is frozen, and one is closed and then gets back a refund. The new scheme counts its grants.
    /// </summary>
    private async Task ChangeFundsAsync(OrderFixture trade, FundProposal shipping, FundProposal percent, Guid potatoes)
    {
        var further = trade.Proposal(SchemeKind.PerKilogram, 30, 0, 40_000) with
        {
            FundId = shipping.FundId,
            Caps = new SchemeCaps
            {
                PerDayFen = 20_000,
                PerBuyerFen = 20_000,
                PerBuyerDayFen = 20_000,
                PerOrderFen = 400,
                PerKilogramFen = 30,
            },
        };
        await ChangeAsync(trade, shipping, FundAction.TopUp, 5_000);
        await TakeBackAsync(trade, shipping);
        var added = await Changes.ProposeSchemeAsync(Guid.CreateVersion7(), further);
        Assert.True((await Changes.ApproveAsync(added.Value, trade.Approver)).IsOk);
        await ChangeAsync(trade, percent, FundAction.Freeze);
        await ChangeAsync(trade, percent, FundAction.Unfreeze);

        var (cold, brief) = (
            trade.Proposal(SchemeKind.ShippingPerOrder, 1, 0, 9_000),
            trade.Proposal(SchemeKind.PercentOfGoods, 0, 100, 9_000)
        );
        await trade.OpenFundAsync(cold);
        await ChangeAsync(trade, cold, FundAction.Freeze);
        await trade.OpenFundAsync(brief);
        var first = await trade.BuyAsync(potatoes, 7_000);
        await ChangeAsync(trade, brief, FundAction.Close);
        Assert.True((await trade.CancelLineAsync(first, potatoes, 1_000)).IsOk);
        Assert.InRange(await trade.BudgetAsync(brief.SchemeId), 1, 100);
    }

    /// <summary>A top-up of a wrong sum, which two officials take back.</summary>
    private async Task TakeBackAsync(OrderFixture trade, FundProposal fund)
    {
        await ChangeAsync(trade, fund, FundAction.TopUp, 70_000);
        await using var db = trade.Db();
        var wrong = await db.Set<Transfer>()
            .SingleAsync(entry => entry.Reason == LedgerReasons.Budget && entry.AmountFen == 70_000, Cancel);
        var proposed = await Changes.ProposeAsync(
            new(Guid.CreateVersion7(), fund.FundId, FundAction.Correct, 0, null, trade.Proposer)
            {
                EntryId = wrong.Id,
                Note = "多写了一个零",
            }
        );
        Assert.True((await Changes.ApproveAsync(proposed.Value, trade.Approver)).IsOk);
    }

    private static async Task CancelAndPayAsync(OrderFixture trade, Guid potatoes, Guid more)
    {
        foreach (var (grams, isPaid) in new[] { (1_500, false), (1_000, true) })
        {
            var cancelled = await trade.OrderAsync(potatoes, grams);
            Assert.True((await trade.Orders.CancelAsync(cancelled, trade.Buyer)).IsOk);
            Assert.True(!isPaid || (await trade.PayAsync(cancelled)).IsOk);
        }

        await trade.OrderAsync(potatoes, 2_000);
        var declined = await trade.OrderAsync(potatoes, 2_500);
        Assert.True((await trade.Bank.FinishAsync(declined, trade.Buyer, SandboxOutcome.Decline)).IsOk);
        await PaidAsync(trade, await trade.OrderAsync(potatoes, 3_000));
        await PaidAsync(trade, await trade.OrderAsync(more, 3_500), ParcelStatus.Shipped);
        await PaidAsync(trade, await trade.OrderAsync(more, 4_000), ParcelStatus.Received);
        await PaidAsync(trade, await OfBothAsync(trade, potatoes, more));
    }

    private static async Task CloseAsync(OrderFixture trade)
    {
        var lotId = await trade.ListAsync(20_000);
        var paid = await trade.BuyAsync(lotId, 4_500);
        var back = await trade.OrderAsync(lotId, 5_000);
        Assert.True((await trade.Lots.CloseAsync(lotId, trade.Farmer)).IsOk);
        Assert.True((await trade.Orders.CancelAsync(back, trade.Buyer)).IsOk);
        Assert.True((await trade.CancelLineAsync(paid, lotId, 500)).IsOk);
    }

    /// <summary>A part and all of what was not shipped, a part and all of what was, and one of two parcels.</summary>
    private static async Task RefundAsync(OrderFixture trade, Guid potatoes, Guid more)
    {
        Assert.True((await trade.CancelLineAsync(await trade.BuyAsync(potatoes, 8_000), potatoes, 1_500)).IsOk);
        Assert.True((await trade.CannotSendAsync(await trade.BuyAsync(potatoes, 7_500), potatoes, 500)).IsOk);
        var whole = await trade.BuyAsync(potatoes, 8_500);
        Assert.True((await trade.CancelLineAsync(whole, potatoes, 8_500)).IsOk);
        foreach (var (grams, back) in new[] { (9_000, 500), (9_500, 9_500) })
        {
            var shipped = await trade.OrderAsync(potatoes, grams);
            await PaidAsync(trade, shipped, ParcelStatus.Received);
            Assert.True((await trade.RefundShippedAsync(shipped, trade.Farmer, [new(potatoes, back)], "坏了")).IsOk);
        }

        var ofBoth = await OfBothAsync(trade, potatoes, more);
        await PaidAsync(trade, ofBoth);
        Assert.True((await trade.CancelLineAsync(ofBoth, more, 6_000)).IsOk);
        Assert.Equal((OrderStatus.Refunded, OrderStatus.Paid), (await trade.StatusAsync(whole), await trade.StatusAsync(ofBoth)));
    }

    /// <summary>What the carriers were owed is taken back and written anew.</summary>
    private async Task CorrectAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        var wrong = await db.Set<Transfer>()
            .AsNoTracking()
            .SingleAsync(entry => entry.OrderId == orderId && entry.Reason == LedgerReasons.Shipping, Cancel);
        var right = Transfer.Direct(wrong.DebitAccountId, wrong.CreditAccountId, wrong.AmountFen, wrong.Reason, wrong.OrderId, wrong.At);
        var writer = Market.Services.GetRequiredService<MarketWriter>();
        Assert.True((await writer.RunAsync(scope => LedgerCorrections.CorrectAsync(scope, Guid.CreateVersion7(), wrong.Id))).IsOk);
        Assert.True((await writer.RunAsync(scope => LedgerWriter.WriteAsync(scope, right))).IsOk);
    }

    /// <summary>Paid twice, too much, too little and in another currency; disputed, lost and won.</summary>
    private async Task PayInEveryWayAsync(OrderFixture trade, Guid potatoes)
    {
        var disputed = new List<Guid>();
        foreach (
            var outcome in new[]
            {
                SandboxOutcome.PayTwice,
                SandboxOutcome.Dispute,
                SandboxOutcome.Dispute,
                SandboxOutcome.Dispute,
                SandboxOutcome.NeverAnswer,
            }
        )
        {
            var orderId = await trade.OrderAsync(potatoes, 500);
            Assert.True((await trade.Bank.FinishAsync(orderId, trade.Buyer, outcome)).IsOk);
            disputed.Add(orderId);
        }

        foreach (var (orderId, isWon) in new[] { (disputed[1], true), (disputed[2], false) })
        {
            Assert.True(
                (await trade.Bank.EndDisputeAsync(orderId, (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.ToPayFen, isWon)).IsOk
            );
        }

        var (writer, recorder) = (
            Market.Services.GetRequiredService<MarketWriter>(),
            Market.Services.GetRequiredService<PaymentRecorder>()
        );
        foreach (var (amount, currency) in new[] { (1_000_000L, "cny"), (1L, "cny"), (5L, "usd") })
        {
            var orderId = await trade.OrderAsync(potatoes, 500);
            Assert.True(
                (await writer.RunAsync(scope => recorder.TakeChargeAsync(scope, orderId, $"charge-{orderId}", amount, currency))).IsOk
            );
        }

        Assert.True(
            (await writer.RunAsync(scope => recorder.TakeChargeAsync(scope, Guid.CreateVersion7(), "charge-of-nobody", 5, "cny"))).IsOk
        );
    }

    /// <summary>A farmer is paid, one has no account, and some of what was paid is taken back.</summary>
    private static async Task PayOutAsync(OrderFixture trade, Guid potatoes)
    {
        await trade.OpenAccountAsync(trade.Farmer);
        var (paid, again) = (await trade.OrderAsync(potatoes, 3_000), await trade.OrderAsync(potatoes, 3_000));
        await PaidAsync(trade, paid, ParcelStatus.Received);
        await trade.PayOutAsync();
        Assert.True((await trade.RefundShippedAsync(paid, trade.Farmer, [new(potatoes, 500)], "坏了")).IsOk);
        await PaidAsync(trade, again, ParcelStatus.Received);
        await trade.PayOutAsync();
        Assert.True((await trade.RefundShippedAsync(again, trade.Farmer, [new(potatoes, 500)], "坏了")).IsOk);
    }

    /// <summary>
    /// A lot that brings less than was promised: one order is cut, one was sent before it could be, one waits for its payment.
    /// </summary>
    private async Task BringLessAsync(OrderFixture trade)
    {
        var lotId = await trade.ListAsync(40_000);
        await trade.BuyAsync(lotId, 10_000);
        var (sent, _) = (await trade.BuyAsync(lotId, 6_000), await trade.OrderAsync(lotId, 4_000));
        var lots = new ShortfallFixture(Market, trade);
        await lots.SayAndDieAsync(lotId, 10_000);
        await trade.ShipAsync(sent);
        Assert.Equal(2, await lots.CarryOutAsync());
    }

    /// <summary>An official looks at two deliveries with public money: one is released, of the other everything goes back.</summary>
    private async Task ReviewDeliveriesAsync(OrderFixture trade)
    {
        var (lotId, reviews) = (await trade.ListAsync(40_000), Market.Services.GetRequiredService<DeliveryReviewService>());
        await trade.OpenFundAsync(SchemeKind.PerKilogram, 10, 0, 10_000);
        foreach (var release in new[] { true, false })
        {
            var orderId = await trade.BuyAsync(lotId, 5_000);
            var parcelId = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Parcels[0].Parcel.Id;
            Assert.True((await trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId))).IsOk);
            await trade.ReceiveAsync(orderId);
            Assert.True((await reviews.DecideAsync(parcelId, release, "看过", trade.Approver)).IsOk);
        }
    }

    /// <summary>
    /// Three cases: one is open and holds, one found nothing, and one took back what was paid out and what was not; some of that is still
    /// owed.
    /// </summary>
    private async Task LookIntoAsync()
    {
        var seller = await CaseFixture.OpenAsync(Market, "522635");
        await seller.Trade.OpenAccountAsync(seller.Trade.Farmer);
        Guid[] paid = [await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync(), await seller.SellAsync()];
        await seller.Trade.PayOutAsync();
        await seller.DecideAsync(await seller.LookIntoAsync(paid), takeBack: true);
        await seller.SellAsync();
        await seller.Trade.PayOutAsync();
        var other = await CaseFixture.OpenAsync(Market, "522636");
        await other.DecideAsync(await other.LookIntoAsync(await other.SellAsync()), takeBack: false);
        Assert.Empty((await other.Cases.OpenAsync(other.Intent(await other.SellAsync()) with { HoldsAll = true })).Rejections);
    }

    private FundChangeService Changes => Market.Services.GetRequiredService<FundChangeService>();

    /// <summary>An institution's demand is filled by two farmers, and paid.</summary>
    private async Task MatchAsync()
    {
        var deals = await MatchingFixture.OpenAsync(Market, "VG016", "522601");
        await deals.ListAsync(150_000, deals.Farmer);
        await deals.ListAsync(250_000, deals.Other);
        var proposal = Assert.Single(await deals.RunAsync(await deals.PostAsync()));
        await deals.AcceptAsync(proposal);
        Assert.True((await deals.PayAsync(proposal.Id)).IsOk);
    }

    private async Task ChangeAsync(OrderFixture trade, FundProposal fund, FundAction action, long amountFen = 0)
    {
        var proposed = await Changes.ProposeAsync(
            new(Guid.CreateVersion7(), fund.FundId, action, amountFen, action == FundAction.TopUp ? fund.SchemeId : null, trade.Proposer)
        );
        Assert.Empty(proposed.Rejections);
        Assert.Empty((await Changes.ApproveAsync(proposed.Value, trade.Approver)).Rejections);
    }

    private static async Task PaidAsync(OrderFixture trade, Guid orderId, ParcelStatus parcels = ParcelStatus.ToShip)
    {
        Assert.True((await trade.PayAsync(orderId)).IsOk);
        foreach (
            var parcel in (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Parcels.Where(_ => parcels != ParcelStatus.ToShip)
        )
        {
            Assert.True((await trade.Orders.ShipAsync(parcel.Id, parcel.FarmerId, "顺丰", OrderFixture.NumberOf(parcel.Id))).IsOk);
            await trade.ScanAsync(parcel.Id, ScanKind.PickedUp, ScanKind.Delivered);
            Assert.True(parcels != ParcelStatus.Received || (await trade.Orders.ReceiveAsync(parcel.Id, trade.Buyer)).IsOk);
        }
    }

    private static async Task<Guid> OfBothAsync(OrderFixture trade, Guid one, Guid other)
    {
        var placed = await trade.Orders.PlaceAsync(
            new OrderIntent(Guid.CreateVersion7(), trade.Buyer, [new(one, 5_500), new(other, 6_000)], OrderFixture.Home, null)
        );
        return placed.Value;
    }
}
