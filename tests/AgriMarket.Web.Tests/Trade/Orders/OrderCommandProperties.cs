using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using CsCheck;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Trade.Orders;

/// <summary>Random sequences of every command on the real services, each sent twice at once, beside a model of what they must do.</summary>
public sealed class OrderCommandProperties(MarketApp market) : IClassFixture<MarketApp>
{
    private const int LongestSequence = 80;

    /// <summary>Fewer on a server, where the same commands take ten times as long.</summary>
    private static readonly int Sequences = TestDatabase.IsPostgres ? 4 : 12;

    private static readonly Gen<Step[]> Steps = Gen.Select(Gen.Enum<Command>(), Gen.Int[0, 1_000], Gen.Int[0, 1_000], Gen.Int[1, 12])
        .Select((command, a, b, units) => new Step(command, a, b, units))
        .Array[LongestSequence / 2, LongestSequence];

    private enum Command
    {
        List,
        Adjust,
        Close,
        PlaceOne,
        PlaceTwo,
        PlaceMore,
        Cancel,
        WaitForExpiry,
        WaitForBestBefore,
        Pay,
        PayAgain,
        Ship,
        Receive,
        CancelPart,
        CancelMore,
        CancelRest,
        RefundShipped,
        CannotSend,
    }

    private DateTime Now => market.Clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => ChinaTime.Day(Now);

    [Fact]
    public async Task LeavesStockMoneyAndOrdersAsTheModelSays() => await Steps.SampleAsync(RunAsync, iter: Sequences, threads: 1);

    private async Task RunAsync(Step[] steps)
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        await trade.OpenFundAsync(SchemeKind.PercentOfGoods, 0, 1_733, 100_000_000);
        await trade.OpenFundAsync(SchemeKind.ShippingPerOrder, 199, 0, 100_000_000);
        var model = new MarketModel();
        await ListAsync(trade, model, 12);
        foreach (var step in steps)
        {
            await DoAsync(trade, model, step);
        }

