using AgriMarket.Domain.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;

namespace AgriMarket.Web.Tests.People.SignIn;

public sealed class SignOutFormTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private const string SignOut = "action=\"/sign-out\"";

    [Fact]
    public async Task EveryPageOfAMemberSignsOutAndNoneOfAVisitorOffersIt()
    {
        var (official, _) = await MemberVisitor.SignedInAsync(api.App, "17700005561", MemberRole.Official);
        using var visitor = new MemberVisitor(api.App);
        using (official)
        {
            foreach (var page in new[] { "/", "/cart", "/notifications", "/me/account", "/backoffice" })
            {
                Assert.Contains(SignOut, await official.ReadAsync(page), StringComparison.Ordinal);
            }

            Assert.DoesNotContain(SignOut, await visitor.ReadAsync("/"), StringComparison.Ordinal);
            using var signedOut = await official.PostAsync("/sign-out", ("__RequestVerificationToken", await official.TokenAsync("/")));
            Assert.DoesNotContain(SignOut, await official.ReadAsync("/"), StringComparison.Ordinal);
        }
    }
}
