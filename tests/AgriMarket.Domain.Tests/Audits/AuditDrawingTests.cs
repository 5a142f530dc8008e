using AgriMarket.Domain.Audits;

namespace AgriMarket.Domain.Tests.Audits;

/// <summary>The draw as a stranger recomputes it; the expected values come from another program's SHA-256.</summary>
public sealed class AuditDrawingTests
{
    private const string Seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly Guid First = new("0198f0a2-1b2c-7d3e-8f40-5a6b7c8d9e0f");
    private static readonly Guid Second = new("0198f0a2-1b2c-7d3e-8f40-5a6b7c8d9e10");
    private static readonly Guid Third = new("0198f0a2-1b2c-7d3e-8f40-5a6b7c8d9e11");

    [Fact]
    public void ASeedIsCommittedToByItsDigest()
    {
        var seed = AuditSeed.Of(new DateOnly(2035, 7, 17), Convert.FromHexString(Seed), 5, DateTime.UnixEpoch);

        Assert.Equal((Seed, "4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef"), (seed.Seed, seed.Commitment));
        Assert.Throws<ArgumentOutOfRangeException>(() => AuditSeed.Of(seed.Day, new byte[31], 5, DateTime.UnixEpoch));
    }

    [Fact]
    public void ADigestIsOfTheSeedAndTheIdAsItIsWritten() =>
        Assert.Equal("d032601145815c7024c4e10f0c2fcdef68e9a1cb30175374005722c29a69d612", AuditDrawing.DigestOf(Seed, First));

    [Fact]
    public void TheLowestDigestsAreDrawnInWhateverOrderTheCandidatesCome()
    {
        Assert.Equal([Second, Third], AuditDrawing.Draw(Seed, [First, Second, Third], 2));
        Assert.Equal([Second, Third], AuditDrawing.Draw(Seed, [Third, First, Third, Second], 2));
        Assert.Equal([Second, Third, First], AuditDrawing.Draw(Seed, [First, Second, Third], 100));
        Assert.Empty(AuditDrawing.Draw(Seed, [], 5));
    }
}