        await CompareAsync(trade, model);
        await using var db = trade.Db();
        await InvariantAssert.AssertHoldAsync(db);
    }

    private async Task DoAsync(OrderFixture trade, MarketModel model, Step step)
    {
        var (lot, order) = (model.Lots[step.A % model.Lots.Count], Pick(model, step));
        switch (step.Command)
        {
            case Command.List:
                await ListAsync(trade, model, step.Units);
                break;
            case Command.Adjust:
                var (kind, id, grams) = ((AdjustmentKind)(step.B % 3), Guid.CreateVersion7(), step.Units * 250L);
                await TwiceAsync(step, () => trade.AdjustAsync(lot.Id, kind, grams, id), model.Adjust(lot, kind, grams, Today));
                break;
            case Command.Close when step.B % 4 == 0:
                Assert.Equal(model.Close(lot), (await trade.Lots.CloseAsync(lot.Id, trade.Farmer)).IsOk);
                break;
            case Command.PlaceOne or Command.PlaceTwo or Command.PlaceMore:
                await PlaceAsync(trade, model, step, lot);
                break;
            case Command.WaitForExpiry when step.B % 2 == 0:
                await WaitAsync(trade, model, TimeSpan.FromMinutes(16));
                break;
            case Command.WaitForBestBefore when step.B % 3 == 0:
                await WaitAsync(trade, model, TimeSpan.FromDays(1));
                break;
            default:
                await (order is null ? Task.CompletedTask : DoWithOrderAsync(trade, model, step, order));
                break;
        }
    }

    /// <summary>
    /// Mostly an order that the command can act on, so that orders live long; every fifth time any, which is then refused.
    /// </summary>
    private static ModelOrder? Pick(MarketModel model, Step step)
    {
        ModelOrder[] fit =
        [
            .. model.Orders.Where(order =>
                step.Command switch
                {
                    Command.Cancel => order.Status == OrderStatus.AwaitingPayment,
                    Command.Pay => order.Status is OrderStatus.AwaitingPayment or OrderStatus.Expired,
                    Command.Ship or Command.CancelPart or Command.CancelMore or Command.CancelRest or Command.CannotSend => order.Status
                        == OrderStatus.Paid,
                    Command.Receive => order.Status == OrderStatus.Shipped,
                    Command.RefundShipped => order.IsShipped,
                    _ => true,
                }
            ),
        ];
        ModelOrder[] chosen = fit.Length == 0 || step.A % 5 == 0 ? [.. model.Orders] : fit;
        return chosen.Length == 0 ? null : chosen[step.A % chosen.Length];
    }

    private async Task DoWithOrderAsync(OrderFixture trade, MarketModel model, Step step, ModelOrder order)
    {
        var (line, grams, id) = (order.Lines[step.B % order.Lines.Count], step.Units * 500L, Guid.CreateVersion7());
        switch (step.Command)
        {
            case Command.Cancel when step.B % 2 == 0:
                await TwiceAsync(step, () => trade.Orders.CancelAsync(order.Id, trade.Buyer), model.Cancel(order, Today));
                break;
            case Command.Pay or Command.PayAgain:
                await TwiceAsync(step, () => trade.PayAsync(order.Id), model.Pay(order, Today));
                break;
            case Command.Ship when step.B % 2 == 0:
                var parcelId = await ParcelAsync(trade, order);
                await TwiceAsync(
                    step,
                    () => trade.Orders.ShipAsync(parcelId, trade.Farmer, "顺丰", OrderFixture.NumberOf(parcelId)),
                    model.Ship(order)
                );
                break;
            case Command.Receive:
                var arrivedId = await ParcelAsync(trade, order);
                await TwiceAsync(step, () => trade.Orders.ReceiveAsync(arrivedId, trade.Buyer), model.Receive(order));
                break;
            case Command.CancelPart or Command.CancelMore or Command.CancelRest:
                grams = step.Command == Command.CancelRest && line.Kept > 0 ? line.Kept : (1 + step.Units % 3) * 500L;
                await TwiceAsync(
                    step,
                    () => trade.CancelLineAsync(order.Id, line.Lot.Id, grams, id),
                    model.Refund(order, line, grams, RefundKind.Unshipped, Today)
                );
                break;
            case Command.CannotSend:
                await TwiceAsync(
                    step,
                    () => trade.CannotSendAsync(order.Id, line.Lot.Id, 500, id),
                    model.Refund(order, line, 500, RefundKind.Undelivered, Today)
                );
                break;
            case Command.RefundShipped:
                await TwiceAsync(
                    step,
                    () => trade.RefundShippedAsync(order.Id, trade.Farmer, [new WantedLine(line.Lot.Id, 500)], "坏了", id),
                    model.Refund(order, line, 500, RefundKind.Shipped, Today)
                );
                break;
            default:
                break;
        }
    }

    private async Task ListAsync(OrderFixture trade, MarketModel model, int units)
    {
        var intent = trade.Offer(units * 1_000L, days: 2 + units % 4);
        await TwiceAsync(new(Command.List, 0, 0, units), () => trade.Lots.ListAsync(intent), done: true);
        model.Lots.Add(new ModelLot(intent.Id, intent.QuantityGrams, intent.BestBeforeOn));
    }

    private async Task PlaceAsync(OrderFixture trade, MarketModel model, Step step, ModelLot lot)
    {
        var other = model.Lots[step.B % model.Lots.Count];
        List<ModelLine> lines = [new(lot, (1 + step.Units / 2) * 500L)];
        if (step.Command == Command.PlaceTwo && other != lot)
        {
            lines.Add(new(other, (1 + step.Units % 3) * 500L));
        }

        var intent = trade.Intent(lot.Id, 0) with
        {
            Lines = [.. lines.Select(line => new WantedLine(line.Lot.Id, line.Grams))],
            ForEarlierArrival = step.B % 2 == 0,
        };
        await TwiceAsync(
            step,
            () => trade.Orders.PlaceAsync(intent),
            model.Place(new ModelOrder(intent.Id, Now.AddMinutes(15), lines), Today, Today.AddDays(intent.ForEarlierArrival ? 2 : 4))
        );
    }

    private async Task WaitAsync(OrderFixture trade, MarketModel model, TimeSpan time)
    {
        market.Clock.Advance(time);
        await trade.Orders.ExpireDueAsync(TestContext.Current.CancellationToken);
        await trade.Lots.WriteOffPastAsync();
        model.Sweep(Now, Today);
    }

    private static async Task TwiceAsync<T>(Step step, Func<Task<Result<T>>> command, bool done)
    {
        foreach (var answer in await Task.WhenAll(command(), command()))
        {
            Assert.True(
                done == answer.IsOk,
                $"{step}: the model says {done}, the market {(answer.IsOk ? "did it" : answer.Rejections[0].Code)}."
            );
        }
    }

    private static async Task<Guid> ParcelAsync(OrderFixture trade, ModelOrder order) =>
        (await trade.Reads.FindAsync(order.Id, trade.Buyer))!.Parcels[0].Parcel.Id;

    private static async Task CompareAsync(OrderFixture trade, MarketModel model)
    {
        await using var db = trade.Db();
        var lots = await db.Set<Lot>().AsNoTracking().Where(lot => lot.FarmerId == trade.Farmer).ToDictionaryAsync(lot => lot.Id);
        Assert.All(
            model.Lots,
            said =>
                Assert.Equal(
                    (said.IsOpen, said.Adjusted, said.Available, said.Held, said.Sold, said.WrittenOff),
                    (
                        lots[said.Id].Status == LotStatus.Open,
                        lots[said.Id].AdjustedGrams,
                        lots[said.Id].AvailableGrams,
                        lots[said.Id].HeldGrams,
                        lots[said.Id].SoldGrams,
                        lots[said.Id].WrittenOffGrams
                    )
                )
        );
        var orders = await db.Set<Order>()
            .AsNoTracking()
            .Include(order => order.Lines)
            .Where(order => order.BuyerId == trade.Buyer)
            .ToDictionaryAsync(order => order.Id);
        Assert.Equal(model.Orders.Count, orders.Count);
        foreach (var said in model.Orders)
        {
            Assert.Equal(said.Status, orders[said.Id].Status);
            Assert.All(said.Lines, line => Assert.Equal(line.Kept, orders[said.Id].Lines.Find(row => row.LotId == line.Lot.Id)!.KeptGrams));
            Assert.Equal(said.IsSentBack, (await trade.Reads.FindAsync(said.Id, trade.Buyer))!.IsSentBack);
        }
    }

    /// <summary>A command with numbers that choose what it is about.</summary>
    private sealed record Step(Command Command, int A, int B, int Units);
}
