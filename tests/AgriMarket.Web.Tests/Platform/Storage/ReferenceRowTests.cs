using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.Tests.Platform.Storage;

public class ReferenceRowTests
{
    [Theory]
    [InlineData("3.88", 388)]
    [InlineData("6.0", 600)]
    [InlineData("12", 1200)]
    [InlineData("0", 0)]
    public void Yuan_become_fen_exactly(string yuan, long fen) => Assert.Equal(fen, Row($"price\n{yuan}\n").Scaled("price", 100));

    [Theory]
    [InlineData("3.885")]
    [InlineData("-1")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("many")]
    public void A_price_that_is_no_whole_number_of_fen_is_refused_with_its_place(string yuan) =>
        Assert.Equal(
            $"prices.csv, line 2: price holds {yuan}, which is no whole number of 1/100.",
            Assert.Throws<InvalidDataException>(() => Row($"price\n\"{yuan}\"\n").Scaled("price", 100)).Message
        );

    [Fact]
    public void A_blank_that_may_not_be_blank_is_refused() =>
        Assert.Equal(
            "prices.csv, line 2: name is blank.",
            Assert.Throws<InvalidDataException>(() => Row("name,price\n,1\n").Text("name")).Message
        );

    [Fact]
    public void A_column_that_is_not_there_is_refused() =>
        Assert.Equal(
            "prices.csv, line 2: day is missing.",
            Assert.Throws<InvalidDataException>(() => Row("name\nx\n").Text("day")).Message
        );

    [Fact]
    public void A_row_with_too_few_fields_is_refused() => Assert.Throws<InvalidDataException>(() => Row("name,price\nx\n"));

    [Fact]
    public void A_quoted_field_may_hold_commas_and_quotes() => Assert.Equal("a, \"b\"", Row("name\n\"a, \"\"b\"\"\"\n").Text("name"));

    private static ReferenceRow Row(string csv) => Assert.Single(ReferenceRow.ReadAll(new StringReader(csv), "prices.csv").ToList());
}
