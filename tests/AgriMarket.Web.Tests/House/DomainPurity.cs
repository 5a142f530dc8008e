using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House;

/// <summary>The domain references nothing and touches nothing: facts, ids and the time come in as arguments.</summary>
public sealed class DomainPurity
{
    private const string Domain = "src/AgriMarket.Domain";

    private static readonly HashSet<string> WorldlyNames =
    [
        "Task",
        "ValueTask",
        "Thread",
        "ThreadPool",
        "Timer",
        "PeriodicTimer",
        "Parallel",
        "HttpClient",
        "File",
        "Directory",
        "FileInfo",
        "Stream",
        "FileStream",
        "StreamReader",
        "StreamWriter",
        "Console",
        "TimeProvider",
        "Stopwatch",
        "Environment",
        "Random",
        "RandomNumberGenerator",
        "Process",
        "IServiceProvider",
        "ILogger",
        "IConfiguration",
    ];

    private static readonly HashSet<string> WorldlyMembers =
    [
        "DateTime.Now",
        "DateTime.UtcNow",
        "DateTime.Today",
        "DateTimeOffset.Now",
        "DateTimeOffset.UtcNow",
        "Guid.NewGuid",
        "CultureInfo.CurrentCulture",
        "CultureInfo.CurrentUICulture",
    ];

    private static readonly string[] WorldlyNamespaces = ["System.IO", "System.Net", "System.Threading", "System.Diagnostics", "Microsoft"];

    [Fact]
    public void TheDomainIsPure() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("class A { async void B() { } }", "async")]
    [InlineData("class A { Task B() => null!; }", "Task")]
    [InlineData("class A { string B() => File.ReadAllText(\"x\"); }", "File")]
    [InlineData("class A { object B() => System.DateTime.UtcNow; }", "DateTime.UtcNow")]
    [InlineData("class A { object B() => Random.Shared; }", "Random")]
    [InlineData("class A { object B() => Guid.NewGuid(); }", "Guid.NewGuid")]
    [InlineData("class A { object B() => Guid.CreateVersion7(); }", "Guid.CreateVersion7")]
    [InlineData("using System.Net.Http;", "System.Net.Http")]
    public void APlantedTouchOfTheWorldIsFound(string code, string words) =>
        HouseAssert.Finds($"{Domain}/A.cs", words, Check(RepositoryTree.Planted(($"{Domain}/A.cs", code))));

    [Theory]
    [InlineData("PackageReference")]
    [InlineData("ProjectReference")]
    [InlineData("FrameworkReference")]
    public void APlantedReferenceIsFound(string reference) =>
        HouseAssert.Finds(
            $"{Domain}/AgriMarket.Domain.csproj",
            reference,
            Check(RepositoryTree.Planted(($"{Domain}/AgriMarket.Domain.csproj", $"<{reference} Include=\"X\" />")))
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var references =
            from project in tree.Under(Domain, ".csproj")
            from reference in new[] { "PackageReference", "ProjectReference", "FrameworkReference", "<Reference" }
            where project.Text.Contains(reference, StringComparison.Ordinal)
            select project.At(0, $"has a {reference}; the domain references nothing.");
        return references.Concat(tree.CSharp(Domain).SelectMany(Touches));
    }

    private static IEnumerable<Violation> Touches(SourceFile file)
    {
        foreach (
            var token in file
                .Syntax.DescendantTokens()
                .Where(token => token.RawKind is (int)SyntaxKind.AsyncKeyword or (int)SyntaxKind.AwaitKeyword)
        )
        {
            yield return file.At(token.Parent!, "uses async; a rule decides at once.");
        }

        foreach (var node in file.Syntax.DescendantNodes())
        {
            var found = node switch
            {
                UsingDirectiveSyntax { Name: { } name }
                    when WorldlyNamespaces.Any(root =>
                        name.ToString() == root || name.ToString().StartsWith(root + ".", StringComparison.Ordinal)
                    ) => name.ToString(),
                MemberAccessExpressionSyntax access
                    when WorldlyMembers.FirstOrDefault(member =>
                        (member == access.ToString()) || access.ToString().EndsWith("." + member, StringComparison.Ordinal)
                    )
                        is { } member => member,
                // With an instant as its argument it reads no clock.
                InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: var called }
                    when called.ToString() == "Guid.CreateVersion7" => "Guid.CreateVersion7 without an instant",
                SimpleNameSyntax name
                    when WorldlyNames.Contains(name.Identifier.Text)
                        && name.Parent is not MemberAccessExpressionSyntax { Expression: not IdentifierNameSyntax } => name.Identifier.Text,
                _ => null,
            };
            if (found is not null)
            {
                yield return file.At(node, $"uses {found}; what it needs must come in as an argument.");
            }
        }
    }
}
