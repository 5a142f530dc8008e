using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AgriMarket.Domain.Common;

/// <summary>A short text that stands for a longer one, such as a mobile number or a door, where only sameness matters.</summary>
public static class KeyHash
{
    public const int Length = 22;

    private const int Bytes = 16;

    /// <summary>Not a secret: whoever has the text can make it too.</summary>
    public static string Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return Base64Url.EncodeToString(hash[..Bytes]);
    }
}
