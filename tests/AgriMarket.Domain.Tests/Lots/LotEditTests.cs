using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Prices;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class LotEditTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly Today = ChinaTime.Day(Now);

    private static readonly ProduceCatalogue Produce = new([Kind("TU001"), Kind("TU999")]);

    /// <summary>Potatoes are worth 4.00 yuan a kilogram.</summary>
    private static readonly ReferencePriceList References = new([new("TU001", 400)], [], [], new WholesalePrices([]));

    /// <summary>
    /// A name, the change of a lot of which nothing is ordered, the code and the field of its sentence; no code where it is right.
    /// </summary>
    public static TheoryData<string, LotEdit, string?, string?> Changes =>
        new()
        {
            { "nothing", Good(), null, null },
            { "a lower price", Good() with { UnitPriceFen = 100 }, null, null },
            { "a higher price", Good() with { UnitPriceFen = 899 }, null, null },
            { "five times as much", Good() with { UnitPriceFen = 900 }, "lot.price-slip", nameof(LotEdit.UnitPriceFen) },
            { "a lower price by far", Good() with { UnitPriceFen = 37 }, null, null },
            { "a fifth", Good() with { UnitPriceFen = 36 }, "lot.price-slip", nameof(LotEdit.UnitPriceFen) },
            { "much more, and meant", Good() with { UnitPriceFen = 2_000, IsPriceMeant = true }, null, null },
            { "a fen, and meant", Good() with { UnitPriceFen = 1, IsPriceMeant = true }, null, null },
            { "far above", Good() with { UnitPriceFen = 2_001 }, "lot.price-raised", nameof(LotEdit.UnitPriceFen) },
            { "no price", Good() with { UnitPriceFen = 0 }, "lot.price-zero", nameof(LotEdit.UnitPriceFen) },
            { "no price at all", Good() with { UnitPriceFen = 1_000_001 }, "lot.price-high", nameof(LotEdit.UnitPriceFen) },
            { "later dates", Good() with { ReadyOn = Today.AddDays(2), BestBeforeOn = Today.AddDays(40) }, null, null },
            { "ready in the past", Good() with { ReadyOn = Today.AddDays(-2) }, "lot.ready-past", nameof(LotEdit.ReadyOn) },
            {
                "good until yesterday",
                Good() with
                {
                    BestBeforeOn = Today.AddDays(-1),
                },
                "lot.best-before-past",
                nameof(LotEdit.BestBeforeOn)
            },
            { "good until ready", Good() with { BestBeforeOn = Today.AddDays(-3) }, "lot.best-before-early", nameof(LotEdit.BestBeforeOn) },
            { "a long remark", Good() with { Remark = new string('长', 61) }, "lot.remark-long", nameof(LotEdit.Remark) },
            { "an older version", Good() with { SeenVersion = 0, UnitPriceFen = 100 }, "edit.changed", null },
            { "nothing, seen earlier", Good() with { SeenVersion = 0 }, null, null },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void AListedLotMayBecomeWhatCouldBeListed(string name, LotEdit edit, string? code, string? field)
    {
        var wrong = edit.Check(Facts(Lot())).Rejections;
        Assert.True((code, field) == (wrong.Count == 0 ? (null, null) : (wrong[0].Code, wrong[0].Field)), name);
    }

    [Fact]
    public void WhatBuyersWereToldIsKept()
    {
        var ordered = Lot();
        ordered.Follow(StockMove.For(StockReason.Held, 500));
        Assert.Equal("lot.ready-promised", Code(Good() with { ReadyOn = Today.AddDays(1) }, Facts(ordered)));
        Assert.Null(Code(Good() with { ReadyOn = Today }, Facts(Lot())));
        Assert.Null(Code(Good() with { UnitPriceFen = 300, Remark = "脆" }, Facts(ordered)));
    }

    [Fact]
    public void WhatPublicMoneyRestsOnIsKept()
    {
        var relied = Facts(Lot()) with { IsReliedOn = true };
        Assert.Null(Code(Good() with { UnitPriceFen = 100, Remark = "脆" }, relied));
        Assert.Equal("lot.relied-on", Code(Good() with { UnitPriceFen = 181 }, relied));
        Assert.Equal("lot.relied-on", Code(Good() with { BestBeforeOn = Today.AddDays(3) }, relied));
        Assert.Equal("lot.relied-on", Code(Good() with { ReadyOn = Today }, relied));
    }

    [Fact]
    public void WhatAnOfficeAllowedIsKept()
    {
        var allowed = Facts(Lot()) with { IsAllowedPrice = true };
        Assert.Null(Code(Good() with { UnitPriceFen = 100 }, allowed));
        Assert.Equal("lot.price-allowed", Code(Good() with { Remark = "不是有机的" }, allowed));
        Assert.Equal("lot.price-allowed", Code(Good() with { UnitPriceFen = 181 }, allowed));
        Assert.Equal("lot.price-allowed", Code(Good() with { BestBeforeOn = Today.AddDays(3) }, allowed));
    }

    [Fact]
    public void WhatIsNoKindOfItsOwnSaysWhatItIs() =>
        Assert.Equal("lot.remark-missing", Code(Good() with { Remark = " " }, Facts(Lot("TU999"))));

    private static string? Code(LotEdit edit, LotEditFacts facts) => edit.Check(facts).Rejections is [var wrong, ..] ? wrong.Code : null;

    private static LotEditFacts Facts(Lot lot) => new(lot, false, false, Produce, References, Now);

    private static LotEdit Good() => new(Guid.Empty, Guid.Empty, 1, "面", 180, Today.AddDays(-3), Today.AddDays(17));

    private static Lot Lot(string produceCode = "TU001") =>
        new Lot
        {
            Id = Guid.Empty,
            FarmerId = Guid.Empty,
            FarmerName = "老杨",
            Household = "老杨",
            ProduceCode = produceCode,
            Remark = "面",
            OriginCode = "522634",
            SaleKind = SaleKind.Loose,
            UnitGrams = 500,
            UnitPriceFen = 180,
            ListedGrams = 50_000,
            ReadyOn = Today.AddDays(-3),
            BestBeforeOn = Today.AddDays(17),
            ListedAt = Now.AddDays(-3),
        }.Fresh();

    private static Produce Kind(string code) =>
        new()
        {
            Code = code,
            NameZh = code,
            NameEn = code,
            Category = ProduceCategory.Tuber,
            AmbientDays = 20,
            ColdChain = false,
            Unit = "斤",
            HarvestMonths = [11],
            Pinyin = "tu dou",
            Picture = "potato.webp",
        };
}
