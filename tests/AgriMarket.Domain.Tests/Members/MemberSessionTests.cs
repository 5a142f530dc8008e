using AgriMarket.Domain.Members;

namespace AgriMarket.Domain.Tests.Members;

public sealed class MemberSessionTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void AnAnswerLostOnAWeakLineIsAskedForAgain()
    {
        var session = Session("a");

        Assert.True(session.Refresh("a", "b", Now));
        Assert.True(session.Refresh("a", "c", Now.AddSeconds(59)));
        Assert.True(session.Refresh("c", "d", Now.AddHours(1)));
        Assert.Null(session.EndedAt);
    }

    /// <summary>Thirty refreshes at once once ended the session at the next one.</summary>
    [Fact]
    public void AProgramThatAskedTwiceAtOnceGoesOnWithTheLastAnswer()
    {
        var session = Session("a");
        session.Refresh("a", "b", Now);
        session.Refresh("a", "c", Now);

        Assert.False(session.Refresh("b", "d", Now.AddSeconds(1)));
        Assert.True(session.Refresh("c", "d", Now.AddSeconds(2)));
        Assert.Null(session.EndedAt);
    }

    [Theory]
    [InlineData("a", 60)]
    [InlineData("never given", 60)]
    public void ATokenThatWasExchangedLongAgoHasBeenCopiedAndEndsTheSession(string shown, int seconds)
    {
        var session = Session("a");
        session.Refresh("a", "b", Now);

        Assert.False(session.Refresh(shown, "c", Now.AddSeconds(seconds)));
        Assert.False(session.Refresh("b", "c", Now.AddSeconds(seconds)));
        Assert.Equal(Now.AddSeconds(seconds), session.EndedAt);
    }

    private static MemberSession Session(string hash) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Kind = SessionKind.Program,
            Device = "/",
            Network = "203.0.113.*",
            StartedAt = Now,
            LastSeenAt = Now,
            RefreshHash = hash,
        };
}
