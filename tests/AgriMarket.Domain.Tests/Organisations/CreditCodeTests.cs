using AgriMarket.Domain.Organisations;

namespace AgriMarket.Domain.Tests.Organisations;

public sealed class CreditCodeTests
{
    private const string Signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Of organisations that publish theirs: Tencent, Alibaba, Peking University.</summary>
    public static TheoryData<string> Known { get; } = ["9144030071526726XG", "91330100799655058B", "12100000400002259P"];

    [Theory]
    [MemberData(nameof(Known))]
    public void ARealOneIsRead(string code) => Assert.Equal(code, CreditCode.Read(code));

    [Fact]
    public void SmallLettersBlanksAndWideSignsAreReadToo() => Assert.Equal("9144030071526726XG", CreditCode.Read(" 91440300 7152６726xg "));

    [Theory]
    [MemberData(nameof(Known))]
    public void OneWrongSignIsNoticedWhereverItStands(string code)
    {
        for (var i = 0; i < code.Length; i++)
        {
            foreach (var sign in Signs.Where(sign => sign != code[i]))
            {
                Assert.Null(CreditCode.Read(code[..i] + sign + code[(i + 1)..]));
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("91440300715267261")]
    [InlineData("9144030071526726XGG")]
    [InlineData("9144030071526726IG")]
    [InlineData("统一社会信用代码统一社会信用代码统一")]
    public void WhatHasAnotherFormIsNone(string? typed) => Assert.Null(CreditCode.Read(typed));

    [Fact]
    public void ATitleHasANameAndACode()
    {
        var right = Title("第一食堂", "9144030071526726xg");
        Assert.Equal("9144030071526726XG", InvoiceTitle.Check(right).Value.CreditCode);
        Assert.Equal(
            [
                ("invoice.title-missing", nameof(InvoiceTitle.Title)),
                ("invoice.credit-code", nameof(InvoiceTitle.CreditCode)),
                ("invoice.long", nameof(InvoiceTitle.AddressAndPhone)),
                ("invoice.long", nameof(InvoiceTitle.BankAccount)),
            ],
            InvoiceTitle
                .Check(Title(" ", "9144030071526726XH", new string('路', InvoiceTitle.TextMaxLength + 1)))
                .Rejections.Select(why => (why.Code, why.Field))
        );
    }

    private static InvoiceTitle Title(string name, string code, string other = "") =>
        new()
        {
            MemberId = Guid.Empty,
            Title = name,
            CreditCode = code,
            AddressAndPhone = other,
            BankAccount = other,
        };
}
