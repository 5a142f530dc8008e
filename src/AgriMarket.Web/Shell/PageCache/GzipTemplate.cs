using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// A page that is compressed once and has holes into which each reader's token goes uncompressed, so that nobody learns anything of a
/// token from an answer's length. Each piece between two holes is a deflate stream of its own that ends on a whole byte; a
/// token is a stored block between them (RFC 1951), and gzip's check sum is put together from those of the pieces (RFC 1952).
/// </summary>
internal static class GzipTemplate
{
    /// <summary>Before a piece: its compressed length, its length in the page, its check sum.</summary>
    private const int PrefixBytes = 12;

    /// <summary>The most a stored block takes.</summary>
    private const int LongestToken = ushort.MaxValue;

    private static ReadOnlySpan<byte> GzipHeader => [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];

    private static ReadOnlySpan<byte> LastBlock => [1, 0, 0, 0xFF, 0xFF];

    /// <summary>Compresses what stands between the holes.</summary>
    public static ReadOnlyMemory<byte> Make(ReadOnlySequence<byte> page, ReadOnlySpan<byte> hole)
    {
        var template = new ArrayBufferWriter<byte>();
        var rest = new SequenceReader<byte>(page);
        while (rest.TryReadTo(out ReadOnlySequence<byte> piece, hole, advancePastDelimiter: true))
        {
            AddPiece(piece, template);
        }

        AddPiece(rest.UnreadSequence, template);
        return template.WrittenMemory;
    }

    /// <summary>Writes the page as a gzip file with the token in every hole.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The token is longer than 65,535 bytes.</exception>
    public static void Fill(ReadOnlySequence<byte> template, ReadOnlySpan<byte> token, IBufferWriter<byte> answer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(token.Length, LongestToken);
        var ofToken = new Crc32.Part(Crc32.Of(token), token.Length);
        var sum = default(Crc32.Part);
        var rest = new SequenceReader<byte>(template);
        var isFirst = true;
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        answer.Write(GzipHeader);
        while (rest.TryCopyTo(prefix))
        {
            rest.Advance(PrefixBytes);
            if (!isFirst)
            {
                AddToken(token, answer);
                sum = Crc32.Join(sum, ofToken);
            }

            isFirst = false;

            rest.TryReadExact(BinaryPrimitives.ReadInt32LittleEndian(prefix), out var deflated);
            foreach (var part in deflated)
            {
                answer.Write(part.Span);
            }

            var plainBytes = BinaryPrimitives.ReadInt32LittleEndian(prefix[4..]);
            var plainSum = BinaryPrimitives.ReadUInt32LittleEndian(prefix[8..]);
            sum = Crc32.Join(sum, new(plainSum, plainBytes));
        }

        answer.Write(LastBlock);
        var trailer = answer.GetSpan(2 * sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, sum.Sum);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[sizeof(uint)..], (uint)sum.Length);
        answer.Advance(2 * sizeof(uint));
    }

    private static void AddPiece(ReadOnlySequence<byte> piece, ArrayBufferWriter<byte> template)
    {
        using var deflated = new MemoryStream();
        using var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true);
        var sum = default(Crc32.Part);
        foreach (var part in piece)
        {
            deflate.Write(part.Span);
            sum = new(Crc32.Of(part.Span, sum.Sum), sum.Length + part.Length);
        }

        // Ends on a whole byte and says that more may come; what closing would add is left out.
        deflate.Flush();
        var prefix = template.GetSpan(PrefixBytes);
        BinaryPrimitives.WriteInt32LittleEndian(prefix, (int)deflated.Length);
        BinaryPrimitives.WriteInt32LittleEndian(prefix[4..], (int)sum.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(prefix[8..], sum.Sum);
        template.Advance(PrefixBytes);
        template.Write(deflated.GetBuffer().AsSpan(0, (int)deflated.Length));
    }

    private static void AddToken(ReadOnlySpan<byte> token, IBufferWriter<byte> answer)
    {
        const int Head = 5;
        var block = answer.GetSpan(Head);
        block[0] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(block[1..], (ushort)token.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(block[3..], (ushort)(ushort.MaxValue - token.Length));
        answer.Advance(Head);
        answer.Write(token);
    }
}
