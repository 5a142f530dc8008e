using AgriMarket.Web.People.SignIn;

namespace AgriMarket.Web.Tests.People.SignIn;

/// <summary>What everybody would try here first is no password.</summary>
public sealed class PasswordWordsTests
{
    [Theory]
    [InlineData("agrimarket", "member.password-market")]
    [InlineData("AgriMarket2024", "member.password-market")]
    [InlineData("farm2468", "member.password-market")]
    [InlineData("Nonghu2024", "member.password-market")]
    [InlineData("administrator1", "member.password-market")]
    [InlineData("Leishan2024", "member.password-market")]
    [InlineData("助农集市2468", "member.password-market")]
    [InlineData("my farm in Leishan", null)]
    public void WordsOfTheMarketRolesAndPlacesAreKeptOut(string password, string? code) =>
        Assert.Equal(code, MemberService.Passwords(password, "New").SingleOrDefault()?.Code);
}
