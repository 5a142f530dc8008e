using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.DataProtection;
using OtpNet;

namespace AgriMarket.Web.People.Factors;

/// <summary>The keys of authenticator apps and the codes that come of them, and recovery codes.</summary>
internal sealed class FactorKeys(IDataProtectionProvider protection)
{
    private const int KeyBytes = 20;

    /// <summary>120 bits, in groups that can be copied from paper; without letters that look like digits.</summary>
    private const string RecoverySigns = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int RecoveryLength = 24;
    private const int GroupLength = 4;

    /// <summary>Clocks of phones go wrong by half a minute.</summary>
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    private readonly IDataProtector protector = protection.CreateProtector("AgriMarket.MemberFactors");

    /// <summary>A new key, sealed.</summary>
    public string Make() => Convert.ToBase64String(protector.Protect(KeyGeneration.GenerateRandomKey(KeyBytes)));

    /// <summary>Null when it was sealed with keys that this market does not have.</summary>
    public byte[]? Open(string sealedKey)
    {
        try
        {
            return protector.Unprotect(Convert.FromBase64String(sealedKey));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The time step whose code this is; null when it is none of now.</summary>
    public static long? StepOf(byte[] key, string code, DateTime now) =>
        new Totp(key).VerifyTotp(now, code, out var step, Window) ? step : null;

    /// <summary>A recovery code as it is shown.</summary>
    public static string MakeRecovery() =>
        string.Join(
            '-',
            RandomNumberGenerator.GetString(RecoverySigns, RecoveryLength).Chunk(GroupLength).Select(group => new string(group))
        );

    /// <summary>What is stored of a recovery code.</summary>
    public static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(code))));

    /// <summary>What was typed, without what people put between signs; fullwidth ones come from Chinese keyboards.</summary>
    public static string Plain(string? typed) => string.Concat(SingleLine.Folded(typed).Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
