namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// The check sum of gzip (RFC 1952), which can also be told of two parts put together from the sums of both: a polynomial over bits
/// whose lowest power is the highest bit, so that putting one behind the other is a multiplication (Mark Adler's crc32_combine).
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private const uint One = 1u << 31;

    /// <summary>x to the power of 2 to the power of the index.</summary>
    private static readonly uint[] Powers = MakePowers();

    private static readonly uint[] Table = MakeTable();

    /// <summary>The sum of bytes that follow those of which <paramref name="before"/> is the sum.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var sum = ~before;
        foreach (var part in bytes)
        {
            sum = Table[(sum ^ part) & 0xFF] ^ (sum >> 8);
        }

        return ~sum;
    }

    /// <summary>The sum and length of two parts, one behind the other.</summary>
    public static Part Join(Part first, Part second) =>
        new(Times(PowerOfBytes(second.Length), first.Sum) ^ second.Sum, first.Length + second.Length);

    /// <summary>x to the power of eight times the number of bytes.</summary>
    private static uint PowerOfBytes(long bytes)
    {
        var power = One;
        for (var bit = 3; bytes > 0; bit++, bytes >>= 1)
        {
            if ((bytes & 1) == 1)
            {
                power = Times(Powers[bit & 31], power);
            }
        }

        return power;
    }

    private static uint Times(uint left, uint right)
    {
        uint product = 0;
        for (var bit = One; bit > 0; bit >>= 1)
        {
            if ((left & bit) > 0)
            {
                product ^= right;
            }

            right = (right & 1) == 1 ? (right >> 1) ^ Polynomial : right >> 1;
        }

        return product;
    }

    private static uint[] MakePowers()
    {
        var powers = new uint[32];
        powers[0] = One >> 1;
        for (var bit = 1; bit < powers.Length; bit++)
        {
            powers[bit] = Times(powers[bit - 1], powers[bit - 1]);
        }

        return powers;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            var sum = value;
            for (var bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) == 1 ? (sum >> 1) ^ Polynomial : sum >> 1;
            }

            table[value] = sum;
        }

        return table;
    }

    /// <summary>Some bytes by their check sum and their number.</summary>
    public readonly record struct Part(uint Sum, long Length);
}
