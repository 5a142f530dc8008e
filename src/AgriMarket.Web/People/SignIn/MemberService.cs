using AgriMarket.Domain.Common;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.SignIn;

/// <summary>What is typed to become a member.</summary>
internal sealed record SignUpRequest(string? DisplayName, string? Login, string? Password);

/// <summary>What is typed to change a password.</summary>
internal sealed record PasswordRequest(string? Current, string? New);

/// <summary>
/// Makes members and changes what they are called and how they sign in. For one request: it works on the request's context.
/// </summary>
internal sealed class MemberService(
    UserManager<Member> members,
    PasswordCheck passwords,
    MemberSessions sessions,
    MarketDb db,
    TimeProvider clock
)
{
    /// <summary>
    /// A new member, a resident. Refused beside the field with <c>member.name-missing</c>, <c>member.name-long</c>, what
    /// <see cref="Login.Read"/> and <see cref="PasswordRules.WhyNot"/> say, and with <c>member.login-taken</c>.
    /// </summary>
    public async Task<Result<Member>> SignUpAsync(SignUpRequest request)
    {
        var name = NameOf(request.DisplayName, nameof(request.DisplayName));
        var login = Login.Read(request.Login, nameof(request.Login));
        List<Rejection> rejections =
        [
            .. name.Rejections,
            .. login.Rejections,
            .. Passwords(request.Password, nameof(request.Password), request.Login, request.DisplayName),
        ];
        if (rejections.Count > 0)
        {
            return rejections;
        }

        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            UserName = login.Value.Name,
            PhoneNumber = login.Value.IsMobile ? login.Value.Name : null,
            Email = login.Value.IsMobile ? null : login.Value.Name,
            DisplayName = name.Value,
            JoinedAt = clock.GetUtcNow().UtcDateTime,
        };
        try
        {
            var made = await members.CreateAsync(member, request.Password!);
            return made.Succeeded ? member : Refusal(made, nameof(request.Login));
        }
        catch (DbUpdateException) when (db.Set<Member>().Any(other => other.NormalizedUserName == member.NormalizedUserName))
        {
            // Two sign-ups with one login at the same moment: the database's own guard let the first in.
            return new Rejection("member.login-taken", nameof(request.Login));
        }
    }

    /// <summary>
    /// A new member who is an administrator from the start, by whoever runs the program; it is on record. Refused like a sign-up.
    /// </summary>
    public async Task<Result<Member>> CreateAdministratorAsync(SignUpRequest request)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        var made = await SignUpAsync(request);
        if (made.IsOk)
        {
            db.Add(RoleApplication.Administrator(made.Value.Id, made.Value.DisplayName, made.Value.JoinedAt));
            ActWriter.AddSecurity(
                db,
                new(SecurityActs.AdministratorMade.Code, null, SecurityActs.Member, made.Value.Id),
                made.Value.JoinedAt
            );
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }

        return made;
    }

    /// <summary>
    /// Rejects with <c>member.name-missing</c> or <c>member.name-long</c>, and with <c>edit.changed</c> where they have changed it since
    /// they saw it, on another device. The name that it is already changes nothing.
    /// </summary>
    public async Task<Result<Member>> ChangeDisplayNameAsync(Guid memberId, string? displayName, long seenVersion)
    {
        var name = NameOf(displayName, nameof(SignUpRequest.DisplayName));
        if (!name.IsOk)
        {
            return Result<Member>.Refused(name.Rejections);
        }

        var member = await FindAsync(memberId);
        if (member.DisplayName == name.Value)
        {
            return member;
        }

        if (member.WhyNot(seenVersion) is { } changed)
        {
            return changed;
        }

        member.Rename(name.Value);
        var saved = await members.UpdateAsync(member);
        // Another request was faster.
        return saved.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? new Rejection("edit.changed")
            : Saved(saved, member);
    }

    /// <summary>
    /// A new password; every other session of this member ends. Refused beside the field with
    /// <c>member.password-wrong</c> and as at sign-up. A wrong present password counts like one at sign-in.
    /// </summary>
    /// <param name="keptId">The session that changes it; null when every one is to end.</param>
    public async Task<Result<Member>> ChangePasswordAsync(Guid memberId, PasswordRequest request, Guid? keptId = null)
    {
        var member = await FindAsync(memberId);
        var rejections = Passwords(
                request.New,
                nameof(request.New),
                member.UserName,
                member.DisplayName,
                member.VerifiedMobile,
                member.VerifiedEmail
            )
            .ToList();
        if (rejections.Count > 0)
        {
            return rejections;
        }

        if (await passwords.WhyNotAsync(member, request.Current, nameof(request.Current)) is { } wrong)
        {
            return wrong;
        }

        // Saved with the password, by the store that works on the same context.
        ActWriter.AddSecurity(
            db,
            new(SecurityActs.PasswordChanged.Code, memberId, SecurityActs.Member, memberId),
            clock.GetUtcNow().UtcDateTime
        );
        var changed = Saved(await members.ChangePasswordAsync(member, request.Current!, request.New!), member);
        var ended = await sessions.EndAllAsync(memberId, keptId);
        return ended.IsOk ? changed : Result<Member>.Refused(ended.Rejections);
    }

    private async Task<Member> FindAsync(Guid memberId) =>
        await members.FindByIdAsync(memberId.ToString())
        ?? throw new InvalidOperationException($"Member {memberId} is signed in but unknown.");

    /// <summary>What is wrong with a new password.</summary>
    /// <param name="own">What its member is called and signs in with.</param>
    internal static IEnumerable<Rejection> Passwords(string? password, string field, params IReadOnlyList<string?> own) =>
        PasswordRules.WhyNot(password, field, own, CommonPasswords.All, CommonPasswords.OfMarket) is { } whyNot ? [whyNot] : [];

    private static Result<string> NameOf(string? typed, string field) =>
        SingleLine.Name(typed) switch
        {
            "" => new Rejection("member.name-missing", field),
            var name when name.IsLongerThan(Member.DisplayNameMaxLength) => new Rejection(
                "member.name-long",
                field,
                Member.DisplayNameMaxLength
            ),
            var name => name,
        };

    private static Result<Member> Refusal(IdentityResult result, string loginField) =>
        result.Errors.Any(error =>
            error.Code is nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail)
        )
            ? new Rejection("member.login-taken", loginField)
            : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));

    private static Result<Member> Saved(IdentityResult result, Member member) =>
        result.Succeeded ? member : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
}
