using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.House.Model;
using AgriMarket.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.House.Screens;

/// <summary>Every page, hub method and endpoint says who may use it, even when that is everybody.</summary>
public sealed class DoorsHavePolicies
{
    /// <summary>
    /// The framework's stand-in for static files that are missing from a build; a published program does not have it.
    /// It only ever answers that there is no such file.
    /// </summary>
    private const string MissingFile = "{**path:file}";

    [Fact]
    public void EveryPageNamesItsPolicy() => HouseAssert.Clean(CheckPages(RepositoryTree.Real));

    [Theory]
    [InlineData("@page \"/x\"\n<p></p>")]
    [InlineData("@page \"/x\"\n@using Microsoft.AspNetCore.Authorization\n@attribute [Authorize]\n<p></p>")]
    public void APlantedPageWithoutAPolicyIsFound(string page) =>
        HouseAssert.Finds("src/AgriMarket.Web/X.razor", "policy", CheckPages(RepositoryTree.Planted(("src/AgriMarket.Web/X.razor", page))));

    [Theory]
    [InlineData("@page \"/x\"\n@using Microsoft.AspNetCore.Authorization\n@attribute [Authorize(\"Member\")]")]
    [InlineData("@page \"/x\"\n@using Microsoft.AspNetCore.Authorization\n@attribute [Authorize(Policy = \"Member\")]")]
    [InlineData("@page \"/x\"\n@using Microsoft.AspNetCore.Authorization\n@attribute [AllowAnonymous]")]
    [InlineData("<p></p>")]
    public void APageWithAPolicyIsNot(string page) =>
        Assert.Empty(CheckPages(RepositoryTree.Planted(("src/AgriMarket.Web/X.razor", page))));

    [Fact]
    public void EveryHubMethodNamesItsPolicy() => HouseAssert.Clean(CheckHubs(RepositoryTree.Real));

    [Theory]
    [InlineData("class XHub : Hub { }", "XHub")]
    [InlineData("[AllowAnonymous] class XHub : Hub<IX> { public void Watch() { } }", "Watch")]
    public void APlantedHubWithoutAPolicyIsFound(string code, string words) =>
        HouseAssert.Finds("src/XHub.cs", words, CheckHubs(RepositoryTree.Planted(("src/XHub.cs", code))));

    [Fact]
    public async Task EveryEndpointOfTheRunningMarketNamesItsPolicy()
    {
        await using var market = new MarketApp(Environments.Production);
        HouseAssert.Clean(CheckEndpoints(market.Services.GetRequiredService<EndpointDataSource>().Endpoints));
    }

    [Fact]
    public void APlantedEndpointWithoutAPolicyIsFound()
    {
        var open = new Microsoft.AspNetCore.Http.Endpoint(null, new(new AllowAnonymousAttribute()), "open");
        var bare = new Microsoft.AspNetCore.Http.Endpoint(null, new(), "bare");
        HouseAssert.Finds("bare", "policy", CheckEndpoints([open, bare]));
    }

    private static IEnumerable<Violation> CheckPages(RepositoryTree tree) =>
        from page in tree.Model.Types
        where Addresses.RoutesOf(page).Any() && !page.GetAttributes().Any(NamesPolicy)
        select new Violation(
            tree.Model.HomeOf(page)!,
            0,
            "is a page without a policy: @attribute [Authorize(Policy = ...)] or [AllowAnonymous]."
        );

    private static bool NamesPolicy(AttributeData attribute) =>
        attribute.AttributeClass?.Name switch
        {
            nameof(AllowAnonymousAttribute) => true,
            nameof(AuthorizeAttribute) => attribute.ConstructorArguments.Length > 0
                || attribute.NamedArguments.Any(argument => argument.Key == nameof(AuthorizeAttribute.Policy)),
            _ => false,
        };

    private static IEnumerable<Violation> CheckHubs(RepositoryTree tree)
    {
        foreach (var file in tree.CSharp())
        {
            foreach (var hub in file.Syntax.DescendantNodes().OfType<ClassDeclarationSyntax>().Where(IsHub))
            {
                if (!NamesPolicy(hub))
                {
                    yield return file.At(hub, $"{hub.Identifier.Text} is a hub without a policy.");
                }

                foreach (
                    var method in hub.Members.OfType<MethodDeclarationSyntax>().Where(method => IsOpen(method) && !NamesPolicy(method))
                )
                {
                    yield return file.At(method, $"{method.Identifier.Text} can be called by every client and names no policy.");
                }
            }
        }
    }

    private static bool IsHub(ClassDeclarationSyntax type) =>
        type.BaseList?.Types.Any(parent =>
            parent.Type is SimpleNameSyntax { Identifier.Text: var name }
            && name.EndsWith("Hub", StringComparison.Ordinal)
            && !name.StartsWith('I')
        )
        ?? false;

    private static bool IsOpen(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword)
        && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        && !method.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool NamesPolicy(MemberDeclarationSyntax member) =>
        member
            .AttributeLists.SelectMany(list => list.Attributes)
            .Any(attribute => attribute.Name.ToString() is "Authorize" or "AllowAnonymous");

    private static IEnumerable<Violation> CheckEndpoints(IEnumerable<Microsoft.AspNetCore.Http.Endpoint> endpoints) =>
        from endpoint in endpoints
        let name = (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? endpoint.DisplayName ?? "?"
        where
            endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
            && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            && name != MissingFile
        select new Violation(name, 0, "is an endpoint without a policy.");
}
