using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Tests.Shell.Reading;

/// <summary>A sum or a weight that a program sent stands in the refusal, whatever it is.</summary>
[Trait("Database", "none")]
public sealed class ReaderTests
{
    [Theory]
    [InlineData(long.MinValue, "-¥92,233,720,368,547,758.08")]
    [InlineData(long.MaxValue, "¥92,233,720,368,547,758.07")]
    [InlineData(-1, "-¥0.01")]
    [InlineData(-101, "-¥1.01")]
    [InlineData(0, "¥0.00")]
    [InlineData(123_450, "¥1,234.50")]
    public void AnySumIsShown(long fen, string shown)
    {
        Assert.Equal(shown, Reader.Yuan(fen));
        Assert.Equal(shown, new Reader(TimeProvider.System).Fill("{0:yuan}", fen));
        Assert.Equal(shown, $"{(fen < 0 ? "-" : "")}¥{Reader.YuanPart(fen)}{Reader.FenPart(fen)}");
        Assert.Equal(shown.Replace("¥", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), Amounts.YuanInput(fen));
    }

    [Theory]
    [InlineData(WeightUnit.Jin, long.MinValue, "-18,446,744,073,709,551.616")]
    [InlineData(WeightUnit.Jin, long.MaxValue, "18,446,744,073,709,551.614")]
    [InlineData(WeightUnit.Kilogram, long.MinValue, "-9,223,372,036,854.776")]
    [InlineData(WeightUnit.Kilogram, long.MaxValue, "9,223,372,036,854.776")]
    [InlineData(WeightUnit.Kilogram, -1_000_000, "-1")]
    [InlineData(WeightUnit.Kilogram, -999_000, "-999")]
    [InlineData(WeightUnit.Kilogram, 999_000, "999")]
    public void AnyWeightIsShown(WeightUnit unit, long grams, string number)
    {
        var reader = new Reader(TimeProvider.System) { Unit = unit };

        Assert.Equal(number, reader.Weight(grams).Split(' ')[0]);
        Assert.Equal(number, reader.Fill("{0:weight}", grams).Split(' ')[0]);
        Assert.Equal(reader.Weight(grams), reader.PerUnit(grams));
    }
}
