using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Limits;

/// <summary>
/// Counts calls by member and by address with the framework's limiters: requests, messages on open lines, and what pages do in a
/// circuit, all by the same counts. A count is kept until it is full again and a few seconds more.
/// </summary>
public sealed class CallLimits(IOptionsMonitor<CallLimitOptions> options, IOptions<LimitOptions> all) : IDisposable
{
    private readonly PartitionedRateLimiter<Caller> rates = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
            all.Value.Enabled && caller.Member is { } member && options.Get(caller.Limit) is { MemberBurst: > 0 } limit
                ? Bucket((caller.Limit, member), limit.MemberBurst, limit.MemberPerMinute, limit.MostWaiting)
                : Free
        ),
        PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
            all.Value.Enabled && caller.Network is { } network && options.Get(caller.Limit) is { AddressBurst: > 0 } limit
                ? Bucket((caller.Limit, network), limit.AddressBurst, limit.AddressPerMinute, limit.MostWaiting)
                : Free
        )
    );

    /// <summary>Calls from one address that may wait until its others are done.</summary>
    private const int MostInTurn = 1_000;

    private readonly PartitionedRateLimiter<Caller> turns = PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
        Room(all.Value, (caller.Limit, caller.Network), options.Get(caller.Limit).AddressAtOnce, MostInTurn)
    );

    private readonly PartitionedRateLimiter<Caller> open = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
            Room(all.Value, (caller.Limit, caller.Member), options.Get(caller.Limit).MemberOpen)
        ),
        PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
            Room(all.Value, (caller.Limit, caller.Network), options.Get(caller.Limit).AddressOpen)
        ),
        PartitionedRateLimiter.Create<Caller, (string, string)>(caller =>
            Room(all.Value, (caller.Limit, ""), options.Get(caller.Limit).AllOpen)
        )
    );

    private static RateLimitPartition<(string, string)> Free => RateLimitPartition.GetNoLimiter(("", ""));

    /// <summary>Counts one call. The lease says whether it may be made, and else after how long.</summary>
    internal RateLimitLease Take(Caller caller) => rates.AttemptAcquire(caller);

    /// <summary>Counts one call, and says whether it may be made.</summary>
    public bool Allows(Caller caller)
    {
        using var lease = Take(caller);
        return lease.IsAcquired;
    }

    /// <summary>Counts a call, and waits for its time where the limit lets calls wait.</summary>
    /// <param name="weight">As how many it counts: one for each thing it asks for; all that may be made at once, if it is more.</param>
    internal ValueTask<RateLimitLease> WaitAsync(Caller caller, int weight, CancellationToken stop)
    {
        var limit = options.Get(caller.Limit);
        return rates.AcquireAsync(caller, Math.Min(weight, Math.Min(Most(limit.MemberBurst), Most(limit.AddressBurst))), stop);

        static int Most(int burst) => burst > 0 ? burst : int.MaxValue;
    }

    /// <summary>Waits until fewer calls from the same address are worked on than may be; this one is until the lease is disposed.</summary>
    internal ValueTask<RateLimitLease> WaitForTurnAsync(Caller caller, CancellationToken stop) => turns.AcquireAsync(caller, 1, stop);

    /// <summary>How many more calls may be made now, and how many wait; null where nothing limits them.</summary>
    internal RateLimiterStatistics? Statistics(Caller caller) =>
        rates.GetStatistics(caller) is { CurrentAvailablePermits: < long.MaxValue } counts ? counts : null;

    /// <summary>Whether one more of what stays open could be opened now.</summary>
    public bool HasRoom(Caller caller) => open.GetStatistics(caller) is not { CurrentAvailablePermits: <= 0 };

    public void Dispose()
    {
        rates.Dispose();
        turns.Dispose();
        open.Dispose();
    }

    /// <summary>The same counts for requests.</summary>
    internal PartitionedRateLimiter<HttpContext> Rates(Func<HttpContext, Caller> caller) =>
        rates.WithTranslatedKey(caller, leaveOpen: true);

    /// <summary>The turns that requests of an address take.</summary>
    internal PartitionedRateLimiter<HttpContext> Turns(Func<HttpContext, Caller> caller) =>
        turns.WithTranslatedKey(caller, leaveOpen: true);

    /// <summary>The lines that stay open as long as their requests.</summary>
    internal PartitionedRateLimiter<HttpContext> Open(Func<HttpContext, Caller> caller) => open.WithTranslatedKey(caller, leaveOpen: true);

    private static RateLimitPartition<(string, string)> Bucket((string, string) key, int burst, int perMinute, int mostWaiting) =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = burst,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromTicks(Math.Max(1, TimeSpan.TicksPerMinute / perMinute)),
                QueueLimit = mostWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            }
        );

    private static RateLimitPartition<(string, string)> Room(
        LimitOptions all,
        (string Limit, string? Key) key,
        int most,
        int waiting = 0
    ) =>
        all.Enabled && key.Key is { } known && most > 0
            ? RateLimitPartition.GetConcurrencyLimiter(
                (key.Limit, known),
                _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = most,
                    QueueLimit = waiting,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                }
            )
            : Free;
}
