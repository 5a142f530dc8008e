using System.Globalization;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Domain.Tests.Notifications;

public sealed class NotificationTests
{
    private static readonly DateTime Now = new(2020, 2, 20, 4, 0, 0, DateTimeKind.Utc);

    private static Notification Told() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Kind = "PayoutSent",
            Subject = "1",
            About = new() { Count = 1, Fen = 300 },
            At = Now,
        };

    [Theory]
    [InlineData("04:00:00", "04:00:00")]
    [InlineData("04:04:59.999", "04:00:00")]
    [InlineData("04:05:00", "04:05:00")]
    public void AWindowBeginsAtTheSameInstantForEverybody(string at, string start)
    {
        var window = NotificationWindow.Of(Now.Date + TimeSpan.Parse(at, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(5));

        Assert.Equal(
            (Now.Date + TimeSpan.Parse(start, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(5)),
            (window.Start, window.End - window.Start)
        );
        Assert.Equal($"20200220{start.Replace(":", "", StringComparison.Ordinal)}", window.Subject);
    }

    [Fact]
    public void OneMoreThingIsCountedAddedUpAndNotReadYet()
    {
        var notification = Told();

        notification.Add(new() { Fen = 200 }, Now.AddMinutes(1));
        notification.Add(new() { Fen = 100 }, Now.AddMinutes(2));

        Assert.Equal((3, 600L, Now.AddMinutes(2)), (notification.About.Count, notification.About.Fen, notification.At));
    }
}
