using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AgriMarket.Web.Tests.House;

/// <summary>
/// Work on many things, each in a command, goes through DueWork: a loop of one's own lets one bad row hold up all later ones. A loop
/// counts that calls the writer, or a command of a service, from a file that is no page, demo or helper of due work itself.
/// </summary>
public sealed class DueWorkHasOneDoor
{
    private const string Jobs = "src/AgriMarket.Web/Platform/Jobs/";

    /// <summary>What makes a command wait for the writer.</summary>
    private static readonly string[] WriterCalls = ["RunAsync", "RunWhenThereIsRoomAsync"];

    /// <summary>What a loop over things looks like when it is no statement.</summary>
    private static readonly string[] LoopCalls = ["ForEachAsync", "ForEach", "ForAsync", "WhenAll"];

    [Fact]
    public void NobodyElseLoopsOverTheWriter() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("foreach (var id in ids) { await writer.RunAsync(scope => EndAsync(scope, id)); }")]
    [InlineData("while (more) { more = (await writer.RunWhenThereIsRoomAsync(scope => NextAsync(scope))).IsOk; }")]
    [InlineData("for (var i = 0; i < 9; i++) { await EndOneAsync(i); }")]
    [InlineData("do { await EndOneAsync(1); } while (true);")]
    [InlineData("await foreach (var id in IdsAsync()) { await EndOneAsync(id); }")]
    [InlineData("await Parallel.ForEachAsync(ids, async (id, _) => await writer.RunAsync(scope => EndAsync(scope, id)));")]
    [InlineData("await Task.WhenAll(ids.Select(EndOneAsync));")]
    [InlineData("foreach (var id in ids) { await inbox.RecordAsync(id); }")]
    public void APlantedLoopIsFound(string loop) => HouseAssert.Finds("src/AgriMarket.Web/Lots/LotSweep.cs", "DueWork", Check(Plant(loop)));

    [Theory]
    [InlineData("await due.RunAsync(DueKind.Of(name, ids, key, (id, _) => writer.RunAsync(scope => EndAsync(scope, id))));")]
    [InlineData("await writer.RunAsync(async scope => { foreach (var id in ids) { await EndAsync(scope, id); } });")]
    [InlineData("foreach (var id in ids) { names.Add(id); } await writer.RunAsync(scope => EndAsync(scope, 1));")]
    public void ALoopInsideACommandOrWithoutOneIsNot(string body) => Assert.Empty(Check(Plant(body)));

    private static RepositoryTree Plant(string body) =>
        RepositoryTree.Planted(
            (
                "src/AgriMarket.Web/Lots/LotSweep.cs",
                "class LotSweep(MarketWriter writer, Inbox inbox, DueWork due) "
                    + $"{{ async Task SweepAsync() {{ {body} }} "
                    + $"private Task EndOneAsync(int id) => writer.RunAsync(scope => EndAsync(scope, id)); }}"
            ),
            (
                "src/AgriMarket.Web/Lots/Inbox.cs",
                "class Inbox(MarketWriter writer) { public Task RecordAsync(int id) => writer.RunAsync(scope => KeepAsync(scope, id)); }"
            )
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        SourceFile[] files = [.. tree.CSharp("src/AgriMarket.Web").Where(IsBackground)];
        var commands = tree.CSharp("src/AgriMarket.Web")
            .Where(file => !file.Path.StartsWith(Jobs, StringComparison.Ordinal))
            .SelectMany(file => file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>())
            .SelectMany(type =>
                type.Members.OfType<MethodDeclarationSyntax>()
                    .Where(SendsACommand)
                    .Select(method => (Type: type.Identifier.Text, Name: method.Identifier.Text))
            )
            .ToHashSet();
        return from file in files
            from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
            from loop in type.DescendantNodes().Where(IsLoop)
            where !IsInCommand(loop) && Calls(loop, type, commands)
            select file.At(loop, "loops over commands; work on many things goes through DueWork, so that one bad row holds up no other.");
    }

    /// <summary>Pages answer one person, the demo is made once, and DueWork is the helper itself.</summary>
    private static bool IsBackground(SourceFile file) =>
        !file.Path.StartsWith(Jobs, StringComparison.Ordinal)
        && !file.Path.EndsWith(".razor.cs", StringComparison.Ordinal)
        && !file.Path.StartsWith("src/AgriMarket.Web/Demo/", StringComparison.Ordinal)
        && file.Name != "MarketWriter.cs";

    private static bool IsLoop(SyntaxNode node) =>
        node switch
        {
            ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called } => LoopCalls.Contains(
                called.Name.Identifier.Text
            ),
            _ => false,
        };

    private static bool SendsACommand(MethodDeclarationSyntax method) =>
        method.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(IsWriterCall);

    private static bool IsWriterCall(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "writer" } } called
        && WriterCalls.Contains(called.Name.Identifier.Text);

    /// <summary>Whether a loop stands in what a command, or a kind of due work, is given to do.</summary>
    private static bool IsInCommand(SyntaxNode loop) =>
        loop.Ancestors()
            .OfType<AnonymousFunctionExpressionSyntax>()
            .Select(function => function.Parent?.Parent?.Parent)
            .OfType<InvocationExpressionSyntax>()
            .Any(IsWriterCall);

    /// <summary>Whether a loop calls the writer, a command of its own type, or one of a service that the type is given.</summary>
    private static bool Calls(SyntaxNode loop, TypeDeclarationSyntax type, HashSet<(string Type, string Name)> commands)
    {
        var given = (type.ParameterList?.Parameters ?? default)
            .Where(parameter => parameter.Type is not null)
            .ToDictionary(parameter => parameter.Identifier.Text, parameter => parameter.Type!.ToString(), StringComparer.Ordinal);
        return loop.DescendantNodes()
            .Any(node =>
                node switch
                {
                    InvocationExpressionSyntax call when IsWriterCall(call) => true,
                    InvocationExpressionSyntax { Expression: IdentifierNameSyntax own } => commands.Contains(
                        (type.Identifier.Text, own.Identifier.Text)
                    ) && !TakesScope(node),
                    MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax service } called => given.TryGetValue(
                        service.Identifier.Text,
                        out var serviceType
                    )
                        && commands.Contains((serviceType, called.Name.Identifier.Text))
                        && !TakesScope(called.Parent),
                    ArgumentSyntax { Expression: IdentifierNameSyntax own } => commands.Contains(
                        (type.Identifier.Text, own.Identifier.Text)
                    ),
                    _ => false,
                }
            );
    }

    /// <summary>A part of a command is called with its scope, also where a command of the same name exists.</summary>
    private static bool TakesScope(SyntaxNode? call) =>
        call
            is InvocationExpressionSyntax
            {
                ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax { Identifier.Text: "scope" } }, ..]
            };
}
