using System.Reflection;
using System.Security.Claims;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Government.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AgriMarket.Web.Tests.Shell.Layout;

/// <summary>Every page that asks who somebody is, for everybody: in a circuit as well as on the way to it.</summary>
public sealed class AuthorizingActivatorTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static readonly Dictionary<string, MemberRole[]> LetIn = new()
    {
        [Policies.Member] = Enum.GetValues<MemberRole>(),
        [Policies.Seller] = [MemberRole.Farmer, MemberRole.Cooperative, MemberRole.Agent],
        [Policies.Institution] = [MemberRole.Institution],
        [Policies.Official] = [MemberRole.Official],
        [Policies.Decider] = [MemberRole.Official, MemberRole.Administrator],
        [Policies.Administrator] = [MemberRole.Administrator],

        // Of officials those alone who have the duty, which is tried in RightsMatrixTests.
        [Policies.Confirmer] = [MemberRole.Administrator],
        [Policies.Auditor] = [MemberRole.Administrator],
        [Policies.MoneyProposer] = [],
    };

    /// <summary>By role; an empty name is a visitor.</summary>
    public static TheoryData<string> Identities => ["", .. Enum.GetNames<MemberRole>()];

    private static IReadOnlyList<(Type Page, string Policy)> Pages { get; } =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.IsAbstract)
            .SelectMany(type => type.GetCustomAttributes<AuthorizeAttribute>().Select(asked => (type, asked.Policy ?? Policies.Member))),
    ];

    [Theory]
    [MemberData(nameof(Identities))]
    public async Task APageIsMadeForWhomItsPolicyLetsIn(string identity)
    {
        MemberRole? role = identity.Length == 0 ? null : Enum.Parse<MemberRole>(identity);
        await using var scope = market.Services.CreateAsyncScope();
        SignIn(scope.ServiceProvider, role);
        ((IHostEnvironmentNavigationManager)scope.ServiceProvider.GetRequiredService<NavigationManager>()).Initialize(
            "http://localhost/",
            "http://localhost/"
        );
        var activator = scope.ServiceProvider.GetRequiredService<IComponentActivator>();

        var wrong = Pages.Where(it =>
            activator.CreateInstance(it.Page) is ClosedPage == (role is { } held && LetIn[it.Policy].Contains(held))
        );

        Assert.Empty(wrong.Select(it => $"{it.Page.Name} ({it.Policy})"));
        Assert.True(Pages.Count > 30, $"Only {Pages.Count} pages were found.");
    }

    [Fact]
    public async Task APageThatACircuitIsRefusedIsNotedOnceAMinute()
    {
        var farmer = await MemberVisitor.EnrolAsync(market, "13800000791", MemberRole.Farmer);
        await using var scope = market.Services.CreateAsyncScope();
        SignIn(scope.ServiceProvider, MemberRole.Farmer, farmer);
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, NullLoggerFactory.Instance);

        await renderer.Dispatcher.InvokeAsync(() => renderer.RenderComponentAsync<RegisterPage>());
        await renderer.Dispatcher.InvokeAsync(() => renderer.RenderComponentAsync<RegisterPage>());

        await using var db = OrderFixture.Db(market);
        var refused = await db.Set<Act>().SingleAsync(row => row.SubjectId == farmer, TestContext.Current.CancellationToken);
        Assert.Equal(("security.refused", "RegisterPage"), (refused.Kind, refused.SubjectName));
    }

    private static void SignIn(IServiceProvider circuit, MemberRole? role, Guid? memberId = null)
    {
        ClaimsIdentity identity = role is null
            ? new()
            : new(new[] { MemberRole.Resident, role.Value }.Distinct().Select(held => new Claim(ClaimTypes.Role, held.ToString())), "test");
        if (memberId is { } id)
        {
            identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, id.ToString()));
        }

        var state = new AuthenticationState(new ClaimsPrincipal(identity));
        ((IHostEnvironmentAuthenticationStateProvider)circuit.GetRequiredService<AuthenticationStateProvider>()).SetAuthenticationState(
            Task.FromResult(state)
        );
    }
}
