using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using CsCheck;

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

    /// <summary>A lot at one fen for 5 斤 was shown as free.</summary>
    [Theory]
    [InlineData(1, 2_500, 500, "¥0.002")]
    [InlineData(1, 2_500, 1_000, "¥0.004")]
    [InlineData(1, 50_000, 500, "¥0.0001")]
    [InlineData(7, 5_000, 500, "¥0.007")]
    [InlineData(1, 501, 500, "¥0.01")]
    [InlineData(3, 1_000, 500, "¥0.02")]
    [InlineData(380, 500, 500, "¥3.80")]
    [InlineData(0, 2_500, 500, "¥0.00")]
    [InlineData(-50, 500, 500, "-¥0.50")]
    public void APriceIsShownByTheUnit(long fen, long grams, long perGrams, string shown) =>
        Assert.Equal(shown, Reader.YuanPer(fen, grams, perGrams));

    [Fact]
    public void APriceAboveZeroIsNeverShownAsZeroNorFarFromWhatItIs() =>
        Gen.Select(Gen.OneOf(Gen.Long[1, 100], Gen.Long[1, 1_000_000_000]), Gen.Long[1, ListingRules.MaxQuantityGrams], Gen.Bool)
            .Sample(
                (fen, grams, byKilogram) =>
                {
                    var perGrams = byKilogram ? Weights.KilogramGrams : Weights.JinGrams;
                    var shown = decimal.Parse(Reader.YuanPer(fen, grams, perGrams).TrimStart('¥'), CultureInfo.InvariantCulture);
                    var exact = (decimal)fen * perGrams / grams / 100;
                    Assert.True(shown > 0 && Math.Abs(shown - exact) <= 0.005m && (exact >= 0.01m || shown <= 2 * exact));
                }
            );

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
