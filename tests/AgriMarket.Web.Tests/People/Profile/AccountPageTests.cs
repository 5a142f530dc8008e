using System.Net;
using System.Text.RegularExpressions;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.People.Profile;

/// <summary>Two devices that change one name: the later one silently undid the first one's.</summary>
public sealed partial class AccountPageTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Changed = "在您打开以后，别人改过并保存了";

    [Fact]
    public async Task ANameSavedMeanwhileOnAnotherDeviceIsShownAndGivesWayOnlyWhenAskedAgain()
    {
        const string Login = "17700009911";
        var (phone, _) = await MemberVisitor.SignedInAsync(market, Login);
        using var laptop = new MemberVisitor(market);
        using var signedIn = await laptop.SignInAsync(Login);
        using (phone)
        {
            var seen = Version(await laptop.ReadAsync(PeopleAddresses.Account));
            Assert.Contains("value=\"小兰\"", await RenameAsync(phone, "小兰", seen), StringComparison.Ordinal);

            var refused = await RenameAsync(laptop, "大兰", seen);
            Assert.Contains(Changed, refused, StringComparison.Ordinal);
            Assert.Contains("<q>小兰</q>", refused, StringComparison.Ordinal);
            Assert.Contains("value=\"大兰\"", refused, StringComparison.Ordinal);
            Assert.Contains("value=\"小兰\"", await phone.ReadAsync(PeopleAddresses.Account), StringComparison.Ordinal);

            Assert.DoesNotContain(Changed, await RenameAsync(laptop, "大兰", Version(refused)), StringComparison.Ordinal);
            Assert.Contains("value=\"大兰\"", await phone.ReadAsync(PeopleAddresses.Account), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task TheSameNameTwiceIsNoConflict()
    {
        var (visitor, _) = await MemberVisitor.SignedInAsync(market, "17700009912");
        using (visitor)
        {
            var seen = Version(await visitor.ReadAsync(PeopleAddresses.Account));
            await RenameAsync(visitor, "小兰", seen);

            Assert.DoesNotContain(Changed, await RenameAsync(visitor, "小兰", seen), StringComparison.Ordinal);
        }
    }

    private static string Version(string page) => VersionField().Match(page).Groups[1].Value;

    private static async Task<string> RenameAsync(MemberVisitor visitor, string name, string version)
    {
        using var answer = await visitor.SendAsync(
            PeopleAddresses.Account,
            "name",
            ("Naming.DisplayName", name),
            ("Naming.Version", version)
        );
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [GeneratedRegex("name=\"Naming.Version\" value=\"(\\d+)\"")]
    private static partial Regex VersionField();
}
