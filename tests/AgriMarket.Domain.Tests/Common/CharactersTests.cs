using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Common;

public sealed class CharactersTests
{
    private const string Family = "👨\u200D👩\u200D👧\u200D👦";

    [Theory]
    [InlineData("", 0)]
    [InlineData("白菜", 2)]
    [InlineData("𠮷𠮷", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("བསྒྲུབས", 4)]
    [InlineData(Family, 1)]
    public void PeopleCountWhatTheySee(string text, int characters) => Assert.Equal(characters, text.CountCharacters());

    [Theory]
    [InlineData("𠮷")]
    [InlineData(Family)]
    [InlineData("e\u0323\u0302")]
    public void AsManyCharactersAsAllowedAreNotTooMany(string character)
    {
        var most = string.Concat(Enumerable.Repeat(character, 40));

        Assert.False(most.IsLongerThan(40));
        Assert.True((most + character).IsLongerThan(40));
        Assert.Equal(most, (most + character).Cut(40));
    }

    /// <summary>A column is made for so many code points: marks without end on one letter are no writing.</summary>
    [Fact]
    public void ACharacterWithoutEndIsTooLong()
    {
        var heap = "e" + new string('\u0301', Characters.Points(40));

        Assert.Equal(1, heap.CountCharacters());
        Assert.True(heap.IsLongerThan(40));
        Assert.True(("白菜" + heap).Cut(40).EnumerateRunes().Count() <= Characters.Points(40));
    }
}
