using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching;
using static AgriMarket.Domain.Tests.Matching.MatchWorld;

namespace AgriMarket.Domain.Tests.Matching;

public sealed class ProduceWishTests
{
    private static string[] Codes(ProduceWish wish) => [.. wish.Kinds(Map.Produce).Select(kind => kind.Code)];

    [Fact]
    public void AWishIsForAKindACategoryOrAGroup()
    {
        Assert.Equal(["FR001"], Codes(ProduceWish.For("FR001")));
        Assert.Equal(["VG001", "VG008", "VG051"], Codes(ProduceWish.For(ProduceCategory.Vegetable)));
        Assert.Equal(["VG001", "VG008"], Codes(ProduceWish.For(ProduceGroup.LeafyVegetables)));
        Assert.Empty(Codes(ProduceWish.For("vg001")));
    }

    public static TheoryData<string> Keys =>
        [.. new[] { ProduceWish.For("VG001") }.Concat(Enum.GetValues<ProduceCategory>().Select(ProduceWish.For)).Concat(Enum.GetValues<ProduceGroup>().Select(ProduceWish.For)).Select(wish => wish.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void AKeyNamesOneWish(string key)
    {
        Assert.InRange(key.Length, 1, ProduceWish.KeyMaxLength);
        Assert.Equal(key, ProduceWish.Parse(key)!.Key);
        Assert.Equal(ProduceWish.Parse(key), ProduceWish.Parse(key));
    }

    [Fact]
    public void NoTwoWishesHaveOneKey() => Assert.Equal(Keys.Count, Keys.Select(key => ProduceWish.Parse(key.Data)).Distinct().Count());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("category:")]
    [InlineData("category:vegetable")]
    [InlineData("category:0")]
    [InlineData("category:Vegetable,Tuber")]
    [InlineData("category: Vegetable")]
    [InlineData("group:")]
    [InlineData("group:0")]
    [InlineData("group:Vegetable")]
    public void NonsenseIsNoWish(string? key) => Assert.Null(ProduceWish.Parse(key));

    [Theory]
    [InlineData("Category:Vegetable")]
    [InlineData("nothing")]
    [InlineData(" VG001")]
    public void WhatTheCatalogueDoesNotKnowIsFulfilledByNothing(string key) => Assert.Empty(Codes(ProduceWish.Parse(key)!));
}
