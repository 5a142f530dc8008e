using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.People.CodeSignIn;

/// <summary>What is typed to sign in by a code.</summary>
/// <param name="AskedFor">As <see cref="CodeSubject.AskedFor"/>.</param>
internal sealed record CodeSignInRequest(string? Mobile, string? Code, IReadOnlyList<Guid> AskedFor);

/// <summary>Recognises members by a code sent to the mobile number that they have proved.</summary>
internal sealed class CodeSignInService(CodeService codes, CodeAccounts accounts)
{
    /// <summary>
    /// Sends a code, if any member has proved the number; the answer, the code's id, does not tell. Rejects beside the field with what
    /// <see cref="Login.ReadContact"/> and <see cref="CodeService.AskAsync"/> say.
    /// </summary>
    public async Task<Result<Guid>> AskAsync(string? mobile, string network)
    {
        var read = Login.ReadContact(ContactKind.Mobile, mobile, nameof(CodeSignInRequest.Mobile));
        return read.IsOk
            ? await codes.AskAsync(Subject(read.Value), network, nameof(CodeSignInRequest.Mobile))
            : Result<Guid>.Refused(read.Rejections);
    }

    /// <summary>
    /// Who it is, signed in nowhere yet. Rejects beside the field with what <see cref="Login.ReadContact"/> and
    /// <see cref="CodeAccounts.RecogniseAsync"/> say.
    /// </summary>
    /// <param name="isWanted">Which account, where several share the number.</param>
    /// <param name="whyNotYet">As <see cref="CodeAccounts.RecogniseAsync"/> asks it.</param>
    public async Task<Result<CodeRecognition>> RecogniseAsync(
        CodeSignInRequest request,
        Func<Member, bool> isWanted,
        Func<WriteScope, Member, Task<Rejection?>>? whyNotYet = null
    )
    {
        var read = Login.ReadContact(ContactKind.Mobile, request.Mobile, nameof(request.Mobile));
        return read.IsOk
            ? await accounts.RecogniseAsync(
                Subject(read.Value) with
                {
                    AskedFor = request.AskedFor,
                },
                request.Code,
                nameof(request.Code),
                isWanted,
                (_, _) => Task.CompletedTask,
                whyNotYet
            )
            : Result<CodeRecognition>.Refused(read.Rejections);
    }

    private static CodeSubject Subject(string mobile) => new(ContactKind.Mobile, mobile, CodePurpose.SignIn, null);
}
