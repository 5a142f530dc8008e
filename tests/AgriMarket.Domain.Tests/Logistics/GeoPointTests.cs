using AgriMarket.Domain.Logistics;

namespace AgriMarket.Domain.Tests.Logistics;

public class GeoPointTests
{
    private static readonly GeoPoint Beijing = new(116.4008, 39.9032);
    private static readonly GeoPoint Shanghai = new(121.4737, 31.2304);

    [Fact]
    public void A_degree_of_latitude_is_111_kilometres() => Assert.Equal(111, new GeoPoint(100, 30).DistanceKm(new GeoPoint(100, 31)));

    [Fact]
    public void Beijing_and_Shanghai_lie_1067_kilometres_apart_both_ways()
    {
        Assert.InRange(Beijing.DistanceKm(Shanghai), 1_064, 1_070);
        Assert.Equal(Beijing.DistanceKm(Shanghai), Shanghai.DistanceKm(Beijing));
    }

    [Fact]
    public void A_place_is_no_distance_from_itself() => Assert.Equal(0, Beijing.DistanceKm(Beijing));
}
