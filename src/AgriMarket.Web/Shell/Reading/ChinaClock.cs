using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shell.Reading;

/// <summary>The system's clock in China, wherever the server stands: calendars mark the day that it is there as today.</summary>
internal sealed class ChinaClock : TimeProvider
{
    private const string Name = "China";

    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone(Name, ChinaTime.Offset, Name, Name);
}
