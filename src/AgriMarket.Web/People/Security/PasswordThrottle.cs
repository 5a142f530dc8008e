using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Security;

/// <summary>Who types a password.</summary>
/// <param name="Login">Which they say is theirs, in upper case; it need not be anybody's.</param>
/// <param name="Network">The network address they come from.</param>
/// <param name="Device">The name of a browser in which this login's member has signed in before; null for a stranger.</param>
internal sealed record PasswordCaller(string Login, string Network, string? Device)
{
    /// <summary>Whose login it is; null when it is nobody's.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>Whether they type a code of a second factor instead.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether what they show says nothing of whose it should be.</summary>
    public bool IsNobody { get; init; }
}

/// <summary>
/// Slows down whoever guesses passwords, without letting them lock others out: failures are counted by login and network, and by
/// login alone for strangers, while a member's own devices have a count of their own. It is in the database, for all processes and
/// beyond a restart.
/// </summary>
internal sealed class PasswordThrottle(MarketWriter writer, IDbContextFactory<MarketDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Null when a password may be tried. Rejects with <c>member.sign-in-locked</c> and the minutes to wait.</summary>
    public async Task<Rejection?> WhyNotAsync(PasswordCaller caller)
    {
        var (keys, now) = (Counts(caller).Select(count => count.Key).ToList(), clock.GetUtcNow().UtcDateTime);
        await using var db = await contexts.CreateDbContextAsync();
        return Locked(await db.Set<SignInFailures>().AsNoTracking().Where(row => keys.Contains(row.Key)).ToListAsync(), now);
    }

    /// <summary>Counts a wrong password, and rejects with <c>member.sign-in-failed</c> or <c>member.sign-in-locked</c>.</summary>
    public async Task<Rejection> FailAsync(PasswordCaller caller)
    {
        var failed = await writer.RunAsync<Rejection>(async scope =>
        {
            var counts = new List<SignInFailures>();
            foreach (var (key, limit) in Counts(caller))
            {
                var count = await scope.Db.Set<SignInFailures>().SingleOrDefaultAsync(row => row.Key == key);
                if (count is null)
                {
                    count = new SignInFailures { Key = key, LastAt = scope.Now };
                    scope.Db.Add(count);
                }

                count.Fail(limit, scope.Now);
                counts.Add(count);
            }

            await NoteAsync(scope, caller, counts);
            await scope.Db.SaveChangesAsync();
            return Result<Rejection>.Of(Locked(counts, scope.Now) ?? new Rejection("member.sign-in-failed"));
        });
        return failed.IsOk ? failed.Value : failed.Rejections[0];
    }

    /// <summary>The caller's own failures are forgotten; those of strangers are not, or a guess in between would hide them.</summary>
    public async Task<Result<Done>> SucceedAsync(PasswordCaller caller)
    {
        var key = Counts(caller)[0].Key;
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<SignInFailures>().AnyAsync(row => row.Key == key)
            ? await writer.RunAsync<Done>(async scope =>
            {
                await scope.Db.Set<SignInFailures>().Where(row => row.Key == key).ExecuteDeleteAsync();
                return Done.Instance;
            })
            : Done.Instance;
    }

    /// <summary>Removes counts that count no more.</summary>
    public Task<Result<int>> RemoveOldAsync() =>
        writer.RunWhenThereIsRoomAsync<int>(async scope =>
        {
            var before = scope.Now - Kept;
            return await scope.Db.Set<SignInFailures>().Where(row => row.LastAt < before).ExecuteDeleteAsync();
        });

    /// <summary>
    /// At the most one entry a minute for each login and network, with how many passwords were wrong since the last one, and one for
    /// each lock.
    /// </summary>
    private static async Task NoteAsync(WriteScope scope, PasswordCaller caller, List<SignInFailures> counts)
    {
        if (counts[0].TakeUnnoted(scope.Now) is { } wrong)
        {
            await InsertAsync(caller.IsCode ? SecurityActs.CodeFailed : SecurityActs.Failed, wrong);
        }

        if (counts.Exists(count => count.IsLocked(scope.Now)))
        {
            await InsertAsync(SecurityActs.LockedOut, null);
        }

        Task InsertAsync(ActKind kind, int? count) =>
            ActWriter.NoteSecurityAsync(
                scope,
                new(kind.Code, null, SecurityActs.Member, caller.MemberId)
                {
                    SubjectName = caller.MemberId is null ? Mark(caller.Login) : "",
                    After = count?.ToString(CultureInfo.InvariantCulture) ?? "",
                }
            );
    }

    /// <summary>
    /// Tells logins that nobody has apart, and names none: so many numbers share each of these 24 bits that it cannot be traced back.
    /// </summary>
    private static string Mark(string login) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(login)).AsSpan(0, 3));

    private static Rejection? Locked(IEnumerable<SignInFailures> counts, DateTime now)
    {
        var until = counts.Where(count => count.IsLocked(now)).Max(count => count.LockedUntil);
        return until is { } end ? new Rejection("member.sign-in-locked", null, (long)Math.Ceiling((end - now).TotalMinutes)) : null;
    }

    /// <summary>What a failure counts for, the caller's own first.</summary>
    private static IReadOnlyList<(string Key, FailureLimit Limit)> Counts(PasswordCaller caller) =>
        caller.IsNobody ? [(Key("nobody", caller.Login, caller.Network), FailureLimit.OfNobody)]
        : caller.Device is { } device ? [(Key("device", caller.Login, device), FailureLimit.OfCaller)]
        :
        [
            (Key("caller", caller.Login, caller.Network), FailureLimit.OfCaller),
            (Key("strangers", caller.Login, ""), FailureLimit.OfStrangers),
        ];

    private static string Key(string kind, string login, string from) =>
        $"{kind}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{login}\n{from}")))}";
}
