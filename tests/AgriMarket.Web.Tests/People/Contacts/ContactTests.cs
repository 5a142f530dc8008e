using System.Net;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.People.Contacts;

/// <summary>Numbers and addresses that members prove, and who tries to have others'.</summary>
public sealed class ContactTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Network = "203.0.113.7";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMobileIsProvedOnItsPageHoweverItIsTypedAndThenARoleMayBeAskedFor()
    {
        var login = $"{Guid.NewGuid():N}@example.com";
        var id = await SignUpAsync(login);
        using var visitor = new MemberVisitor(market);
        using var signedIn = await visitor.SignInAsync(login);
        var role = new RoleRequest(Guid.CreateVersion7(), id, MemberRole.Farmer, "某处", "522634", "");
        var roles = market.Services.GetRequiredService<RoleService>();
        Assert.Equal(
            ("member.mobile-unproved", "Role"),
            (await roles.ApplyAsync(role)).Rejections.Select(why => (why.Code, why.Field)).Single()
        );

        // What other tests have left to send goes first: several leave side by side, and the page shows the last five.
        await market.Services.GetRequiredService<AccountMessenger>().SendDueAsync(Cancel);
        using var asked = await visitor.SendAsync("/me/mobile", "contact", ("Form.Contact", "＋86 177－0000 1111"), ("Form.Step", "ask"));
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync(Cancel));
        var digits = await market.DigitsAsync("17700001111", CodePurpose.Prove);
        Assert.Contains($"177****1111：验证码 {digits}", page, StringComparison.Ordinal);

        // The page of a phone that went to its messages and came back still knows the number.
        Assert.Contains("value=\"17700001111\"", await visitor.ReadAsync("/me/mobile"), StringComparison.Ordinal);
        using var saved = await visitor.SendAsync(
            "/me/mobile",
            "contact",
            ("Form.Contact", "177 0000 1111"),
            ("Form.Code", $" {digits[..3]} {digits[3..]}"),
            ("Form.Password", MemberVisitor.Password),
            ("Form.Step", "enter")
        );
        Assert.Contains("17700001111，今天", await visitor.ReadAsync("/me/account"), StringComparison.Ordinal);
        Assert.True((await roles.ApplyAsync(role)).IsOk);
    }

    [Fact]
    public async Task ACodeThatComesLateIsStillGoodAlsoAfterAskingAgain()
    {
        var id = await SignUpAsync("17700001112");
        await AskAsync(id, "17700001112");
        var first = await market.DigitsAsync("17700001112", CodePurpose.Prove);
        market.Clock.Advance(TimeSpan.FromMinutes(4));
        await AskAsync(id, "17700001112");
        var second = await market.DigitsAsync("17700001112", CodePurpose.Prove);
        Assert.NotEqual(first, second);
        market.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.True((await SaveAsync(id, "17700001112", first)).IsOk);
        Assert.Equal("code.none", Code(await SaveAsync(id, "17700001112", second)));
    }

    [Fact]
    public async Task ACodeLastsTenMinutesFromItsOwnSending()
    {
        var id = await SignUpAsync("17700001124");
        await AskAsync(id, "17700001124");
        var first = await market.DigitsAsync("17700001124", CodePurpose.Prove);
        market.Clock.Advance(TimeSpan.FromMinutes(4));
        await AskAsync(id, "17700001124");
        var second = await market.DigitsAsync("17700001124", CodePurpose.Prove);
        market.Clock.Advance(TimeSpan.FromMinutes(6));

        Assert.Equal("code.wrong", Code(await SaveAsync(id, "17700001124", first)));
        Assert.True((await SaveAsync(id, "17700001124", second)).IsOk);
    }

    [Fact]
    public async Task WrongDigitsCountAgainstEachCodeThatIsGood()
    {
        var id = await SignUpAsync("17700001125");
        await AskAsync(id, "17700001125");
        var first = await market.DigitsAsync("17700001125", CodePurpose.Prove);
        await GuessAsync(2);
        market.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(id, "17700001125");
        var second = await market.DigitsAsync("17700001125", CodePurpose.Prove);

        await GuessAsync(VerificationCode.MaxTries - 2);

        Assert.Equal([1L], (await SaveAsync(id, "17700001125", first)).Rejections[0].Args);
        Assert.True((await SaveAsync(id, "17700001125", second)).IsOk);

        async Task GuessAsync(int times)
        {
            for (var guess = 0; guess < times; guess++)
            {
                Assert.Equal("code.wrong", Code(await SaveAsync(id, "17700001125", SentCodes.Wrong(first))));
            }
        }
    }

    [Fact]
    public async Task GuessingEndsWithTheFifthTryAndACodeIsNobodyElses()
    {
        var (id, other) = (await SignUpAsync("17700001113"), await SignUpAsync("17700001114"));
        await AskAsync(id, "17700001113");
        var digits = await market.DigitsAsync("17700001113", CodePurpose.Prove);

        Assert.Equal("code.none", Code(await SaveAsync(other, "17700001113", digits, MemberVisitor.Password)));
        for (var attempt = 1; attempt <= VerificationCode.MaxTries; attempt++)
        {
            Assert.Equal(attempt < 5 ? "code.wrong" : "code.none", Code(await SaveAsync(id, "17700001113", SentCodes.Wrong(digits))));
        }

        Assert.Equal("code.none", Code(await SaveAsync(id, "17700001113", digits)));
    }

    [Fact]
    public async Task ANumberIsRungTenTimesADayWhoeverAsks()
    {
        const string Victim = "17700001115";
        for (var sent = 0; sent < 10; sent++)
        {
            // Another member each time, from another network: the number alone counts.
            await AskAsync(await SignUpAsync($"{Guid.NewGuid():N}@example.com"), Victim, $"198.51.100.{sent}");
            market.Clock.Advance(TimeSpan.FromHours(1));
        }

        var eleventh = await SignUpAsync($"{Guid.NewGuid():N}@example.com");
        Assert.Equal("code.day-full", Code(await Contacts.AskAsync(eleventh, ContactKind.Mobile, Victim, "198.51.100.99")));
        Assert.True((await Contacts.AskAsync(eleventh, ContactKind.Mobile, "17700001116", "198.51.100.99")).IsOk);
        Assert.Equal("code.too-often", Code(await Contacts.AskAsync(eleventh, ContactKind.Mobile, "17700001117", "198.51.100.98")));
    }

    [Fact]
    public async Task ABorrowedPageDoesNotGiveTheAccountAway()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700001118");
        await AskAsync(id, "17700001119");
        var digits = await market.DigitsAsync("17700001119", CodePurpose.Prove);

        Assert.Equal("code.permission", Code(await SaveAsync(id, "17700001119", digits)));
        Assert.Equal("member.password-wrong", Code(await SaveAsync(id, "17700001119", digits, "something else")));
        Assert.Equal("code.none", Code(await SaveAsync(id, "17700001119", digits, oldCode: "123456")));
        Assert.Equal("17700001118", (await FindAsync(id)).VerifiedMobile);
    }

    [Fact]
    public async Task AChangedNumberTakesTheLoginAlongAndTheOldOneIsTold()
    {
        var id = await MemberVisitor.EnrolAsync(market, "17700001120");
        await AskAsync(id, "17700001121");
        market.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.True((await Contacts.AskOldAsync(id, ContactKind.Mobile, Network)).IsOk);

        var saved = await SaveAsync(
            id,
            "17700001121",
            await market.DigitsAsync("17700001121", CodePurpose.Prove),
            oldCode: await market.DigitsAsync("17700001120", CodePurpose.Change)
        );

        Assert.True(saved.IsOk);
        var member = await FindAsync(id);
        Assert.Equal(("17700001121", "17700001121"), (member.UserName, member.VerifiedMobile));
        Assert.Equal(AccountMessageText.Changed, (await market.MessagesAsync("17700001120"))[^1].Text);
    }

    [Fact]
    public async Task AFamilyMaySignUpApartAndShareOneNumber()
    {
        var (mother, daughter) = (await MemberVisitor.EnrolAsync(market, "17700001122"), await SignUpAsync("mei@example.com"));
        await AskAsync(daughter, "17700001122");

        Assert.True(
            (
                await SaveAsync(daughter, "17700001122", await market.DigitsAsync("17700001122", CodePurpose.Prove), MemberVisitor.Password)
            ).IsOk
        );
        await using var db = OrderFixture.Db(market);
        Assert.Equal(await db.VerifiedMobileOfAsync(mother), await db.VerifiedMobileOfAsync(daughter));
    }

    [Fact]
    public async Task MessagesOfEarlierDaysAreRemovedAndThoseOfTodayStillCount()
    {
        await using var own = new MarketApp();
        await using var scope = own.Services.CreateAsyncScope();
        var (codes, messenger) = (
            scope.ServiceProvider.GetRequiredService<CodeService>(),
            own.Services.GetRequiredService<AccountMessenger>()
        );
        var subject = new CodeSubject(ContactKind.Mobile, "17700001123", CodePurpose.SignIn, null);
        Assert.True((await codes.AskAsync(subject, Network, "Mobile")).IsOk);
        Assert.True((await messenger.RemoveOldAsync()).IsOk);
        Assert.Single(await own.MessagesAsync(subject.Target));

        own.Clock.Advance(TimeSpan.FromDays(3));

        Assert.True((await messenger.RemoveOldAsync()).IsOk);
        Assert.Empty(await own.MessagesAsync(subject.Target));
    }

    private ContactService Contacts => market.Services.CreateScope().ServiceProvider.GetRequiredService<ContactService>();

    private async Task<Guid> SignUpAsync(string login)
    {
        await using var scope = market.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<MemberService>().SignUpAsync(new("某人", login, MemberVisitor.Password)))
            .Value
            .Id;
    }

    private async Task AskAsync(Guid id, string mobile, string network = Network) =>
        Assert.Empty((await Contacts.AskAsync(id, ContactKind.Mobile, mobile, network)).Rejections);

    private Task<Result<Member>> SaveAsync(Guid id, string mobile, string code, string? password = null, string? oldCode = null) =>
        Contacts.SaveAsync(id, ContactKind.Mobile, new(mobile, code, password, oldCode), Network);

    private static string Code<T>(Result<T> result) => Assert.Single(result.Rejections).Code;

    private async Task<Member> FindAsync(Guid id)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == id, Cancel);
    }
}
