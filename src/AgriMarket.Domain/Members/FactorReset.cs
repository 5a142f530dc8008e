using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

/// <summary>
/// Takes away the second factor of a member who has lost it: one administrator starts it, a second one completes it. The row stays and
/// says who did which when.
/// </summary>
public sealed class FactorReset
{
    /// <summary>How long the second administrator has.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(24);

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required Guid StartedBy { get; init; }

    public required DateTime StartedAt { get; init; }

    public Guid? CompletedBy { get; private set; }

    public DateTime? CompletedAt { get; private set; }

    public bool IsOpen(DateTime now) => CompletedAt is null && now - StartedAt < OpenFor;

    /// <summary>
    /// Rejects with <c>member.reset-none</c> when it is open no more, and with <c>member.reset-second</c> unless another administrator
    /// completes it than started it, with another mobile number; both must have proved theirs.
    /// </summary>
    public Result<Done> Complete(Guid administratorId, string? mobile, string? mobileOfFirst, DateTime now)
    {
        if (!IsOpen(now))
        {
            return new Rejection("member.reset-none");
        }

        if (administratorId == StartedBy || mobile is null || mobileOfFirst is null || mobile == mobileOfFirst)
        {
            return new Rejection("member.reset-second");
        }

        (CompletedBy, CompletedAt) = (administratorId, now);
        return Done.Instance;
    }
}
