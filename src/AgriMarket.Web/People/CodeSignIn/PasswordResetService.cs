using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.People.SignIn;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>What is typed to set a password anew.</summary>
/// <param name="Contact">A mobile number or an e-mail address.</param>
/// <param name="AskedFor">As <see cref="CodeSubject.AskedFor"/>.</param>
internal sealed record PasswordResetRequest(string? Contact, string? Code, string? New, IReadOnlyList<Guid> AskedFor);

/// <summary>Sets a forgotten password anew, by a code sent to a number or address that the member has proved or signs in with.</summary>
internal sealed class PasswordResetService(
    CodeService codes,
    CodeAccounts accounts,
    AccountMessenger messenger,
    MemberSessions sessions,
    ContactChanges changes,
    IPasswordHasher<Member> hasher
)
{
    /// <summary>
    /// Sends a code, if it is a member's; the answer, the code's id, does not tell. Rejects beside the field with what
    /// <see cref="Login.ReadContact"/> and <see cref="CodeService.AskAsync"/> say, and with <c>code.no-mail</c>.
    /// </summary>
    public async Task<Result<Guid>> AskAsync(string? contact, string network)
    {
        var read = Read(contact);
        return !read.IsOk ? Result<Guid>.Refused(read.Rejections)
            : messenger.Reaches(read.Value.Kind) ? await codes.AskAsync(read.Value, network, nameof(PasswordResetRequest.Contact))
            : new Rejection("code.no-mail", nameof(PasswordResetRequest.Contact));
    }

    /// <summary>
    /// A new password, which ends every session. What the code went to counts as proved from now on. Rejects beside the field as
    /// <see cref="AskAsync"/>, <see cref="CodeAccounts.RecogniseAsync"/> and a sign-up do.
    /// </summary>
    /// <param name="isWanted">Which account, where several share the number.</param>
    public async Task<Result<CodeRecognition>> ResetAsync(PasswordResetRequest request, Func<Member, bool> isWanted)
    {
        var read = Read(request.Contact);
        List<Rejection> rejections = [.. read.Rejections, .. MemberService.Passwords(request.New, nameof(request.New), request.Contact)];
        if (rejections.Count > 0)
        {
            return rejections;
        }

        var (subject, hash) = (read.Value with { AskedFor = request.AskedFor }, hasher.HashPassword(new Member(), request.New!));
        return await accounts.RecogniseAsync(
            subject,
            request.Code,
            nameof(request.Code),
            isWanted,
            async (scope, member) =>
            {
                (member.PasswordHash, member.SecurityStamp) = (hash, Guid.NewGuid().ToString("N"));
                member.Verify(subject.Kind, subject.Target, scope.Now);
                scope.OnDurable(() => changes.Raise(member.Id));
                await sessions.EndAllAsync(scope, member.Id);
                await ActWriter.NoteSecurityAsync(scope, new(SecurityActs.PasswordReset.Code, member.Id, SecurityActs.Member, member.Id));
            }
        );
    }

    private static Result<CodeSubject> Read(string? contact)
    {
        var kind = contact?.Contains('@', StringComparison.Ordinal) == true ? ContactKind.Email : ContactKind.Mobile;
        var read = Login.ReadContact(kind, contact, nameof(PasswordResetRequest.Contact));
        return read.IsOk
            ? new CodeSubject(kind, read.Value, CodePurpose.ResetPassword, null)
            : Result<CodeSubject>.Refused(read.Rejections);
    }
}
