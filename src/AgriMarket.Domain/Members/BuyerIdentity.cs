using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AgriMarket.Domain.Members;

/// <summary>A buyer as far as one person can be told from another: what a subsidy may be had for once.</summary>
/// <param name="MobileKey">Of the mobile number they have proved; null while they have proved none.</param>
/// <param name="AddressKey">Of the door they order to; null while it is not known.</param>
public sealed record BuyerIdentity(Guid MemberId, string? MobileKey = null, string? AddressKey = null)
{
    /// <summary>The length of a <see cref="Key"/>.</summary>
    public const int KeyLength = 22;

    private const int KeyBytes = 16;

    /// <summary>
    /// A short text for a mobile number or a door, under which is counted. Not a secret: whoever has the numbers can make the keys.
    /// </summary>
    public static string Key(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, KeyBytes));
}
