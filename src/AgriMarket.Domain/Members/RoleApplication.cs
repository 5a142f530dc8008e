using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;

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
    public const int ReasonMaxLength = 300;

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required MemberRole Role { get; init; }

    /// <summary>Name of the farm, co-operative, office or company, as shown to others.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where the applicant works: a region code of any level; empty for an administrator, who works everywhere.</summary>
    public required string RegionCode { get; init; }

    public string Statement { get; init; } = "";

    public required DateTime AppliedAt { get; init; }

    public ApplicationStatus Status { get; private set; }

    /// <summary>Null while nobody has decided, and for an administrator whom a command of the program made.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was declined or revoked, in words for the applicant; may be empty for a confirmation.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>
    /// A new application that waits for a decision. Refused beside the field with <c>member.role-missing</c>,
    /// <c>member.name-missing</c>, <c>member.name-long</c>, <c>member.region-unknown</c>, <c>member.statement-long</c>, and as a
    /// whole with <c>member.application-waiting</c> or <c>member.role-held</c>.
    /// </summary>
    /// <param name="earlier">This member's applications so far.</param>
    public static Result<RoleApplication> Open(
        RoleRequest request,
        IEnumerable<RoleApplication> earlier,
        RegionCatalogue regions,
        DateTime now
    )
    {
        var (name, statement) = (SingleLine.Of(request.DisplayName), request.Statement?.Trim() ?? "");
        List<Rejection> rejections = [.. WhyNotRole(request, earlier), .. WhyNotTexts(name, request.RegionCode, statement, regions)];
        return rejections.Count > 0
            ? rejections
            : new RoleApplication
            {
                Id = request.Id,
                MemberId = request.MemberId,
                Role = request.Role!.Value,
                DisplayName = name,
                RegionCode = request.RegionCode!,
                Statement = statement,
                AppliedAt = now,
            };
    }

    private static IEnumerable<Rejection> WhyNotRole(RoleRequest request, IEnumerable<RoleApplication> earlier)
    {
        if (request.Role is not { } role || !RoleRules.Applicable.Contains(role))
        {
            yield return new Rejection("member.role-missing", nameof(request.Role));
        }
        else if (
            earlier.FirstOrDefault(row => row.Role == role && row.Status is ApplicationStatus.Waiting or ApplicationStatus.Confirmed) is
            { } open
        )
        {
            yield return new Rejection(open.Status == ApplicationStatus.Waiting ? "member.application-waiting" : "member.role-held");
        }
    }

    private static IEnumerable<Rejection> WhyNotTexts(string name, string? regionCode, string statement, RegionCatalogue regions)
    {
        if (name.Length is 0 or > NameMaxLength)
        {
            var code = name.Length == 0 ? "member.name-missing" : "member.name-long";
            yield return new Rejection(code, nameof(RoleRequest.DisplayName), NameMaxLength);
        }

        if (regions.Find(regionCode) is null)
        {
            yield return new Rejection("member.region-unknown", nameof(RoleRequest.RegionCode));
        }

        if (statement.Length > StatementMaxLength)
        {
            yield return new Rejection("member.statement-long", nameof(RoleRequest.Statement), StatementMaxLength, statement.Length);
        }
    }

    /// <summary>The record of an administrator made by a command of the program: confirmed from the start, decided by no member.</summary>
    public static RoleApplication Administrator(Guid memberId, string displayName, DateTime now) =>
        new()
        {
            Id = memberId,
            MemberId = memberId,
            Role = MemberRole.Administrator,
            DisplayName = displayName,
            RegionCode = "",
            AppliedAt = now,
            Status = ApplicationStatus.Confirmed,
            DecidedAt = now,
        };

    /// <summary>
    /// Records a decision. Rejects with <c>member.may-not-decide</c> when <paramref name="decider"/> may not decide on this role
    /// or is the applicant, with <c>member.application-moved</c> when the status has moved on, and with
    /// <c>member.reason-missing</c> or <c>member.reason-long</c>: whoever is turned away is told why.
    /// </summary>
    public Result<Done> Decide(
        ApplicationAction action,
        Guid decider,
        IReadOnlyCollection<MemberRole> deciderRoles,
        DateTime now,
        string reason = ""
    )
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

        reason = reason.Trim();
        if (reason.Length > ReasonMaxLength || (reason.Length == 0 && action != ApplicationAction.Confirm))
        {
            return new Rejection(reason.Length == 0 ? "member.reason-missing" : "member.reason-long", nameof(Reason), ReasonMaxLength);
        }

        (Status, DecidedBy, DecidedAt, Reason) = (next.Value, decider, now, reason);
        return Done.Instance;
    }
}
