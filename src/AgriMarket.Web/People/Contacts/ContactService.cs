using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Contacts;

/// <summary>What is typed to prove a number or address.</summary>
/// <param name="Password">Or <paramref name="OldCode"/>: whoever borrows an open page does not get the account.</param>
/// <param name="OldCode">The code that was sent to the number or address which this one takes the place of.</param>
internal sealed record ContactRequest(string? Contact, string? Code, string? Password, string? OldCode);

/// <summary>How a member's number or address stands.</summary>
/// <param name="Verified">The one proved so far; null for none.</param>
/// <param name="Since">When it was proved.</param>
/// <param name="Asked">To which a code was sent that is still good; null for none.</param>
/// <param name="Login">What the member signs in with.</param>
/// <param name="CanBeProved">Whether this market can send there.</param>
internal sealed record ContactStanding(string? Verified, DateTime? Since, string? Asked, string Login, bool CanBeProved);

/// <summary>Proves and changes a member's mobile number and e-mail address.</summary>
internal sealed class ContactService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    CodeService codes,
    CodeKey key,
    AccountMessenger messenger,
    PasswordCheck passwords,
    ContactChanges changes,
    UserManager<Member> members
)
{
    public async Task<ContactStanding> StandingAsync(Guid memberId, ContactKind kind, DateTime now)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var member = await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == memberId);
        var asked = await db.Set<VerificationCode>()
            .Where(row => row.MemberId == memberId && row.Purpose == CodePurpose.Prove && row.Kind == kind)
            .Where(row => row.UsedAt == null && row.ExpiresAt > now)
            .OrderByDescending(row => row.ExpiresAt)
            .Select(row => row.Target)
            .FirstOrDefaultAsync();
        return new(member.Verified(kind), member.VerifiedAt(kind), asked, member.UserName!, messenger.Reaches(kind));
    }

    /// <summary>
    /// Sends a code to a number or address that is to be proved. Rejects beside the field with what <see cref="Login.ReadContact"/> says,
    /// <c>code.no-mail</c>, <c>code.same</c>, and what <see cref="CodeService.AskAsync"/> says.
    /// </summary>
    public async Task<Result<Done>> AskAsync(Guid memberId, ContactKind kind, string? contact, string network)
    {
        var read = Login.ReadContact(kind, contact, nameof(ContactRequest.Contact));
        if (!read.IsOk)
        {
            return Result<Done>.Refused(read.Rejections);
        }

        if (!messenger.Reaches(kind))
        {
            return new Rejection("code.no-mail", nameof(ContactRequest.Contact));
        }

        return (await FindAsync(memberId)).Verified(kind) == read.Value
            ? new Rejection("code.same", nameof(ContactRequest.Contact))
            : Sent(await codes.AskAsync(new(kind, read.Value, CodePurpose.Prove, memberId), network, nameof(ContactRequest.Contact)));
    }

    /// <summary>Sends a code to the number or address that is to be changed. Rejects with <c>code.none</c> when there is none.</summary>
    public async Task<Result<Done>> AskOldAsync(Guid memberId, ContactKind kind, string network) =>
        (await FindAsync(memberId)).Verified(kind) is { } old
            ? Sent(await codes.AskAsync(new(kind, old, CodePurpose.Change, memberId), network, nameof(ContactRequest.OldCode)))
            : VerificationCode.None(nameof(ContactRequest.OldCode));

    /// <summary>
    /// Records a number or address as the member's own. One that takes the place of another, or is not what the member signs in with,
    /// needs the password or a code sent to the old one, which is told of it. A login that was the old one becomes the new one,
    /// unless somebody else has it. Rejects beside the field with what <see cref="Login.ReadContact"/> and
    /// <see cref="CodeService.CheckAsync"/> say, <c>code.permission</c> and <c>member.password-wrong</c>.
    /// </summary>
    public async Task<Result<Member>> SaveAsync(Guid memberId, ContactKind kind, ContactRequest request, string network)
    {
        var read = Login.ReadContact(kind, request.Contact, nameof(request.Contact));
        if (!read.IsOk)
        {
            return Result<Member>.Refused(read.Rejections);
        }

        var member = await FindAsync(memberId);
        var needsOld = !MayWithoutPassword(member, kind, read.Value);
        if (needsOld && !string.IsNullOrEmpty(request.Password))
        {
            if (await passwords.WhyNotAsync(member, request.Password, nameof(request.Password)) is { } wrong)
            {
                return wrong;
            }

            needsOld = false;
        }

        if (needsOld && string.IsNullOrWhiteSpace(request.OldCode))
        {
            return new Rejection("code.permission", nameof(request.Password));
        }

        var secret = await key.GetAsync();
        if (!secret.IsOk)
        {
            return Result<Member>.Refused(secret.Rejections);
        }

        var tried = await writer.RunAsync<CodeAttempt>(scope =>
            SaveAsync(scope, secret.Value, new(kind, read.Value, CodePurpose.Prove, memberId), request, needsOld, network)
        );
        return !tried.IsOk ? Result<Member>.Refused(tried.Rejections)
            : tried.Value.WhyNot is { } whyNot ? whyNot
            : tried.Value.Member!;
    }

    private async Task<Result<CodeAttempt>> SaveAsync(
        WriteScope scope,
        byte[] secret,
        CodeSubject wanted,
        ContactRequest request,
        bool needsOld,
        string network
    )
    {
        var member = await scope.Db.Set<Member>().SingleAsync(row => row.Id == wanted.MemberId);
        var old = member.Verified(wanted.Kind);
        var oldSubject = wanted with { Target = old ?? "", Purpose = CodePurpose.Change };
        if (needsOld && await CheckOldAsync(isFinal: false) is { } notOld)
        {
            return new CodeAttempt(notOld, null);
        }

        if (await CodeService.CheckAsync(scope, secret, wanted, request.Code, nameof(request.Code)) is { } notNew)
        {
            return new CodeAttempt(notNew, null);
        }

        if (needsOld)
        {
            await CheckOldAsync(isFinal: true);
        }

        member.Verify(wanted.Kind, wanted.Target, scope.Now);
        if (old is not null && old != wanted.Target)
        {
            await FollowAsync(scope, member, old, wanted.Target);
            codes.SendChanged(scope, oldSubject, network);
        }

        await scope.Db.SaveChangesAsync();
        scope.OnDurable(() => changes.Raise(member.Id));
        var changed = wanted.Kind == ContactKind.Mobile ? SecurityActs.MobileChanged : SecurityActs.EmailChanged;
        await ActWriter.NoteSecurityAsync(scope, new(changed.Code, member.Id, SecurityActs.Member, member.Id));
        return new CodeAttempt(null, member);

        Task<Rejection?> CheckOldAsync(bool isFinal) =>
            CodeService.CheckAsync(scope, secret, oldSubject, request.OldCode, nameof(request.OldCode), isFinal);
    }

    /// <summary>To whom the code belongs is known: they are signed in.</summary>
    private static Result<Done> Sent(Result<Guid> asked) => asked.IsOk ? Done.Instance : Result<Done>.Refused(asked.Rejections);

    /// <summary>Who signed in with the old one signs in with the new one, where it is free: a given-up number gets another owner.</summary>
    private static async Task FollowAsync(WriteScope scope, Member member, string old, string contact)
    {
        var name = contact.ToUpperInvariant();
        if (member.UserName == old && !await scope.Db.Set<Member>().AnyAsync(row => row.NormalizedUserName == name))
        {
            (member.UserName, member.NormalizedUserName) = (contact, name);
        }
    }

    private static bool MayWithoutPassword(Member member, ContactKind kind, string contact) =>
        member.Verified(kind) is { } old ? old == contact : member.UserName == contact;

    private async Task<Member> FindAsync(Guid memberId) =>
        await members.FindByIdAsync(memberId.ToString())
        ?? throw new InvalidOperationException($"Member {memberId} is signed in but unknown.");

    /// <summary>What came of typing a code. A wrong one is no refusal of the command, which has counted it.</summary>
    private sealed record CodeAttempt(Rejection? WhyNot, Member? Member);
}
