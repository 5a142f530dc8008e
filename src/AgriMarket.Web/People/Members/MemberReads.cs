using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Members;

/// <summary>A member as they see themselves.</summary>
/// <param name="NameVersion">Grows with each new name; whoever changes it says which one they saw.</param>
/// <param name="Login">The mobile number or address they sign in with.</param>
/// <param name="Mobile">Proved; null without one.</param>
/// <param name="Email">Proved; null without one.</param>
/// <param name="Applications">The newest first.</param>
public sealed record OwnAccount(
    string DisplayName,
    long NameVersion,
    string Login,
    VerifiedContact? Mobile,
    VerifiedContact? Email,
    IReadOnlyList<RoleApplication> Applications
);

/// <summary>A number or address that a member has proved.</summary>
public sealed record VerifiedContact(string Contact, DateTime Since)
{
    public static VerifiedContact? Of(Member member, ContactKind kind) =>
        (member.Verified(kind), member.VerifiedAt(kind)) is ({ } contact, { } since) ? new(contact, since) : null;
}

/// <summary>A demo member to sign in as.</summary>
public sealed record DemoMember(Guid Id, string DisplayName, MemberRole Role);

/// <summary>Which applications a decider wants to see.</summary>
/// <param name="Status">Null for all.</param>
/// <param name="Search">Part of a name or login; empty for all.</param>
public sealed record ApplicationFilter(ApplicationStatus? Status, MemberRole? Role, string Search);

/// <summary>An application as a decider sees it.</summary>
/// <param name="DecidedBy">The decider's display name; null while it waits.</param>
/// <param name="Mobile">That the applicant has proved; null without one.</param>
/// <param name="MayDecide">Whether the one who asks may decide on it.</param>
public sealed record ApplicationRow(
    RoleApplication Application,
    string Member,
    string Login,
    VerifiedContact? Mobile,
    string? DecidedBy,
    bool MayDecide
);

/// <summary>One page of applications, and how many there are in all.</summary>
public sealed record ApplicationList(IReadOnlyList<ApplicationRow> Rows, int Total);

/// <summary>What the members' pages read.</summary>
public sealed class MemberReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions)
{
    public const int MaxPageSize = 100;

    /// <summary>Demo sign-ins shown for a role: enough for a journey with several people of it.</summary>
    private const int DemoMembersOfARole = 4;

    public async Task<OwnAccount> OwnAccountAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var member = await db.Set<Member>().AsNoTracking().FirstAsync(row => row.Id == memberId);
        var applications = await db.Set<RoleApplication>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.AppliedAt)
            .ToListAsync();
        return new OwnAccount(
            member.DisplayName,
            member.EditVersion,
            member.UserName!,
            VerifiedContact.Of(member, ContactKind.Mobile),
            VerifiedContact.Of(member, ContactKind.Email),
            applications
        );
    }

    /// <summary>The first few demo members of each role.</summary>
    public async Task<IReadOnlyList<DemoMember>> DemoMembersAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        var demo = db.Set<Member>().Where(member => member.IsDemo);
        var confirmed = db.Set<RoleApplication>().Where(row => row.Status == ApplicationStatus.Confirmed);
        var members = new List<DemoMember>();
        foreach (var role in Enum.GetValues<MemberRole>())
        {
            var ofRole =
                role == MemberRole.Resident
                    ? demo.Where(member => !confirmed.Any(row => row.MemberId == member.Id))
                    : demo.Where(member => confirmed.Any(row => row.MemberId == member.Id && row.Role == role));
            members.AddRange(
                await ofRole
                    .OrderBy(member => member.UserName)
                    .Select(member => new DemoMember(member.Id, member.DisplayName, role))
                    .Take(DemoMembersOfARole)
                    .ToListAsync()
            );
        }

        return members;
    }

    /// <summary>
    /// Applications, those waiting longest first; decided ones the newest first. Officials see those of their office's region,
    /// administrators all, and who confirms nobody sees none.
    /// </summary>
    /// <param name="page">From zero.</param>
    public async Task<ApplicationList> ApplicationsAsync(ApplicationFilter filter, int page, int pageSize, Guid deciderId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var members = db.Set<Member>();
        if (await db.ReadableRegionAsync(deciderId, regions, Duties.ConfirmMembers) is not { } region)
        {
            return new ApplicationList([], 0);
        }

        var (roles, post) = (await db.RolesOfAsync(deciderId), await db.OfficeOfAsync(deciderId));
        var wanted =
            from row in Naming(db, filter.Search).Where(row => row.RegionCode.StartsWith(region))
            join member in members on row.MemberId equals member.Id
            join decider in members on row.DecidedBy equals decider.Id into deciders
            from decider in deciders.DefaultIfEmpty()
            where (filter.Status == null || row.Status == filter.Status) && (filter.Role == null || row.Role == filter.Role)
            select new
            {
                row,
                member,
                member.DisplayName,
                member.UserName,
                DecidedBy = decider.DisplayName,
            };
        var total = await wanted.CountAsync();
        var ordered =
            filter.Status == ApplicationStatus.Waiting
                ? wanted.OrderBy(found => found.row.AppliedAt)
                : wanted.OrderByDescending(found => found.row.DecidedAt ?? found.row.AppliedAt);
        var size = Math.Clamp(pageSize, 1, MaxPageSize);
        var rows = await ordered.ThenBy(found => found.row.Id).Skip(Math.Max(page, 0) * size).Take(size).ToListAsync();
        return new ApplicationList(
            [
                .. rows.Select(found => new ApplicationRow(
                    found.row,
                    found.DisplayName,
                    found.UserName!,
                    VerifiedContact.Of(found.member, ContactKind.Mobile),
                    found.DecidedBy,
                    found.row.MemberId != deciderId && RoleRules.MayDecide(roles, post, found.row.Role)
                )),
            ],
            total
        );
    }

    /// <summary>Applications for which each word typed is in the name or the login.</summary>
    private static IQueryable<RoleApplication> Naming(MarketDb db, string search)
    {
        var (rows, members) = (db.Set<RoleApplication>().AsNoTracking(), db.Set<Member>());
        string[] words = MobileNumber.Read(search) is { } mobile ? [mobile] : SearchText.Words(search);
        return words.Aggregate(
            rows,
            (named, word) =>
                named.Where(row =>
                    members.Any(member =>
                        member.Id == row.MemberId
                        && SearchText.Fold(row.DisplayName + " " + member.DisplayName + " " + member.UserName).Contains(word)
                    )
                )
        );
    }
}
