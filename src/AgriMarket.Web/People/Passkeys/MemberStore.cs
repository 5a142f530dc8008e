using System.Buffers.Text;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Passkeys;

/// <summary>
/// Identity's store of members, which reads passkeys from the market's own table. It writes none: that is done by commands, so that each
/// comes with its entry in the register.
/// </summary>
internal sealed class MemberStore(MarketDb db) : UserOnlyStore<Member, MarketDb, Guid>(db)
{
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Member user, CancellationToken cancellationToken) =>
        (await Context.Set<MemberPasskey>().AsNoTracking().Where(row => row.MemberId == user.Id).ToListAsync(cancellationToken)).ConvertAll(
            Info
        );

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return
            await Context
                .Set<MemberPasskey>()
                .AsNoTracking()
                .SingleOrDefaultAsync(row => row.MemberId == user.Id && row.CredentialId == id, cancellationToken)
                is { } passkey
            ? Info(passkey)
            : null;
    }

    public override async Task<Member?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return await Context
            .Set<MemberPasskey>()
            .Where(row => row.CredentialId == id)
            .Join(Context.Set<Member>(), row => row.MemberId, member => member.Id, (_, member) => member)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public override Task AddOrUpdatePasskeyAsync(Member user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{nameof(PasskeyService)} adds passkeys.");

    public override Task RemovePasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{nameof(PasskeyService)} removes passkeys.");

    /// <summary>Without what was shown when it was added: nobody asks for it again.</summary>
    private static UserPasskeyInfo Info(MemberPasskey passkey) =>
        new(
            Base64Url.DecodeFromChars(passkey.CredentialId),
            Base64Url.DecodeFromChars(passkey.PublicKey),
            passkey.AddedAt,
            checked((uint)passkey.SignCount),
            passkey.Transports.Split(',', StringSplitOptions.RemoveEmptyEntries),
            isUserVerified: true,
            passkey.IsBackupEligible,
            passkey.IsBackedUp,
            attestationObject: [],
            clientDataJson: []
        );
}
