using System.Buffers.Binary;

namespace AgriMarket.Web.Demo;

/// <summary>Chance with a fixed seed: on the same day everybody gets the same demo market.</summary>
internal sealed class DemoRandom
{
    /// <summary>The month in which the market's story began.</summary>
    private const int Seed = 202002;

    private readonly Random random = new(Seed);

    /// <summary>A whole number from <paramref name="from"/> to <paramref name="to"/>, both inclusive.</summary>
    public int Between(int from, int to) => random.Next(from, to + 1);

    /// <summary>A part of one, below one.</summary>
    public double Part() => random.NextDouble();

    public bool Chance(int percent) => random.Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public TimeSpan Minutes(int from, int to) => TimeSpan.FromSeconds(Between(from * 60, to * 60));

    /// <summary>
    /// An id like those of <see cref="Guid.CreateVersion7()"/>: it begins with the instant, and the rest is the random's.
    /// </summary>
    public Guid Id(DateTime at)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(
            bytes,
            (new DateTimeOffset(at).ToUnixTimeMilliseconds() << 16) | 0x7000L | (uint)random.Next(0x1000)
        );
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
