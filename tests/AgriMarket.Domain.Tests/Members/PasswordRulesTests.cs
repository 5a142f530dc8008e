using AgriMarket.Domain.Members;

namespace AgriMarket.Domain.Tests.Members;

public sealed class PasswordRulesTests
{
    private static readonly HashSet<string> Common = ["password1", "1qaz2wsx"];
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("correct horse", null)]
    [InlineData("春眠不觉晓处处闻", null)]
    [InlineData("春眠不觉晓处处", "member.password-short")]
    [InlineData("👨‍👩‍👧👨‍👩‍👧abcde", "member.password-short")]
    [InlineData("", "member.password-short")]
    [InlineData(null, "member.password-short")]
    [InlineData("abababab", "member.password-simple")]
    [InlineData("Password1", "member.password-common")]
    [InlineData("1QAZ2wsx", "member.password-common")]
    [InlineData("13812345678", "member.password-own")]
    [InlineData("138-1234-5678", "member.password-own")]
    [InlineData("87654321831", "member.password-own")]
    [InlineData("138123456789!", "member.password-own")]
    [InlineData("12345678", "member.password-own")]
    [InlineData("Li.Lei.Wei2024", "member.password-own")]
    [InlineData("leilei and the potatoes", null)]
    public void APasswordIsLongAndNeitherCommonNorOnesOwnName(string? password, string? code) =>
        Assert.Equal(
            code,
            PasswordRules.WhyNot(password, "Password", ["13812345678", "li.lei.wei@example.com", "雷", null], Common, [])?.Code
        );

    [Theory]
    [InlineData("AgriMarket", "member.password-market")]
    [InlineData("agri-market-2024", "member.password-market")]
    [InlineData("tekramirga", "member.password-market")]
    [InlineData("leishan2024", "member.password-market")]
    [InlineData("leishan potatoes", null)]
    public void APasswordIsLittleElseThanNoWordOfTheMarket(string password, string? code) =>
        Assert.Equal(code, PasswordRules.WhyNot(password, "Password", [], Common, ["agrimarket", "leishan"])?.Code);

    [Fact]
    public void NoPasswordIsLongerThanTheBound() =>
        Assert.Equal("member.password-long", PasswordRules.WhyNot(new string('长', 201), "Password", [], Common, [])?.Code);

    [Fact]
    public void FailuresLockForAWhileAndAreForgottenAfterAnHour()
    {
        var limit = new FailureLimit(3, TimeSpan.FromMinutes(5));
        var failures = new SignInFailures { Key = "a", LastAt = Now };
        failures.Fail(limit, Now);
        failures.Fail(limit, Now);
        Assert.False(failures.IsLocked(Now));
        failures.Fail(limit, Now);
        Assert.True(failures.IsLocked(Now.AddMinutes(5).AddTicks(-1)));
        Assert.False(failures.IsLocked(Now.AddMinutes(5)));

        failures.Fail(limit, Now.AddMinutes(6));
        failures.Fail(limit, Now.AddMinutes(6));
        failures.Fail(limit, Now.AddMinutes(6) + SignInFailures.ForgottenAfter);
        Assert.Equal((1, false), (failures.Count, failures.IsLocked(Now.AddMinutes(6) + SignInFailures.ForgottenAfter)));
    }
}
