using System.Security.Cryptography;
using System.Text.Json;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Passkeys;

/// <summary>What an answer of a device is good for.</summary>
internal enum PasskeyUse
{
    Add,
    SignIn,

    /// <summary>Confirming a session afresh.</summary>
    Confirm,
}

/// <summary>What a browser is to ask its device, and what it brings back with the answer.</summary>
/// <param name="Options">In JSON, as WebAuthn has them.</param>
/// <param name="State">The challenge, sealed.</param>
internal sealed record PasskeyQuestion(string Options, string State);

/// <summary>What a browser brings back.</summary>
/// <param name="Credential">What the device said, in JSON.</param>
internal sealed record PasskeyAnswer(string? State, string? Credential);

/// <summary>What was asked, of whom and when.</summary>
/// <param name="MemberId">Null where anybody may answer.</param>
/// <param name="SessionId">In which session; null before there is one.</param>
/// <param name="State">Of the framework's handler: it has no seal of its own.</param>
internal sealed record PasskeyChallenge(PasskeyUse Use, Guid? MemberId, Guid? SessionId, DateTime At, string State);

/// <summary>
/// Seals what was asked, for browsers to bring back: nothing is stored for those who never answer. An answer counts once because its
/// passkey remembers when the challenge of the last one was made.
/// </summary>
internal sealed class PasskeyChallenges(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>How long a member has to answer.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    private readonly IDataProtector protector = protection.CreateProtector("AgriMarket.Passkeys");

    public string Seal(PasskeyUse use, Guid? memberId, Guid? sessionId, string state) =>
        protector.Protect(JsonSerializer.Serialize(new PasskeyChallenge(use, memberId, sessionId, clock.GetUtcNow().UtcDateTime, state)));

    /// <summary>Null unless it was asked for this, of this member in this session, and lately.</summary>
    public PasskeyChallenge? Open(string? shown, PasskeyUse use, Guid? memberId, Guid? sessionId)
    {
        try
        {
            var challenge = JsonSerializer.Deserialize<PasskeyChallenge>(protector.Unprotect(shown ?? ""))!;
            return
                (challenge.Use, challenge.MemberId, challenge.SessionId) == (use, memberId, sessionId)
                && clock.GetUtcNow().UtcDateTime - challenge.At < GoodFor
                ? challenge
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>How the framework asks for passkeys and checks them.</summary>
internal sealed class PasskeySettings(IOptions<MemberOptions> members) : IConfigureOptions<IdentityPasskeyOptions>
{
    public void Configure(IdentityPasskeyOptions options)
    {
        options.AuthenticatorTimeout = PasskeyChallenges.GoodFor;
        options.ServerDomain = members.Value.PasskeyDomain.Length > 0 ? members.Value.PasskeyDomain : null;

        // A finger, a face or a PIN: the device alone is one factor only.
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "preferred";
        options.ValidateOrigin = context =>
            ValueTask.FromResult(!context.CrossOrigin && Platform.Security.OriginCheck.IsSame(context.Origin, context.HttpContext.Request));
    }
}
