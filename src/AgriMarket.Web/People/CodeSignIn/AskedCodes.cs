using System.Security.Cryptography;
using AgriMarket.Domain.Members;
using Microsoft.AspNetCore.DataProtection;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>
/// Which codes a browser has asked for, by a sealed cookie: a page that the phone gives up while its owner reads the message comes back
/// with it, and a code that was asked for elsewhere is good for nothing here. Programs bring the seal back themselves.
/// </summary>
internal sealed class AskedCodes(IDataProtectionProvider protection, IHttpContextAccessor request)
{
    private const string Cookie = "codes";

    /// <summary>More than one browser can ask for while the first is good.</summary>
    private const int Most = 10;

    private readonly IDataProtector protector = protection.CreateProtector("AgriMarket.AskedCodes");

    /// <summary>What this browser has asked for.</summary>
    public IReadOnlyList<Guid> Here => Open(request.HttpContext?.Request.Cookies[Cookie]);

    /// <summary>This browser has asked for one more.</summary>
    public void Remember(Guid codeId)
    {
        if (request.HttpContext is { } context)
        {
            context.Response.Cookies.Append(
                Cookie,
                Seal([codeId, .. Here.Take(Most - 1)]),
                new CookieOptions
                {
                    HttpOnly = true,
                    IsEssential = true,
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                    MaxAge = VerificationCode.GoodFor,
                }
            );
        }
    }

    public string Seal(params IEnumerable<Guid> codeIds) => protector.Protect(string.Join(' ', codeIds));

    /// <summary>None when it is no seal of this market.</summary>
    public IReadOnlyList<Guid> Open(string? shown)
    {
        try
        {
            return shown is null ? [] : [.. protector.Unprotect(shown).Split(' ').Select(Guid.Parse)];
        }
        catch (CryptographicException)
        {
            return [];
        }
    }
}
