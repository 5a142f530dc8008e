using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Security;
using Microsoft.Extensions.DependencyInjection;
using OtpNet;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>The authenticator app of a member, which shows the codes of the market's clock.</summary>
internal sealed class AuthenticatorApp
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private readonly MarketApp market;
    private readonly byte[] key;

    private AuthenticatorApp(MarketApp market, string shownKey) => (this.market, key) = (market, Base32Encoding.ToBytes(shownKey));

    /// <summary>A session of the member, confirmed at set-up.</summary>
    public Guid SessionId { get; private init; }

    public required IReadOnlyList<string> RecoveryCodes { get; init; }

    public string Code => new Totp(key).ComputeTotp(market.Clock.GetUtcNow().UtcDateTime);

    /// <summary>The next code, after half a minute.</summary>
    public string Next()
    {
        market.Clock.Advance(Step);
        return Code;
    }

    public static async Task<AuthenticatorApp> SetUpAsync(MarketApp market, Guid memberId)
    {
        await using var scope = market.Services.CreateAsyncScope();
        var factors = scope.ServiceProvider.GetRequiredService<FactorService>();
        var session = (await scope.ServiceProvider.GetRequiredService<MemberSessions>().BeginAsync(memberId)).Value;
        Assert.True((await factors.StartAsync(memberId, MemberVisitor.Password, "Password", session)).IsOk);
        var key = (await factors.StandingAsync(memberId)).Key!;
        var code = new AuthenticatorApp(market, key) { RecoveryCodes = [] }.Code;
        var confirmed = await factors.ConfirmAsync(memberId, code, session);
        Assert.True(confirmed.IsOk);
        return new AuthenticatorApp(market, key) { SessionId = session, RecoveryCodes = confirmed.Value };
    }
}
