using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class CartRulesTests
{
    private static readonly DateOnly Today = new(2020, 2, 20);
    private static readonly Guid Member = Guid.CreateVersion7();

    [Theory]
    [InlineData(0, 500, 500)]
    [InlineData(500, 500, 1_000)]
    [InlineData(5_500, 500, 6_000)]
    public void KeepsAWishThatTheStockCovers(long already, long asked, long kept)
    {
        var plan = CartRules.Plan(SomeLot(6_000), already, asked, Today).Value;

        Assert.Equal(new CartPlan(kept, null), plan);
    }

    [Theory]
    [InlineData(0, 6_500)]
    [InlineData(6_000, 500)]
    [InlineData(6_000, 4_611_686_018_427_387_500)]
    public void KeepsWhatIsLeftAndSaysSoWhenMoreIsWished(long already, long asked)
    {
        var plan = CartRules.Plan(SomeLot(6_000), already, asked, Today).Value;

        Assert.Equal(6_000, plan.Grams);
        Assert.Equal("cart.short", plan.Notice?.Code);
        Assert.Equal(6_000L, plan.Notice?.Args[0]);
    }

    [Fact]
    public void KeepsWholeUnitsOnlyOfWhatIsLeft()
    {
        var plan = CartRules.Plan(SomeLot(7_000, unitGrams: 2_000), 0, 8_000, Today).Value;

        Assert.Equal(6_000, plan.Grams);
    }

    [Theory]
    [InlineData(0, "cart.none")]
    [InlineData(-500, "cart.none")]
    [InlineData(long.MinValue, "cart.none")]
    [InlineData(250, "stock.step")]
    [InlineData(long.MaxValue, "stock.step")]
    public void RefusesAWishThatIsNoWholeNumberOfUnits(long asked, string code) =>
        Assert.Equal(code, CartRules.Plan(SomeLot(6_000), 0, asked, Today).Rejections[0].Code);

    [Fact]
    public void RefusesALotWithLessThanAUnitLeft() =>
        Assert.Equal("cart.sold-out", CartRules.Plan(SomeLot(1_500, unitGrams: 2_000), 0, 2_000, Today).Rejections[0].Code);

    [Fact]
    public void RefusesALotPastItsLastDay() =>
        Assert.Equal("lot.off-sale", CartRules.Plan(SomeLot(6_000), 0, 500, Today.AddDays(10)).Rejections[0].Code);

    [Fact]
    public void OfALotInBothCartsTheLargerAmountStays()
    {
        var (more, less, guest) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());

        var joined = CartRules.Join(Member, [Line(more, 500), Line(less, 2_000)], [Line(more, 1_000), Line(less, 500), Line(guest, 1_500)]);

        Assert.Equal([(Member, more, 1_000L), (Member, guest, 1_500L)], joined.Select(line => (line.CartId, line.LotId, line.Grams)));
    }

    [Theory]
    [InlineData(0, Quote.MaxLines)]
    [InlineData(Quote.MaxLines - 2, 2)]
    [InlineData(Quote.MaxLines, 0)]
    public void AJoinedCartIsNoLargerThanAnyOtherAndKeepsWhatWasPutInLast(int held, int taken)
    {
        var own = Enumerable.Range(0, held).Select(_ => Line(Guid.CreateVersion7(), 500)).ToList();
        var guest = Enumerable.Range(0, Quote.MaxLines).Select(minute => Line(Guid.CreateVersion7(), 500, minute)).ToList();

        var joined = CartRules.Join(Member, own, guest);

        Assert.Equal(guest.TakeLast(taken).Select(line => line.LotId).Reverse(), joined.Select(line => line.LotId));
    }

    private static CartLine Line(Guid lotId, long grams, int minute = 0) =>
        new()
        {
            CartId = Guid.NewGuid(),
            LotId = lotId,
            Grams = grams,
            AddedAt = ChinaTime.StartOfDay(Today).AddMinutes(minute),
        };

    private static Lot SomeLot(long grams, long unitGrams = 500) =>
        new Lot
        {
            Id = Guid.CreateVersion7(),
            FarmerId = Guid.CreateVersion7(),
            FarmerName = "杨大山",
            Household = "杨大山",
            ProduceCode = "TB001",
            OriginCode = "522634",
            SaleKind = SaleKind.Loose,
            UnitGrams = unitGrams,
            UnitPriceFen = 380,
            ReadyOn = Today,
            BestBeforeOn = Today.AddDays(5),
            ListedAt = ChinaTime.StartOfDay(Today),
            ListedGrams = grams,
        }.Fresh();
}
