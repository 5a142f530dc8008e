using System.Buffers.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Passkeys;

/// <summary>Asks devices for passkeys and checks their answers, for one request.</summary>
internal sealed class PasskeyChecks(
    IPasskeyHandler<Member> handler,
    UserManager<Member> members,
    PasskeyChallenges challenges,
    FactorChecks factors,
    MarketWriter writer,
    IHttpContextAccessor request
)
{
    /// <summary>Signs; an answer takes about 1,500.</summary>
    private const int MostOfAnswer = 16_384;

    private HttpContext Context => request.HttpContext ?? throw new InvalidOperationException("Passkeys are asked for by requests.");

    /// <summary>What a browser is to ask its device to sign in or to confirm.</summary>
    /// <param name="memberId">Whose passkeys are good; null for anybody's.</param>
    public async Task<PasskeyQuestion> AskAsync(PasskeyUse use, Guid? memberId, Guid? sessionId)
    {
        var member = memberId is { } id ? await members.FindByIdAsync(id.ToString()) : null;
        var asked = await handler.MakeRequestOptionsAsync(member, Context);
        return new(asked.RequestOptionsJson, challenges.Seal(use, memberId, sessionId, asked.AssertionState!));
    }

    /// <summary>
    /// Whose passkey answered, once. Rejects with <c>member.passkey-expired</c>, <c>member.passkey-wrong</c> and
    /// <c>member.passkey-used</c>, and as <see cref="FactorChecks.CountedAsync{T}"/> does.
    /// </summary>
    /// <param name="memberId">As it was asked.</param>
    /// <param name="sessionId">As it was asked; it is then confirmed.</param>
    public async Task<Result<Member>> TakeAsync(PasskeyUse use, PasskeyAnswer answer, Guid? memberId, Guid? sessionId)
    {
        if (challenges.Open(answer.State, use, memberId, sessionId) is not { } challenge)
        {
            return new Rejection("member.passkey-expired");
        }

        return await factors.CountedAsync(memberId, () => CheckAsync(challenge, answer, sessionId));
    }

    private async Task<Result<Member>> CheckAsync(PasskeyChallenge challenge, PasskeyAnswer answer, Guid? sessionId)
    {
        var asserted = answer.Credential is { Length: > 0 and <= MostOfAnswer } credential
            ? await handler.PerformAssertionAsync(
                new()
                {
                    HttpContext = Context,
                    CredentialJson = credential,
                    AssertionState = challenge.State,
                }
            )
            : null;
        if (asserted is not { Succeeded: true, User: { } member, Passkey: { } shown })
        {
            return new Rejection("member.passkey-wrong");
        }

        var credentialId = Base64Url.EncodeToString(shown.CredentialId);
        return await writer.RunAsync<Member>(async scope =>
        {
            var passkey = await scope
                .Db.Set<MemberPasskey>()
                .SingleOrDefaultAsync(row => row.MemberId == member.Id && row.CredentialId == credentialId);
            if (passkey is null)
            {
                return new Rejection("member.passkey-wrong");
            }

            if (!passkey.Take(challenge.At, shown.SignCount, shown.IsBackedUp, scope.Now))
            {
                return new Rejection("member.passkey-used");
            }

            await FactorChecks.ConfirmAsync(scope, member.Id, sessionId);
            await scope.Db.SaveChangesAsync();
            return member;
        });
    }
}
