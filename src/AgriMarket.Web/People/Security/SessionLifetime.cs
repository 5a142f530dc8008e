using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Security;

/// <summary>How long a session lasts at the most, however often it is used (decision 0028).</summary>
internal sealed class SessionLifetime(IOptions<MemberOptions> options, TimeProvider clock)
{
    /// <summary>Whether a session that began then is over now, by what its member is now.</summary>
    public async Task<bool> IsOverAsync(MarketDb db, Guid memberId, DateTime startedAt)
    {
        var (settings, age) = (options.Value, clock.GetUtcNow().UtcDateTime - startedAt);
        return age >= TimeSpan.FromDays(settings.LongestSessionDays)
            || settings.RequireFactor
                && age >= TimeSpan.FromHours(settings.LongestOfficeHours)
                && RoleRules.NeedFactor(await db.RolesOfAsync(memberId));
    }
}
