using System.Buffers.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Passkeys;

/// <summary>Adds passkeys to one's own account, lists and removes them, for one request.</summary>
internal sealed class PasskeyService(
    IPasskeyHandler<Member> handler,
    UserManager<Member> members,
    PasskeyChallenges challenges,
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    FactorGuard guard,
    FactorMessages messages,
    MemberSessions sessions,
    PasswordCheck passwords,
    IHttpContextAccessor request
)
{
    private HttpContext Context => request.HttpContext ?? throw new InvalidOperationException("Passkeys are added by requests.");

    /// <summary>A member's passkeys, the newest first.</summary>
    public async Task<IReadOnlyList<MemberPasskey>> ListAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<MemberPasskey>()
            .AsNoTracking()
            .Where(row => row.MemberId == memberId)
            .OrderByDescending(row => row.AddedAt)
            .Take(MemberPasskey.MostOfMember)
            .ToListAsync();
    }

    /// <summary>
    /// What a browser is to ask its device for a new passkey. Whoever has no factor yet types their password, whoever has one was
    /// confirmed lately. Rejects with <c>member.passkey-many</c>, beside <c>Name</c> with <c>member.passkey-name</c>, beside
    /// <paramref name="field"/> as <see cref="PasswordCheck.WhyNotAsync"/> does, and with <c>member.factor-stale</c>.
    /// </summary>
    public async Task<Result<PasskeyQuestion>> StartAsync(Guid memberId, Guid? sessionId, string? name, string? password, string field)
    {
        if (SingleLine.Of(name).IsLongerThan(MemberPasskey.NameMaxLength))
        {
            return new Rejection("member.passkey-name", "Name", (long)MemberPasskey.NameMaxLength);
        }

        var member =
            await members.FindByIdAsync(memberId.ToString())
            ?? throw new InvalidOperationException($"Member {memberId} is signed in but unknown.");
        bool hasFactor;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            if (await IsFullAsync(db, memberId))
            {
                return new Rejection("member.passkey-many", null, (long)MemberPasskey.MostOfMember);
            }

            hasFactor = await db.HasFactorAsync(memberId);
        }

        var why = hasFactor
            ? await guard.WhyNotNowAsync(writer, memberId, sessionId)
            : await passwords.WhyNotAsync(member, password, field);
        if (why is not null)
        {
            return why;
        }

        var asked = await handler.MakeCreationOptionsAsync(
            new()
            {
                Id = memberId.ToString(),
                Name = member.UserName!,
                DisplayName = member.DisplayName,
            },
            Context
        );
        return new PasskeyQuestion(
            asked.CreationOptionsJson,
            challenges.Seal(PasskeyUse.Add, memberId, sessionId, asked.AttestationState!)
        );
    }

    /// <summary>
    /// Adds what the device has made. As a member's first factor it ends every other session and makes recovery codes. Rejects with
    /// <c>member.passkey-expired</c>, <c>member.passkey-wrong</c>, <c>member.passkey-known</c> and <c>member.passkey-many</c>.
    /// </summary>
    /// <param name="sessionId">The member's own, which is confirmed by this.</param>
    /// <returns>The recovery codes, which nobody can read again; none for a further factor.</returns>
    public async Task<Result<IReadOnlyList<string>>> AddAsync(Guid memberId, Guid? sessionId, string? name, PasskeyAnswer answer)
    {
        if (challenges.Open(answer.State, PasskeyUse.Add, memberId, sessionId) is not { } challenge)
        {
            return new Rejection("member.passkey-expired");
        }

        var attested = await handler.PerformAttestationAsync(
            new()
            {
                HttpContext = Context,
                CredentialJson = answer.Credential ?? "",
                AttestationState = challenge.State,
            }
        );
        return attested is { Succeeded: true, Passkey: { } shown }
            ? await writer.RunAsync<IReadOnlyList<string>>(scope => AddAsync(scope, memberId, sessionId, NameOf(name), shown))
            : new Rejection("member.passkey-wrong");
    }

    /// <summary>
    /// Removes a passkey; with the last factor the recovery codes go too. Rejects with <c>member.passkey-unknown</c>,
    /// <c>member.passkey-last</c> for the last factor of who needs one, and beside <see cref="FactorGuard.Field"/> with
    /// <c>member.factor-stale</c>.
    /// </summary>
    public Task<Result<Done>> RemoveAsync(Guid memberId, Guid? sessionId, Guid passkeyId) =>
        writer.RunAsync<Done>(async scope =>
        {
            var passkeys = scope.Db.Set<MemberPasskey>().Where(row => row.MemberId == memberId);
            if (await passkeys.SingleOrDefaultAsync(row => row.Id == passkeyId) is not { } passkey)
            {
                return new Rejection("member.passkey-unknown");
            }

            if (await guard.WhyNotAsync(scope, memberId, sessionId) is { } why)
            {
                return why;
            }

            var isLast = await passkeys.CountAsync() == 1 && !await scope.Db.HasAppAsync(memberId);
            if (isLast && await guard.IsRequiredAsync(scope.Db, memberId))
            {
                return new Rejection("member.passkey-last");
            }

            scope.Db.Remove(passkey);
            if (isLast)
            {
                await scope.Db.Set<RecoveryCode>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
            }

            await messages.TellAsync(scope, memberId, AccountMessageText.FactorChanged);
            await scope.Db.SaveChangesAsync();
            await ActWriter.NoteSecurityAsync(
                scope,
                new(SecurityActs.PasskeyRemoved.Code, memberId, SecurityActs.Member, memberId) { Reason = passkey.Name }
            );
            return Done.Instance;
        });

    private async Task<Result<IReadOnlyList<string>>> AddAsync(
        WriteScope scope,
        Guid memberId,
        Guid? sessionId,
        string name,
        UserPasskeyInfo shown
    )
    {
        var credentialId = Base64Url.EncodeToString(shown.CredentialId);
        if (await scope.Db.Set<MemberPasskey>().AnyAsync(row => row.CredentialId == credentialId))
        {
            return new Rejection("member.passkey-known");
        }

        if (await IsFullAsync(scope.Db, memberId))
        {
            return new Rejection("member.passkey-many", null, (long)MemberPasskey.MostOfMember);
        }

        IReadOnlyList<string> codes = [];
        if (!await scope.Db.HasFactorAsync(memberId))
        {
            codes = await RecoveryCodes.ReplaceAsync(scope, memberId);
            await sessions.EndAllAsync(scope, memberId, sessionId);
        }

        scope.Db.Add(
            new MemberPasskey
            {
                Id = Guid.CreateVersion7(),
                MemberId = memberId,
                Name = name,
                CredentialId = credentialId,
                PublicKey = Base64Url.EncodeToString(shown.PublicKey),
                Transports = string.Join(',', shown.Transports ?? []),
                IsBackupEligible = shown.IsBackupEligible,
                IsBackedUp = shown.IsBackedUp,
                SignCount = shown.SignCount,
                AddedAt = scope.Now,
            }
        );
        await FactorChecks.ConfirmAsync(scope, memberId, sessionId);
        await messages.TellAsync(scope, memberId, AccountMessageText.FactorChanged);
        await scope.Db.SaveChangesAsync();
        await ActWriter.NoteSecurityAsync(
            scope,
            new(SecurityActs.PasskeyAdded.Code, memberId, SecurityActs.Member, memberId) { Reason = name }
        );
        return Result<IReadOnlyList<string>>.Of(codes);
    }

    private static async Task<bool> IsFullAsync(MarketDb db, Guid memberId) =>
        await db.Set<MemberPasskey>().CountAsync(row => row.MemberId == memberId) >= MemberPasskey.MostOfMember;

    /// <summary>What was typed, or else the browser and the system.</summary>
    private string NameOf(string? typed) =>
        SingleLine.Shortened(
            SingleLine.Name(typed) is { Length: > 0 } name
                ? name
                : SessionDevice.Of(Context.Request.Headers.UserAgent.ToString()).Replace("/", " · ", StringComparison.Ordinal),
            MemberPasskey.NameMaxLength
        );
}
