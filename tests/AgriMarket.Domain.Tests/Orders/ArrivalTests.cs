using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Orders;

/// <summary>Every way of this market takes one to three days.</summary>
public sealed class ArrivalTests
{
    private static readonly Guid Buyer = Guid.CreateVersion7();

    [Theory]
    [InlineData(0, 5, null)]
    [InlineData(0, 3, null)]
    [InlineData(0, 2, "order.may-arrive-late 3 2 1")]
    [InlineData(0, 1, "order.may-arrive-late 3 1 1")]
    [InlineData(0, 0, "order.arrives-late 1 0")]
    [InlineData(4, 7, null)]
    [InlineData(4, 6, "order.may-arrive-late 7 6 5")]
    [InlineData(4, 4, "order.arrives-late 5 4")]
    public void WhatComesTooLateIsRefusedWithItsDays(int readyIn, int keepsDays, string? refusal)
    {
        var lot = QuoteFixture.Lot(readyIn: readyIn, keepsDays: keepsDays);

        var quoted = Ask([lot]);

        Assert.Equal(refusal, quoted.IsOk ? null : Said(Assert.Single(quoted.Rejections), lot));
    }

    [Theory]
    [InlineData(0, 5, 3)]
    [InlineData(0, 3, 3)]
    [InlineData(0, 2, 2)]
    [InlineData(0, 1, 1)]
    [InlineData(0, 0, null)]
    [InlineData(4, 6, 2)]
    [InlineData(4, 4, null)]
    public void TakenForTheEarlierArrivalItsWayHasSoManyDays(int readyIn, int keepsDays, int? days)
    {
        var lot = QuoteFixture.Lot(readyIn: readyIn, keepsDays: keepsDays);

        var placed = Placement.Plan(
            new OrderIntent(Guid.CreateVersion7(), Buyer, [new(lot.Id, 500)], QuoteFixture.Home, null, ForEarlierArrival: true),
            QuoteFixture.Facts([lot]),
            TimeSpan.FromMinutes(15)
        );

        Assert.Equal(days, placed.IsOk ? Assert.Single(placed.Value.Order.Parcels).TransitDaysTo : null);
        Assert.Equal(days is null ? "order.arrives-late" : null, placed.IsOk ? null : Assert.Single(placed.Rejections).Code);
    }

    [Fact]
    public void AParcelLeavesWhenAllOfItIsReadyAndKeepsTheShortestOfItsDays()
    {
        var farmer = Guid.CreateVersion7();
        var fresh = QuoteFixture.Lot(farmerId: farmer, keepsDays: 3);
        var later = QuoteFixture.Lot(farmerId: farmer, readyIn: 2, keepsDays: 20);
        var other = QuoteFixture.Lot(keepsDays: 20);

        Assert.True(Ask([fresh, other]).IsOk);
        Assert.Equal("order.may-arrive-late 5 3 3", Said(Assert.Single(Ask([fresh, later, other]).Rejections), fresh));
        Assert.Equal(
            [1, 3],
            Ask([fresh, later, other], forEarlierArrival: true).Value.Parcels.Select(parcel => parcel.Freight.TransitDaysTo)
        );
    }

    [Fact]
    public void EveryLineThatComesTooLateIsNamed()
    {
        Lot[] lots = [QuoteFixture.Lot(keepsDays: 2), QuoteFixture.Lot(keepsDays: 9), QuoteFixture.Lot(keepsDays: 0)];

        Assert.Equal(
            [("order.may-arrive-late", lots[0].Id.ToString()), ("order.arrives-late", lots[2].Id.ToString())],
            Ask(lots).Rejections.Select(why => (why.Code, why.Field!))
        );
        Assert.Equal("order.arrives-late", Assert.Single(Ask(lots, forEarlierArrival: true).Rejections).Code);
    }

    private static AgriMarket.Domain.Common.Result<Quote> Ask(Lot[] lots, bool forEarlierArrival = false) =>
        Quote.For(
            [.. lots.Select(lot => new WantedLine(lot.Id, 500))],
            QuoteFixture.Xuhui,
            Buyer,
            QuoteFixture.Facts(lots),
            forEarlierArrival
        );

    /// <summary>The code and, counted from today, its days.</summary>
    private static string Said(AgriMarket.Domain.Common.Rejection why, Lot lot)
    {
        Assert.Equal(lot.Id.ToString(), why.Field);
        return $"{why.Code} {string.Join(' ', why.Args.Select(day => ((DateOnly)day).DayNumber - QuoteFixture.Today.DayNumber))}";
    }
}
