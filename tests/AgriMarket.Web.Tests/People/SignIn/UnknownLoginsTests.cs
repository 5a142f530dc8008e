using System.Net;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.People.SignIn;

[Trait("Database", "none")]
public sealed class UnknownLoginsTests
{
    private const int Room = 3;

    private static readonly IdentityOptions Identity = new() { Lockout = { MaxFailedAccessAttempts = 2 } };

    private readonly UnknownLogins logins = new(Options.Create(Identity), new FakeTimeProvider()) { Most = Room };

    [Fact]
    public void NoMoreAreRememberedThanTheBoundAndTheNewOneStillCounts()
    {
        logins.Fail("first");
        Assert.True(logins.Fail("first") && logins.IsLocked("first"));
        logins.Fail("second");
        logins.Fail("third");
        Assert.Equal((Room, true), (logins.Count, logins.IsLocked("first")));

        logins.Fail("fourth");

        Assert.Equal((1, false), (logins.Count, logins.IsLocked("first")));
        Assert.True(logins.Fail("fourth"));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2::")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::")]
    public void SignInsAreCountedByNetwork(string address, string network) =>
        Assert.Equal(network, Caller.NetworkOf(IPAddress.Parse(address)));
}
