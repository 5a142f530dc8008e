using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Tests.Bugs.Text;

/// <summary>1,5 was read as 15, 3，8 as 38 and 1,,,2 as 12.</summary>
[Trait("Database", "none")]
public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("1,200", 1_200_000)]
    [InlineData("1，200", 1_200_000)]
    [InlineData("1,200,300.5", 1_200_300_500)]
    [InlineData("1200", 1_200_000)]
    [InlineData("0.5", 500)]
    [InlineData(".5", 500)]
    [InlineData("１．５", 1_500)]
    [InlineData(" 1 200 ", 1_200_000)]
    [InlineData("\u202D1.5\u202C", 1_500)]
    [InlineData("-1", -1_000)]
    public void ACommaStandsBetweenThousands(string typed, long grams) => Assert.Equal(grams, Amounts.Grams(typed, 1_000));

    [Theory]
    [InlineData("1,5")]
    [InlineData("3，8")]
    [InlineData("1,,,2")]
    [InlineData("1,50")]
    [InlineData("1,5000")]
    [InlineData("1234,567")]
    [InlineData("1,234.5,6")]
    [InlineData("0,500")]
    [InlineData(",500")]
    [InlineData("1、5")]
    [InlineData("1。5")]
    [InlineData("\uD835")]
    [InlineData("")]
    public void AnywhereElseTheReaderIsAsked(string typed)
    {
        Assert.Null(Amounts.Grams(typed, 1_000));
        Assert.Null(Amounts.Fen("¥" + typed));
        Assert.Null(Amounts.BasisPoints(typed + "%"));
    }

    [Theory]
    [InlineData("￥ 3.80", 380)]
    [InlineData("¥1,200", 120_000)]
    [InlineData("３．８", 380)]
    public void AnAmountIsReadTheSame(string typed, long fen) => Assert.Equal(fen, Amounts.Fen(typed));

    /// <summary>The rules say that a weight is above zero, which helps nobody who has typed one.</summary>
    [Fact]
    public void BesideTheFieldStandsHowToWriteIt()
    {
        Rejection[] wrong = [new("unsold.grams", "Grams", 5L), new("unsold.quality", "Quality"), new("unsold.moved")];

        Assert.Equal(
            [(null, "unsold.moved"), ("Grams", "market.not-a-number"), ("Quality", "unsold.quality")],
            Amounts.Asking(wrong, ("Grams", "1,5")).Select(said => (said.Field, said.Code)).Order()
        );
        Assert.Equal(wrong, Amounts.Asking(wrong, ("Grams", "0"), ("Other", "1,5")));
        Assert.Equal(wrong, Amounts.Asking(wrong, ("Grams", "")));
    }

    [Theory]
    [InlineData("２４", 24)]
    [InlineData(" 24\u200B", 24)]
    [InlineData("1,000", null)]
    [InlineData("2.5", null)]
    [InlineData("\uDC00", null)]
    public void ACountIsAWholeNumber(string typed, int? count) => Assert.Equal(count, Amounts.Count(typed));
}
