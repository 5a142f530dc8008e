using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Graphs;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Matching.Demands;

public sealed class DemandTermsTests
{
    internal static DemandTerms Terms { get; } =
        new()
        {
            Spec = ProduceSpec.For("VG001"),
            Grams = 400_000,
            From = Today.AddDays(2),
            To = Today.AddDays(6),
            HighestFenPerKg = 600,
            ShipTo = new("食堂", "13900000000", Far, "宝山北路 1 号"),
        };

    private static DemandTerms Weekly => Terms with { EveryDays = 7, RepeatUntil = Today.AddDays(30) };

    public static TheoryData<string, string, DemandTerms> Wrong =>
        new()
        {
            { "demand.produce", "Spec", Terms with { Spec = null } },
            { "demand.produce", "Spec", Terms with { Spec = ProduceSpec.For("vg001") } },
            { "demand.produce", "Spec", Terms with { Spec = ProduceSpec.For(ProduceCategory.Tea) } },
            { "demand.grams", "Grams", Terms with { Grams = 0 } },
            { "demand.grams", "Grams", Terms with { Grams = -1 } },
            { "demand.grams", "Grams", Terms with { Grams = MatchInput.MaxDemandGrams + 1 } },
            { "demand.grams", "Grams", Terms with { Grams = long.MaxValue } },
            { "demand.smallest-part", "SmallestPartGrams", Terms with { SmallestPartGrams = -1 } },
            { "demand.smallest-part", "SmallestPartGrams", Terms with { SmallestPartGrams = 400_001 } },
            { "demand.window-backwards", "To", Terms with { To = Today.AddDays(1) } },
            { "demand.window-past", "To", Terms with { From = Today.AddDays(-3), To = Today.AddDays(-1) } },
            { "demand.window-long", "To", Terms with { To = Terms.From.AddDays(MatchInput.MaxWindowDays + 1) } },
            {
                "demand.window-far",
                "From",
                Terms with
                {
                    From = Today.AddDays(MatchInput.MaxWindowDays + 1),
                    To = Today.AddDays(MatchInput.MaxWindowDays + 2),
                }
            },
            { "demand.price-range", "HighestFenPerKg", Terms with { HighestFenPerKg = 0 } },
            { "demand.price-range", "HighestFenPerKg", Terms with { HighestFenPerKg = MatchInput.MaxFenPerKg + 1 } },
            { "demand.price-below-freight", "HighestFenPerKg", Terms with { HighestFenPerKg = 80 } },
            { "demand.note-long", "Note", Terms with { Note = new('字', DemandTerms.NoteMaxLength + 1) } },
            { "demand.every", "EveryDays", Weekly with { EveryDays = -1 } },
            { "demand.every", "EveryDays", Weekly with { EveryDays = DemandTerms.MaxEveryDays + 1 } },
            { "demand.repeat-until", "RepeatUntil", Weekly with { RepeatUntil = null } },
            { "demand.repeat-until", "RepeatUntil", Weekly with { RepeatUntil = Terms.From.AddDays(-1) } },
            { "demand.repeat-until", "RepeatUntil", Weekly with { RepeatUntil = Today.AddDays(DemandTerms.MaxRepeatDays + 1) } },
            { "address.name", "Name", Terms with { ShipTo = Terms.ShipTo with { Name = " " } } },
            { "address.mobile", "Mobile", Terms with { ShipTo = Terms.ShipTo with { Mobile = "1390000000" } } },
            { "address.region", "RegionCode", Terms with { ShipTo = Terms.ShipTo with { RegionCode = "520000" } } },
            { "address.region", "RegionCode", Terms with { ShipTo = Terms.ShipTo with { RegionCode = null! } } },
            { "address.street", "Street", Terms with { ShipTo = Terms.ShipTo with { Street = new('长', Address.StreetMaxLength + 1) } } },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WhatIsWrongIsRefusedBesideItsField(string code, string field, DemandTerms terms) =>
        Assert.Equal([(code, field)], terms.Check(Today, Map).Rejections.Select(why => (why.Code, why.Field!)));

    [Fact]
    public void EveryWrongFieldIsNamedAtOnce() =>
        Assert.Equal(
            ["address.mobile", "demand.produce", "demand.grams", "demand.price-range"],
            (Terms with { Spec = null, Grams = 0, HighestFenPerKg = 0, ShipTo = Terms.ShipTo with { Mobile = "" } })
                .Check(Today, Map)
                .Rejections.Select(why => why.Code)
        );

    [Fact]
    public void TheEdgesAreTaken()
    {
        Assert.True(
            (Terms with { Grams = MatchInput.MaxDemandGrams, SmallestPartGrams = MatchInput.MaxDemandGrams }).Check(Today, Map).IsOk
        );
        Assert.True((Terms with { From = Today.AddDays(-3), To = Today }).Check(Today, Map).IsOk);
        Assert.True((Terms with { HighestFenPerKg = 81 }).Check(Today, Map).IsOk);
        Assert.True(
            (Weekly with { EveryDays = DemandTerms.MaxEveryDays, RepeatUntil = Today.AddDays(DemandTerms.MaxRepeatDays) })
                .Check(Today, Map)
                .IsOk
        );
    }

    [Fact]
    public void APlaceWithoutCoordinatesLiesWhereItsParentDoes() =>
        Assert.True((Terms with { ShipTo = Terms.ShipTo with { RegionCode = NoPoint } }).Check(Today, Map).IsOk);

    [Fact]
    public void TextsBecomeOneLineAndWhatIsNotRepeatedHasNoLastDay()
    {
        var terms = (Terms with { Note = " 早上\n卸货 ", RepeatUntil = Today, ShipTo = Terms.ShipTo with { Name = " 王\t师傅 " } })
            .Check(Today, Map)
            .Value;
        Assert.Equal(("早上 卸货", "王 师傅", null), (terms.Note, terms.ShipTo.Name, terms.RepeatUntil));
    }

    /// <summary>The window is 3 to 7 March 2026, today 1 March plus so many days.</summary>
    [Theory]
    [InlineData(7, 31, 2, 9)]
    [InlineData(7, 31, 6, 9)]
    [InlineData(7, 31, 13, 9)]
    [InlineData(7, 31, 14, 16)]
    [InlineData(7, 31, 20, 16)]
    [InlineData(7, 31, 21, 23)]
    [InlineData(1, 31, 6, 3)]
    [InlineData(1, 31, 20, 16)]
    [InlineData(30, 32, 2, 32)]
    public void TheNextTimeIsTheFirstThatIsNotOver(int every, int untilDays, int todayDays, int fromDays)
    {
        var next = (Terms with { EveryDays = every, RepeatUntil = Today.AddDays(untilDays) }).Next(Today.AddDays(todayDays))!;
        Assert.Equal((Today.AddDays(fromDays), Today.AddDays(fromDays + 4)), (next.From, next.To));
        Assert.Equal((every, Today.AddDays(untilDays)), (next.EveryDays, next.RepeatUntil));
    }

    [Theory]
    [InlineData(0, 30, 2)]
    [InlineData(7, 8, 2)]
    [InlineData(7, 22, 21)]
    [InlineData(30, 31, 2)]
    public void AfterTheLastTimeThereIsNone(int every, int untilDays, int todayDays) =>
        Assert.Null((Terms with { EveryDays = every, RepeatUntil = Today.AddDays(untilDays) }).Next(Today.AddDays(todayDays)));
}
