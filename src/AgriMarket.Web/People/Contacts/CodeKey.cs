using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Contacts;

/// <summary>The market's key for codes, sealed with the keys of sign-ins, which are not in the database. One row.</summary>
internal sealed class StoredCodeKey
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    public required string Sealed { get; set; }
}

/// <summary>
/// Makes the digits of a code: a keyed hash (HMAC-SHA-256) of its row's id. So nothing of a code is stored, and whoever has
/// the database alone, or a backup of it, knows none.
/// </summary>
internal sealed class CodeKey(IDbContextFactory<MarketDb> contexts, MarketWriter writer, IDataProtectionProvider protection)
{
    private const int KeyBytes = 32;
    private const int HowMany = 1_000_000;

    private readonly IDataProtector protector = protection.CreateProtector("AgriMarket.VerificationCodes");
    private byte[]? known;

    /// <summary>The digits of a code.</summary>
    public static string Digits(byte[] key, Guid codeId)
    {
        var hash = HMACSHA256.HashData(key, codeId.ToByteArray());
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % HowMany).ToString($"D{VerificationCode.Digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The key; the first who asks makes it. Not to be asked for inside a command, since it may be one. Rejects with
    /// <c>market.unavailable</c> when it cannot be stored.
    /// </summary>
    public async Task<Result<byte[]>> GetAsync()
    {
        if (known is null)
        {
            var stored = await ReadAsync();
            if (stored is null || Open(stored) is null)
            {
                await ReplaceAsync(stored);
                stored = await ReadAsync();
            }

            known = stored is null ? null : Open(stored);
        }

        return known ?? (Result<byte[]>)new Rejection("market.unavailable");
    }

    private async Task<string?> ReadAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<StoredCodeKey>().Select(row => row.Sealed).SingleOrDefaultAsync();
    }

    /// <summary>Null when it was sealed with keys that this market does not have: then codes sent so far are lost.</summary>
    private byte[]? Open(string stored)
    {
        try
        {
            return protector.Unprotect(Convert.FromBase64String(stored));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Writes a new key, unless somebody else was faster.</summary>
    private async Task ReplaceAsync(string? old)
    {
        var made = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(KeyBytes)));
        await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var row = await scope.Db.Set<StoredCodeKey>().SingleOrDefaultAsync();
            if (row?.Sealed == old)
            {
                if (row is null)
                {
                    scope.Db.Add(new StoredCodeKey { Id = StoredCodeKey.OnlyId, Sealed = made });
                }
                else
                {
                    row.Sealed = made;
                }

                await scope.Db.SaveChangesAsync();
            }

            return Done.Instance;
        });
    }
}
