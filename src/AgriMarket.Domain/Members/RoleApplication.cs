using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Organisations;

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
    public const int VillageMaxLength = 40;

    /// <summary>A co-operative of more villages than this is confirmed in several steps.</summary>
    public const int MaxVillages = 30;

    /// <summary>Of one member at a time: enough for an agent of many counties, and no flood for those who decide.</summary>
    public const int MaxWaiting = 20;

    private static readonly char[] BetweenVillages = ['、', ',', '，', ';', '；', '\n'];

    public required Guid Id { get; init; }

    public required Guid MemberId { get; init; }

    public required MemberRole Role { get; init; }

    /// <summary>Name of the farm, co-operative, office or company, as shown to others.</summary>
    public required string DisplayName { get; init; }

    /// <summary>
    /// Where the applicant works: a county for sellers, who list from there only; a region of any level for others; empty for an
    /// administrator, who works everywhere.
    /// </summary>
    public required string RegionCode { get; init; }

    /// <summary>Of a seller: the villages that goods come from; may be empty.</summary>
    public IReadOnlyList<string> Villages { get; init; } = [];

    public string Statement { get; init; } = "";

    public required DateTime AppliedAt { get; init; }

    public ApplicationStatus Status { get; private set; }

    /// <summary>Null while nobody has decided, and for an administrator whom a command of the program made.</summary>
    public Guid? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was declined or revoked, in words for the applicant; may be empty for a confirmation.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Of a confirmed official: the office they act for; null for anybody else.</summary>
    public Guid? OfficeId { get; private set; }

    /// <summary>Of a confirmed official: what they may do for their office.</summary>
    public Duties Duties { get; private set; }

    /// <summary>
    /// A new application that waits for a decision. Refused beside the field with <c>member.role-missing</c>,
    /// <c>member.name-missing</c>, <c>member.name-long</c>, <c>member.region-unknown</c>, <c>member.region-not-county</c>,
    /// <c>member.village-long</c>, <c>member.villages-many</c>, <c>member.statement-long</c>, <c>member.mobile-unproved</c>,
    /// and as a whole with
    /// <c>member.application-waiting</c>, <c>member.role-held</c> or <c>member.applications-many</c>. A seller asks again for each
    /// further county or village.
    /// </summary>
    /// <param name="earlier">This member's applications so far.</param>
    /// <param name="hasMobile">Whether they have proved a mobile number: who sells, buys for others or decides can be reached.</param>
    public static Result<RoleApplication> Open(
        RoleRequest request,
        IEnumerable<RoleApplication> earlier,
        RegionCatalogue regions,
        bool hasMobile,
        DateTime now
    )
    {
        var (name, statement) = (SingleLine.Name(request.DisplayName), ManyLines.Of(request.Statement));
        var villages = IsSeller(request.Role) ? VillagesIn(request.Villages) : [];
        List<Rejection> rejections =
        [
            .. WhyNotRole(request, villages, earlier),
            .. hasMobile ? (Rejection[])[] : [new Rejection("member.mobile-unproved", nameof(RoleRequest.Role))],
            .. WhyNotTexts(name, statement),
            .. WhyNotPlace(request, villages, regions),
        ];
        return rejections.Count > 0
            ? rejections
            : new RoleApplication
            {
                Id = request.Id,
                MemberId = request.MemberId,
                Role = request.Role!.Value,
                DisplayName = name,
                RegionCode = request.RegionCode!,
                Villages = villages,
                Statement = statement,
                AppliedAt = now,
            };
    }

    /// <summary>A seller's role is held for each county apart; of the other roles a member has one office or institution.</summary>
    private bool Answers(RoleRequest request, IReadOnlyList<string> villages) =>
        Role == request.Role
        && (
            !IsSeller(Role)
            || (
                RegionCode == request.RegionCode
                && (Status == ApplicationStatus.Waiting || villages.All(village => Villages.Contains(village, StringComparer.Ordinal)))
            )
        );

    private static bool IsSeller(MemberRole? role) => role is { } known && RoleRules.Sellers.Contains(known);

    private static IReadOnlyList<string> VillagesIn(string? typed) =>
        [
            .. (typed ?? "")
                .Split(BetweenVillages)
                .Select(SingleLine.Name)
                .Where(village => village.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    private static IEnumerable<Rejection> WhyNotRole(
        RoleRequest request,
        IReadOnlyList<string> villages,
        IEnumerable<RoleApplication> earlier
    )
    {
        if (request.Role is not { } role || !RoleRules.Applicable.Contains(role))
        {
            yield return new Rejection("member.role-missing", nameof(request.Role));
        }
        else if (
            earlier.FirstOrDefault(row =>
                row.Status is ApplicationStatus.Waiting or ApplicationStatus.Confirmed && row.Answers(request, villages)
            ) is
            { } open
        )
        {
            yield return new Rejection(open.Status == ApplicationStatus.Waiting ? "member.application-waiting" : "member.role-held");
        }
        else if (earlier.Count(row => row.Status == ApplicationStatus.Waiting) >= MaxWaiting)
        {
            yield return new Rejection("member.applications-many", null, MaxWaiting);
        }
    }

    private static IEnumerable<Rejection> WhyNotTexts(string name, string statement)
    {
        if (name.IsEmptyOrLongerThan(NameMaxLength))
        {
            var code = name.Length == 0 ? "member.name-missing" : "member.name-long";
            yield return new Rejection(code, nameof(RoleRequest.DisplayName), NameMaxLength);
        }

        if (statement.IsLongerThan(StatementMaxLength))
        {
            yield return new Rejection(
                "member.statement-long",
                nameof(RoleRequest.Statement),
                StatementMaxLength,
                statement.CountCharacters()
            );
        }
    }

    private static IEnumerable<Rejection> WhyNotPlace(RoleRequest request, IReadOnlyList<string> villages, RegionCatalogue regions)
    {
        if (regions.Find(request.RegionCode) is null)
        {
            yield return new Rejection("member.region-unknown", nameof(RoleRequest.RegionCode));
        }
        else if (IsSeller(request.Role) && !regions.IsLeaf(request.RegionCode!))
        {
            yield return new Rejection("member.region-not-county", nameof(RoleRequest.RegionCode));
        }

        if (villages.Count > MaxVillages)
        {
            yield return new Rejection("member.villages-many", nameof(RoleRequest.Villages), MaxVillages);
        }

        if (villages.Any(village => village.IsLongerThan(VillageMaxLength)))
        {
            yield return new Rejection("member.village-long", nameof(RoleRequest.Villages), VillageMaxLength);
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
        OfficePost? deciderPost,
        DateTime now,
        string reason = ""
    )
    {
        if (!RoleRules.MayDecide(deciderRoles, deciderPost, Role) || decider == MemberId)
        {
            return new Rejection("member.may-not-decide");
        }

        var next = RoleRules.Statuses.After(Status, action);
        if (!next.IsOk)
        {
            return Result<Done>.Refused(next.Rejections);
        }

        reason = ManyLines.Of(reason);
        if (reason.IsLongerThan(ReasonMaxLength) || (reason.Length == 0 && action != ApplicationAction.Confirm))
        {
            return new Rejection(reason.Length == 0 ? "member.reason-missing" : "member.reason-long", nameof(Reason), ReasonMaxLength);
        }

        (Status, DecidedBy, DecidedAt, Reason) = (next.Value, decider, now, reason);
        return Done.Instance;
    }

    /// <summary>
    /// Gives a confirmed official an office and duties, or other duties. Rejects with <c>office.not-official</c> for any other
    /// application, with <c>office.duties</c> for duties that do not exist or none, and with <c>member.may-not-decide</c> to themselves.
    /// </summary>
    public Result<Done> Appoint(Office office, Duties duties, Guid administratorId)
    {
        if (Role != MemberRole.Official || Status != ApplicationStatus.Confirmed)
        {
            return new Rejection("office.not-official");
        }

        if (administratorId == MemberId)
        {
            return new Rejection("member.may-not-decide");
        }

        if (duties == Duties.None || (duties & ~Appointment.AllDuties) != Duties.None)
        {
            return new Rejection("office.duties", nameof(Duties));
        }

        (OfficeId, Duties) = (office.Id, duties);
        return Done.Instance;
    }
}
