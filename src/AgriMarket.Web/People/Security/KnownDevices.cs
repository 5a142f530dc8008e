using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace AgriMarket.Web.People.Security;

/// <summary>
/// Browsers in which members have signed in before, by a sealed cookie that says so for long after their sessions. It lets nobody in:
/// it only keeps wrong passwords that strangers type from locking the member out.
/// </summary>
internal sealed class KnownDevices(IDataProtectionProvider protection, IHttpContextAccessor request)
{
    private const string Cookie = "device";

    /// <summary>Members who share a phone; the one who signed in longest ago is forgotten.</summary>
    private const int MostMembers = 8;

    /// <summary>As long as browsers keep a cookie.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(400);

    private readonly ITimeLimitedDataProtector protector = protection
        .CreateProtector("AgriMarket.KnownDevices")
        .ToTimeLimitedDataProtector();

    /// <summary>The name of this browser, when this member has signed in here before; null for a stranger.</summary>
    public string? Of(Guid memberId) => Read() is [var device, .. var members] && members.Contains(memberId.ToString("N")) ? device : null;

    /// <summary>The name of this browser, which it keeps once somebody has signed in; null for programs.</summary>
    public string? Name =>
        request.HttpContext is { } context
            ? (string)(context.Items[Cookie] ??= Read() is [var known, ..] ? known : Guid.NewGuid().ToString("N"))
            : null;

    /// <summary>This member has signed in here.</summary>
    public void Remember(Guid memberId)
    {
        if (request.HttpContext is not { } context)
        {
            return;
        }

        var known = Read();
        var (device, id) = (Name!, memberId.ToString("N"));
        context.Response.Cookies.Append(
            Cookie,
            protector.Protect(string.Join(' ', [device, id, .. known.Skip(1).Where(other => other != id).Take(MostMembers - 1)]), KnownFor),
            new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = KnownFor,
            }
        );
    }

    private string[] Read()
    {
        if (request.HttpContext?.Request.Cookies[Cookie] is not { } cookie)
        {
            return [];
        }

        try
        {
            return protector.Unprotect(cookie).Split(' ');
        }
        catch (CryptographicException)
        {
            // Old, or nobody's of ours: a stranger.
            return [];
        }
    }
}
