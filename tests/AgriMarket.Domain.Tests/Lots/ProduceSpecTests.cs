using AgriMarket.Domain.Lots;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Lots;

public sealed class ProduceSpecTests
{
    private static string[] Codes(ProduceSpec spec) => [.. spec.Kinds(Map.Produce).Select(kind => kind.Code)];

    [Fact]
    public void AWishIsForAKindACategoryOrAGroup()
    {
        Assert.Equal(["FR001"], Codes(ProduceSpec.For("FR001")));
        Assert.Equal(["VG001", "VG008", "VG051"], Codes(ProduceSpec.For(ProduceCategory.Vegetable)));
        Assert.Equal(["VG001", "VG008"], Codes(ProduceSpec.For(ProduceGroup.LeafyVegetables)));
        Assert.Empty(Codes(ProduceSpec.For("vg001")));
    }

    public static TheoryData<string> Keys =>
        [
            .. new[] { ProduceSpec.For("VG001") }
                .Concat(Enum.GetValues<ProduceCategory>().Select(ProduceSpec.For))
                .Concat(Enum.GetValues<ProduceGroup>().Select(ProduceSpec.For))
                .Select(spec => spec.Key),
        ];

    [Theory]
    [MemberData(nameof(Keys))]
    public void AKeyNamesOneWish(string key)
    {
        Assert.InRange(key.Length, 1, ProduceSpec.KeyMaxLength);
        Assert.Equal(key, ProduceSpec.Parse(key)!.Key);
        Assert.Equal(ProduceSpec.Parse(key), ProduceSpec.Parse(key));
    }

    [Fact]
    public void NoTwoWishesHaveOneKey() => Assert.Equal(Keys.Count, Keys.Select(key => ProduceSpec.Parse(key.Data)).Distinct().Count());

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
    public void NonsenseIsNoWish(string? key) => Assert.Null(ProduceSpec.Parse(key));

    [Theory]
    [InlineData("Category:Vegetable")]
    [InlineData("nothing")]
    [InlineData(" VG001")]
    public void WhatTheCatalogueDoesNotKnowIsFulfilledByNothing(string key) => Assert.Empty(Codes(ProduceSpec.Parse(key)!));
}
