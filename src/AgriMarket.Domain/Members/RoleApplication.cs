using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Members;

public enum ApplicationStatus
{
    Waiting,
    Confirmed,
    Declined,
    Revoked,
}

public enum ApplicationAction
{
    Confirm,
    Decline,
    Revoke,
}

/// <summary>
/// A member's request for a role, and the record of who decided on it. A member holds a role exactly while an application
/// for it is confirmed, so there is no second place that could disagree.
/// </summary>
public sealed class RoleApplication
{
    public const int NameMaxLength = 60;
    public const int StatementMaxLength = 500;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required MemberRole Role { get; init; }

    /// <summary>Name of the farm, co-operative, office or company, as shown to others.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where the applicant works: a region code of any level.</summary>
    public required string RegionCode { get; init; }

    public string Statement { get; init; } = "";

    public required DateTime AppliedAt { get; init; }

    public ApplicationStatus Status { get; private set; }

    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Records a decision. Refused when the status has moved on or <paramref name="decider"/> may not decide.</summary>
    public Result<Done> Decide(ApplicationAction action, Guid decider, IReadOnlyCollection<MemberRole> deciderRoles, DateTime now)
    {
        if (!RoleRules.MayDecide(deciderRoles, Role) || decider == MemberId)
        {
            return new Rejection("member.may-not-decide");
        }

        var next = RoleRules.Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        (Status, DecidedBy, DecidedAt) = (next.Value, decider, now);
        return Done.Instance;
    }
}
