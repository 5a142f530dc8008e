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
}
