using System.Security.Cryptography;

namespace AgriMarket.Domain.Audits;

/// <summary>
/// Which parcels of a day are audited. Whoever has the published seed and the published ids of the candidates gets the same ones: the
/// digest of a candidate is SHA-256 over the seed's 32 bytes followed by the 16 bytes of its id in the order in which it is written, and
/// those with the lowest digests are drawn.
/// </summary>
public static class AuditDrawing
{
    private const int IdBytes = 16;

    /// <summary>SHA-256 of a seed, in small hexadecimal digits: published before its day, so that the seed is fixed by then.</summary>
    /// <param name="seed">64 hexadecimal digits.</param>
    public static string CommitmentOf(string seed) => Convert.ToHexStringLower(SHA256.HashData(Convert.FromHexString(seed)));

    /// <summary>The digest that a candidate is ordered by, in small hexadecimal digits.</summary>
    /// <param name="seed">64 hexadecimal digits.</param>
    public static string DigestOf(string seed, Guid parcelId)
    {
        var bytes = new byte[AuditSeed.Bytes + IdBytes];
        Convert.FromHexString(seed).CopyTo(bytes, 0);
        parcelId.TryWriteBytes(bytes.AsSpan(AuditSeed.Bytes), bigEndian: true, out _);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>The candidates with the lowest digests, in their order; all of them where there are no more than asked for.</summary>
    /// <param name="count">At least 0.</param>
    public static IReadOnlyList<Guid> Draw(string seed, IEnumerable<Guid> candidates, int count) =>
        [.. candidates.Distinct().OrderBy(id => DigestOf(seed, id), StringComparer.Ordinal).Take(count)];
}
