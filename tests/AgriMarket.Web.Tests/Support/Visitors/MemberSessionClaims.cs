using System.Security.Claims;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Sessions of members who have not signed in on a page.</summary>
internal static class MemberSessionClaims
{
    /// <summary>What a cookie says of a new session.</summary>
    public static async Task<Claim> SessionAsync(this MarketApp market, Guid memberId) =>
        new(MemberClaims.Session, (await market.Services.GetRequiredService<MemberSessions>().BeginAsync(memberId)).Value.ToString());
}
