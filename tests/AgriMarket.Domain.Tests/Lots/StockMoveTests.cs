using AgriMarket.Domain.Lots;
using CsCheck;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class StockMoveTests
{
    [Fact]
    public void EveryMoveKeepsListedEqualToWhatBecameOfIt() =>
        Gen.Select(Gen.Enum<StockReason>().Where(reason => reason.MovesGoods()), Gen.Long[1, 1_000_000_000_000])
            .Sample(
                (reason, grams) =>
                {
                    var move = StockMove.For(reason, grams);
                    return move.Listed + move.Adjusted == move.Available + move.Held + move.Sold + move.WrittenOff;
                }
            );

    [Theory]
    [InlineData(StockReason.Released)]
    [InlineData(StockReason.Expired)]
    public void GivingAHoldBackUndoesIt(StockReason reason)
    {
        var (held, back) = (StockMove.For(StockReason.Held, 500), StockMove.For(reason, 500));

        Assert.Equal((0, 0, 0), (held.Available + back.Available, held.Held + back.Held, held.Sold + back.Sold));
    }

    [Fact]
    public void CancellingWhatWasSoldUndoesTheSale()
    {
        var (sold, back) = (StockMove.For(StockReason.Sold, 500), StockMove.For(StockReason.Returned, 500));

        Assert.Equal((500, -500, 0), (sold.Available + back.Available, sold.Held + back.Held, sold.Sold + back.Sold));
    }

    [Theory]
    [InlineData(HoldStatus.Sold, StockReason.Sold)]
    [InlineData(HoldStatus.Released, StockReason.Released)]
    [InlineData(HoldStatus.Expired, StockReason.Expired)]
    public void AHoldEndsForTheReasonOfItsEnd(HoldStatus end, StockReason reason) => Assert.Equal(reason, Hold.ReasonFor(end));

    [Fact]
    public void StandingHoldsAndEmptyMovesAreNoMoves()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Hold.ReasonFor(HoldStatus.Held));
        Assert.Throws<ArgumentOutOfRangeException>(() => StockMove.For(StockReason.Held, 0));
    }
}
