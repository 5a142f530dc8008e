using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.PageCache;

namespace AgriMarket.Web.Tests.Shell.PageCache;

/// <summary>Every page is unpacked by the framework's own reader, which refuses a gzip file whose check sum or length is wrong.</summary>
public sealed class GzipTemplateTests
{
    private const string Hole = "token-0123456789";

    private static readonly string Long = string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<li>{number * number}</li>"));

    [Theory]
    [InlineData("nothing to fill")]
    [InlineData("{0}")]
    [InlineData("{0}at the start")]
    [InlineData("at the end{0}")]
    [InlineData("two{0}{0}in a row")]
    [InlineData("two {0} that are {0} apart")]
    public void APageIsUnpackedWithTheTokenInEveryHole(string page)
    {
        foreach (var token in new[] { "", "t", "CfDJ8-" + new string('x', 200), new string('y', ushort.MaxValue) })
        {
            Assert.Equal(page.Replace("{0}", token, StringComparison.Ordinal), Unpack(Make(page), token));
            Assert.Equal(Long + page.Replace("{0}", token, StringComparison.Ordinal) + Long, Unpack(Make(Long + page + Long), token));
        }
    }

    [Fact]
    public void OneTemplateServesReadersWhoseTokensHaveDifferentLengths()
    {
        var template = Make($"{Long}{{0}}{Long}{{0}}");

        Assert.All(
            Enumerable.Range(0, 300),
            length =>
            {
                var token = Convert.ToHexString(RandomNumberGenerator.GetBytes(length));
                Assert.Equal($"{Long}{token}{Long}{token}", Unpack(template, token));
            }
        );
    }

    [Fact]
    public void APageThatCameInPiecesIsTheSamePage()
    {
        var whole = Encoding.UTF8.GetBytes($"before {Hole} after");
        var first = new Piece(whole.AsMemory(0, 10));
        var last = first.Then(whole.AsMemory(10, 3)).Then(whole.AsMemory(13));

        var template = GzipTemplate.Make(new(first, 0, last, last.Memory.Length), Encoding.UTF8.GetBytes(Hole));

        Assert.Equal("before it after", Unpack(template, "it"));
    }

    [Fact]
    public void ATokenIsNeverCompressedSoThatAnAnswersLengthSaysNothingOfIt()
    {
        var template = Make("aaaaaaaaaaaaaaaa{0}bbbb");

        Assert.Equal(Fill(template, "aaaaaaaa").Length, Fill(template, "q7Zk-_0x").Length);
    }

    [Fact]
    public void ATokenThatFitsNoBlockIsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Fill(Make("{0}"), new string('y', ushort.MaxValue + 1)));

    [Fact]
    public void TheCheckSumIsThatOfTheStandard() => Assert.Equal(0xCBF43926, Crc32.Of("123456789"u8));

    private static ReadOnlyMemory<byte> Make(string page) =>
        GzipTemplate.Make(new(Encoding.UTF8.GetBytes(page.Replace("{0}", Hole, StringComparison.Ordinal))), Encoding.UTF8.GetBytes(Hole));

    private static byte[] Fill(ReadOnlyMemory<byte> template, string token)
    {
        var answer = new ArrayBufferWriter<byte>();
        GzipTemplate.Fill(new(template), Encoding.UTF8.GetBytes(token), answer);
        return answer.WrittenSpan.ToArray();
    }

    private static string Unpack(ReadOnlyMemory<byte> template, string token)
    {
        using var gzip = new GZipStream(new MemoryStream(Fill(template, token)), CompressionMode.Decompress);
        return new StreamReader(gzip, Encoding.UTF8).ReadToEnd();
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Then(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
