using System.Security.Cryptography;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.WebPush;

/// <summary>What a browser says of its subscription.</summary>
/// <param name="P256dh">Its public key, in base64url.</param>
/// <param name="Auth">What only it and the market know, in base64url.</param>
public sealed record BrowserKeys(string? Endpoint, string? P256dh, string? Auth);

/// <summary>Keeps the browsers in which members want notifications.</summary>
public sealed class SubscriptionService(MarketWriter writer, IDbContextFactory<MarketDb> contexts)
{
    private const int PointBytes = 65;
    private const int AuthBytes = 16;

    /// <summary>Those in which the member is still signed in, the newest first.</summary>
    public async Task<IReadOnlyList<BrowserSubscription>> OfAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<BrowserSubscription>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .Except(Ended(db, memberId))
            .OrderByDescending(row => row.AddedAt)
            .ThenBy(row => row.Id)
            .ToListAsync();
    }

    /// <summary>
    /// Notifies this browser from now on; it is the last member's who asked for it. Rejects with <c>push.endpoint</c> unless it is an
    /// https address of a named host, <c>push.keys</c> for keys that nothing can be encrypted for, and <c>push.many</c>.
    /// </summary>
    public Task<Result<Done>> SubscribeAsync(Guid memberId, BrowserKeys browser, string language, Guid? sessionId = null) =>
        WhyNot(browser) is { } why
            ? Task.FromResult<Result<Done>>(why)
            : writer.RunAsync<Done>(async scope =>
            {
                await Ended(scope.Db, memberId).ExecuteDeleteAsync();
                var all = scope.Db.Set<BrowserSubscription>();
                if (await all.FirstOrDefaultAsync(row => row.Endpoint == browser.Endpoint) is { } known)
                {
                    (known.MemberId, known.P256dh, known.Auth) = (memberId, browser.P256dh!, browser.Auth!);
                    (known.Language, known.AddedAt, known.SessionId) = (language, scope.Now, sessionId);
                }
                else if (await all.CountAsync(row => row.MemberId == memberId) >= BrowserSubscription.MaxOfMember)
                {
                    return new Rejection("push.many", null, BrowserSubscription.MaxOfMember);
                }
                else
                {
                    scope.Db.Add(
                        new BrowserSubscription
                        {
                            Id = Guid.CreateVersion7(),
                            MemberId = memberId,
                            SessionId = sessionId,
                            Endpoint = browser.Endpoint!,
                            P256dh = browser.P256dh!,
                            Auth = browser.Auth!,
                            Language = language,
                            AddedAt = scope.Now,
                        }
                    );
                }

                await scope.Db.SaveChangesAsync();
                return Done.Instance;
            });

    /// <summary>Notifies a browser of this member no more. Somebody else's stays.</summary>
    public Task<Result<Done>> RemoveAsync(Guid memberId, Guid id) =>
        writer.RunAsync<Done>(async scope =>
        {
            await scope.Db.Set<BrowserSubscription>().Where(row => row.Id == id && row.MemberId == memberId).ExecuteDeleteAsync();
            return Done.Instance;
        });

    /// <summary>Browsers of a member in which they are signed in no more.</summary>
    private static IQueryable<BrowserSubscription> Ended(MarketDb db, Guid memberId) =>
        db.Set<BrowserSubscription>()
            .Where(row =>
                row.MemberId == memberId
                && row.SessionId != null
                && !db.Set<MemberSession>().Any(session => session.Id == row.SessionId && session.EndedAt == null)
            );

    private static Rejection? WhyNot(BrowserKeys browser) =>
        !IsOfTheInternet(browser.Endpoint) ? new Rejection("push.endpoint")
        : !CanBeEncryptedFor(browser) ? new Rejection("push.keys")
        : null;

    /// <summary>What its name leads to is judged when it is called: <see cref="PublicHosts"/>.</summary>
    private static bool IsOfTheInternet(string? endpoint) =>
        endpoint?.Length <= BrowserSubscription.EndpointMaxLength
        && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && uri is { HostNameType: UriHostNameType.Dns, IsDefaultPort: true, UserInfo: "" }
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.Host.Contains('.', StringComparison.Ordinal);

    private static bool CanBeEncryptedFor(BrowserKeys browser)
    {
        // 0x04: a point with both coordinates.
        var point = WebPushOptions.Read(browser.P256dh ?? "", PointBytes);
        if (point is not [0x04, ..] || WebPushOptions.Read(browser.Auth ?? "", AuthBytes) is null)
        {
            return false;
        }

        try
        {
            using var key = ECDiffieHellman.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = point[1..33], Y = point[33..] },
                }
            );
            return true;
        }
        catch (CryptographicException)
        {
            // Not on the curve.
            return false;
        }
    }
}
