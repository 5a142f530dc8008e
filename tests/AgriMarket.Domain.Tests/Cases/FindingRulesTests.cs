using AgriMarket.Domain.Cases;

namespace AgriMarket.Domain.Tests.Cases;

/// <summary>Each fraud beside what is honest and looks like it.</summary>
public sealed class FindingRulesTests
{
    private const long Fen = 1_000;

    private static readonly FindingSettings Settings = new(10_000, 10, 50, 5, 2, 3, 5, 5);
    private static readonly DateTime Day = new(2035, 7, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Seller = Guid.NewGuid();

    [Fact]
    public void APairThatTradesMostlyWithEachOtherIsFound()
    {
        var buyer = Guid.NewGuid();

        var found = Assert.Single(Find([.. Sales(12, Seller, buyer), .. Others(40, Seller)]));

        Assert.Equal(
            (FindingKind.Pair, Seller, 1, 12, 12 * Fen, Day.AddHours(11)),
            (found.Kind, found.SellerId, found.BuyerCount, found.ParcelCount, found.GrantFen, found.NewestAt)
        );
        Assert.Equal(12, found.Parcels.Count);
    }

    [Fact]
    public void ACanteenWithFortyAgreedOrdersFromOneCooperativeIsNone() =>
        Assert.Empty(Find([.. Sales(40, Seller, Guid.NewGuid()).Select(sale => sale with { IsAgreed = true })]));

    [Fact]
    public void AFarmerWhoAlsoBuysElsewhereIsNone()
    {
        var farmer = Guid.NewGuid();

        Assert.Empty(
            Find([
                .. Sales(12, Seller, farmer),
                .. Enumerable.Range(0, 13).SelectMany(_ => Sales(1, Guid.NewGuid(), farmer)),
                .. Others(60, Seller),
                .. Others(20, farmer),
            ])
        );
    }

    [Theory]
    [InlineData(FindingKind.SharedMobile)]
    [InlineData(FindingKind.SharedAddress)]
    [InlineData(FindingKind.SharedDevice)]
    public void FiveAccountsOfOneSellerThatShareSomethingAreFound(FindingKind kind)
    {
        var buyers = Ids(5);

        var found = Assert.Single(Find(Shared(kind, buyers, _ => Seller), MarksOf(kind, buyers)));

        Assert.Equal((kind, 5, 15), (found.Kind, found.BuyerCount, found.ParcelCount));
    }

    [Theory]
    [InlineData(FindingKind.SharedMobile)]
    [InlineData(FindingKind.SharedAddress)]
    [InlineData(FindingKind.SharedDevice)]
    public void AFamilyOfFourIsNoneAndSoAreNeighboursWhoBuyFromDifferentSellers(FindingKind kind)
    {
        var (family, neighbours) = (Ids(4), Ids(12));

        Assert.Empty(Find(Shared(kind, family, _ => Seller), MarksOf(kind, family)));
        Assert.Empty(Find(Shared(kind, neighbours, buyer => buyer == neighbours[0] ? Seller : Guid.NewGuid()), MarksOf(kind, neighbours)));
    }

    /// <summary>Sellers with one mobile sell to strangers.</summary>
    [Fact]
    public void ACooperativeWithASharedMobileIsNone()
    {
        var marks = Ids(6).ToDictionary(id => id, _ => new MemberMarks { MobileKeys = new HashSet<string> { "co-op" } });

        Assert.Empty(Find([.. marks.Keys.SelectMany(seller => Others(10, seller))], marks));
    }

    [Theory]
    [InlineData(SharedMarks.Mobile)]
    [InlineData(SharedMarks.Address)]
    [InlineData(SharedMarks.Device)]
    [InlineData(SharedMarks.Payee)]
    public void ABuyerWhoSharesSomethingWithTheSellerIsFound(SharedMarks mark)
    {
        var buyer = Guid.NewGuid();
        var shared = new HashSet<string> { "same" };
        var seller = new MemberMarks
        {
            MobileKeys = mark == SharedMarks.Mobile ? shared : [],
            AddressKeys = mark == SharedMarks.Address ? shared : [],
            DeviceKeys = mark == SharedMarks.Device ? shared : [],
            PayeeId = mark == SharedMarks.Payee ? buyer : null,
        };
        GrantedSale[] sales =
        [
            .. Sales(2, Seller, buyer)
                .Select(sale =>
                    sale with
                    {
                        GrantFen = 10 * Fen,
                        AddressKey = mark == SharedMarks.Address ? "same" : "home",
                        MobileKeys = mark == SharedMarks.Mobile ? ["same"] : ["own"],
                    }
                ),
        ];
        var marks = new Dictionary<Guid, MemberMarks>
        {
            [Seller] = seller,
            [buyer] = new() { DeviceKeys = mark == SharedMarks.Device ? shared : [] },
        };

        var found = Assert.Single(Find(sales, marks));

        Assert.Equal((FindingKind.Related, mark), (found.Kind, found.Shared));
        Assert.Empty(Find(sales[..1], marks));
    }

    [Fact]
    public void ALotWithFarMorePublicMoneyAKilogramThanItsKindIsFoundAndAnAgentOfThreeCountiesIsNot()
    {
        var (agent, lots) = (Guid.NewGuid(), Ids(6));
        GrantedSale[] ordinary =
        [
            .. lots.SelectMany((lot, i) => Others(6, agent).Select(sale => sale with { LotId = lot, OriginCode = $"52263{i % 3}" })),
        ];
        Assert.Empty(Find(ordinary));

        var odd = Guid.NewGuid();
        var found = Assert.Single(Find([.. ordinary, .. Others(6, Seller).Select(sale => sale with { LotId = odd, GrantFen = 4 * Fen })]));

        Assert.Equal((FindingKind.HighLot, $"{odd:N}", 800L, 200L), (found.Kind, found.Key, found.RateFenPerKg, found.MedianFenPerKg));
        Assert.Empty(Find([.. ordinary, .. Others(4, Seller).Select(sale => sale with { LotId = odd, GrantFen = 4 * Fen })]));
    }

    [Fact]
    public void ASellerOfManyLotsIsComparedWithOtherSellers()
    {
        GrantedSale[] ordinary = [.. Ids(5).SelectMany(seller => Others(6, seller))];

        var found = Find([.. ordinary, .. Others(6, Seller).Select(sale => sale with { GrantFen = 4 * Fen })]);

        Assert.Equal(FindingKind.HighSeller, Assert.Single(found).Kind);
    }

    [Fact]
    public void WhatWasLookedAtComesBackOnlyWithNewFacts()
    {
        var buyer = Guid.NewGuid();
        GrantedSale[] sales = [.. Sales(12, Seller, buyer)];
        var looked = Assert.Single(Find(sales));

        Assert.Empty(Find(sales, looked: looked));
        GrantedSale[] more = [.. Sales(22, Seller, buyer)];
        var again = Assert.Single(Find(more, looked: looked));
        Assert.Equal((10, Day.AddHours(21)), (again.ParcelCount, again.NewestAt));
    }

    private static IReadOnlyList<FoundPattern> Find(
        IReadOnlyList<GrantedSale> sales,
        IReadOnlyDictionary<Guid, MemberMarks>? marks = null,
        FoundPattern? looked = null
    ) =>
        FindingRules.Find(
            new FindingFacts(
                sales,
                marks ?? new Dictionary<Guid, MemberMarks>(),
                looked is null ? new() : new Dictionary<(FindingKind, string), DateTime> { [(looked.Kind, looked.Key)] = looked.NewestAt }
            ),
            Settings
        );

    private static IEnumerable<GrantedSale> Sales(int count, Guid seller, Guid buyer) =>
        Enumerable.Range(0, count).Select(i => Sale(seller, buyer, Day.AddHours(i)));

    /// <summary>Of strangers, each once.</summary>
    private static IEnumerable<GrantedSale> Others(int count, Guid seller) => Ids(count).Select(buyer => Sale(seller, buyer, Day));

    /// <summary>Three parcels of each buyer.</summary>
    private static GrantedSale[] Shared(FindingKind kind, Guid[] buyers, Func<Guid, Guid> sellerOf) =>
        [
            .. buyers
                .SelectMany(buyer => Sales(3, sellerOf(buyer), buyer))
                .Select(sale =>
                    sale with
                    {
                        MobileKeys = kind == FindingKind.SharedMobile ? ["same"] : [],
                        AddressKey = kind == FindingKind.SharedAddress ? "same" : null,
                    }
                ),
        ];

    private static Dictionary<Guid, MemberMarks> MarksOf(FindingKind kind, Guid[] buyers) =>
        buyers.ToDictionary(
            buyer => buyer,
            _ => new MemberMarks { DeviceKeys = kind == FindingKind.SharedDevice ? new HashSet<string> { "same" } : [] }
        );

    private static Guid[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

    private static GrantedSale Sale(Guid seller, Guid buyer, DateTime paidAt) =>
        new(Guid.NewGuid(), Guid.NewGuid(), seller, buyer, Guid.NewGuid(), "TB001", "522634", paidAt, Fen, 5_000, false, true)
        {
            MobileKeys = [$"{buyer:N}"],
            AddressKey = $"{buyer:N}",
        };
}
