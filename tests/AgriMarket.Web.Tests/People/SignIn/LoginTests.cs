using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Tests.People.SignIn;

public sealed class LoginTests
{
    [Theory]
    [InlineData("13812345678")]
    [InlineData(" 138 1234 5678 ")]
    [InlineData("+86-138-1234-5678")]
    [InlineData("008613812345678")]
    [InlineData("１３８１２３４５６７８")]
    public void OneMobileNumberHasOneSpelling(string typed) =>
        Assert.Equal(new Login("13812345678", IsMobile: true), Login.Read(typed, "Login").Value);

    [Fact]
    public void ANumberFromElsewhereKeepsItsCountry() => Assert.Equal("+85251234567", Login.Read("+852 5123 4567", "Login").Value.Name);

    [Fact]
    public void AnAddressIsReadInSmallLetters() =>
        Assert.Equal(new Login("li.lei@example.com", IsMobile: false), Login.Read("Li.Lei@Example.com", "Login").Value);

    [Theory]
    [InlineData(null, "member.login-missing")]
    [InlineData("   ", "member.login-missing")]
    [InlineData("12", "member.not-a-mobile")]
    [InlineData("010-62345678", "member.not-a-mobile")]
    [InlineData("李雷", "member.not-a-mobile")]
    [InlineData("a@b", "member.not-an-address")]
    [InlineData("李雷@example.com", "member.not-an-address")]
    [InlineData("Li <li@example.com>", "member.not-an-address")]
    public void WhatIsNeitherIsRefusedBesideTheField(string? typed, string code)
    {
        var rejection = Assert.Single(Login.Read(typed, "Login").Rejections);

        Assert.Equal((code, "Login"), (rejection.Code, rejection.Field));
    }
}
