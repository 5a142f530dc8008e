using AgriMarket.Domain.Members;

namespace AgriMarket.Domain.Tests.Members;

public sealed class VerificationCodeTests
{
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void ACodeIsUsedOnceAndForTenMinutes()
    {
        var code = Code();

        Assert.Null(code.Try(isRight: true, Now + VerificationCode.GoodFor - TimeSpan.FromSeconds(1), "Code"));
        Assert.Equal("code.none", code.Try(isRight: true, Now, "Code")?.Code);
        Assert.Equal("code.none", Code().Try(isRight: true, Now + VerificationCode.GoodFor, "Code")?.Code);
    }

    [Fact]
    public void TheFifthWrongTryEndsIt()
    {
        var code = Code();

        for (var left = VerificationCode.MaxTries - 1; left > 0; left--)
        {
            Assert.Equal([(long)left], code.Try(false, Now, "Code")!.Args);
        }

        Assert.Equal("code.none", code.Try(false, Now, "Code")?.Code);
        Assert.Equal("code.none", code.Try(true, Now, "Code")?.Code);
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 59, "code.too-often")]
    [InlineData(1, 60, null)]
    [InlineData(4, 299, "code.too-often")]
    [InlineData(4, 300, null)]
    [InlineData(9, 3_599, "code.too-often")]
    [InlineData(9, 3_600, null)]
    [InlineData(10, 80_000, "code.day-full")]
    public void PausesOfANumberGrowUntilTheDayIsFull(int sent, int secondsAgo, string? code) =>
        Assert.Equal(code, CodeLimit.OfContact.WhyNot(new(sent, Now.AddSeconds(-secondsAgo)), Now, "Contact")?.Code);

    [Theory]
    [InlineData(20, 0, null)]
    [InlineData(21, 9, "code.too-often")]
    [InlineData(21, 10, null)]
    [InlineData(300, 80_000, "code.day-full")]
    public void AVillageBehindOneAddressHasRoom(int sent, int secondsAgo, string? code) =>
        Assert.Equal(code, CodeLimit.OfNetwork.WhyNot(new(sent, Now.AddSeconds(-secondsAgo)), Now, "Contact")?.Code);

    [Fact]
    public void AMessageThatWasSurelyNotTakenIsTriedAgainAFewTimes()
    {
        var message = new AccountMessage
        {
            Id = Guid.CreateVersion7(),
            Kind = ContactKind.Mobile,
            Target = "13812345678",
            Text = AccountMessageText.Code,
            Network = "203.0.113.7",
            At = Now,
            Status = AccountMessageStatus.Waiting,
            DueAt = Now,
        };
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            message.Begin();
            message.End(new("13812345678 is busy", MayTryAgain: true), Now);
            Assert.Equal((AccountMessageStatus.Waiting, "… is busy"), (message.Status, message.Failure));
        }

        message.Begin();
        message.End(new("busy", MayTryAgain: true), Now);
        Assert.Equal((AccountMessageStatus.Failed, null), (message.Status, message.DueAt));
    }

    private static VerificationCode Code() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = ContactKind.Mobile,
            Target = "13812345678",
            Purpose = CodePurpose.Prove,
            ExpiresAt = Now + VerificationCode.GoodFor,
        };
}
