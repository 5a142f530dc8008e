namespace AgriMarket.Domain.Logistics;

/// <summary>A point on the earth in WGS-84 degrees.</summary>
public readonly record struct GeoPoint(double Longitude, double Latitude)
{
    private const double EarthRadiusKm = 6371.0088;

    /// <summary>Great-circle distance by the haversine formula, rounded to whole kilometres.</summary>
    public int DistanceKm(GeoPoint other)
    {
        var (lat1, lat2) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var sinLat = Math.Sin((lat2 - lat1) / 2);
        var sinLng = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var a = sinLat * sinLat + Math.Cos(lat1) * Math.Cos(lat2) * sinLng * sinLng;
        return (int)Math.Round(2 * EarthRadiusKm * Math.Asin(Math.Min(1, Math.Sqrt(a))));
    }
}
