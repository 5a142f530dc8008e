using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.SignIn;

/// <summary>
/// Counts failed sign-ins of logins that no member has, and locks them like those of members: else a lock would tell who has
/// an account here.
/// </summary>
internal sealed class UnknownLogins(IOptions<IdentityOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Logins remembered at once, about 2 MB; at the bound everything is forgotten, which only ever unlocks what does not exist.
    /// </summary>
    internal const int MostRemembered = 10_000;

    /// <summary>Smaller in tests only.</summary>
    internal int Most { get; set; } = MostRemembered;

    internal int Count => logins.Count;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (int Failures, DateTimeOffset LockedUntil)> logins = new(StringComparer.OrdinalIgnoreCase);

    public bool IsLocked(string login)
    {
        lock (gate)
        {
            return logins.TryGetValue(login, out var known) && known.LockedUntil > clock.GetUtcNow();
        }
    }

    /// <returns>True when this failure locked the login.</returns>
    public bool Fail(string login)
    {
        var lockout = options.Value.Lockout;
        lock (gate)
        {
            if (logins.Count >= Most)
            {
                logins.Clear();
            }

            var failures = logins.GetValueOrDefault(login).Failures + 1;
            var locks = failures >= lockout.MaxFailedAccessAttempts;
            logins[login] = locks ? (0, clock.GetUtcNow() + lockout.DefaultLockoutTimeSpan) : (failures, default);
            return locks;
        }
    }
}
