using AgriMarket.Web.Tests.House.Model;
using Microsoft.CodeAnalysis;

namespace AgriMarket.Web.Tests.House;

/// <summary>What the program does not use is not there, however well it is tested.</summary>
public sealed class DeadCode
{
    [Fact]
    public void EverythingIsUsed() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Theory]
    [InlineData("class A { public void B() { } }", "A.B")]
    [InlineData("class A { public int B(int c) => c == 0 ? 0 : B(c - 1); }", "A.B")]
    [InlineData("class A { private int b; }", "A.b")]
    [InlineData("class A { public const int B = 1; }", "A.B")]
    [InlineData("enum A { B }", "A")]
    [InlineData("static class A { public static int B(this string c) => c.Length; }", "A")]
    [InlineData("interface A;", "A")]
    [InlineData(
        "class A : IDisposable { public A() => B(); public void Dispose() => B(); static void B() { } static void C() { } }",
        "A.C"
    )]
    public void APlantedDeadMemberIsFound(string code, string words) =>
        HouseAssert.Finds(
            "src/AgriMarket.Domain/A.cs",
            words,
            Check(Plant(code, user: code.StartsWith("class", StringComparison.Ordinal) ? "object X() => new A();" : ""))
        );

    [Theory]
    [InlineData("class A { public void B() { } }", "Action X() => new A().B;")]
    [InlineData("class A { public void B() { } }", "string X() => nameof(A.B);")]
    [InlineData("class A { public static A operator +(A b, A c) => b; }", "A X(A b) => b + new A();")]
    [InlineData(
        "class A : IComparable<A> { public int CompareTo(A? b) => 0; public override string ToString() => \"\"; }",
        "object X() => new A();"
    )]
    [InlineData("static class A { public static int B(this string c) => c.Length; }", "int X() => \"\".B();")]
    [InlineData("class A<B> { public B C() => default!; }", "int X() => new A<int>().C();")]
    [InlineData("interface ITables { void B(); } class A : ITables { public void B() { } }", "void X() => ((ITables)null!).B();")]
    [InlineData("record A(int B) { public int C { get; init; } }", "object X() => new A(1);")]
    public void WhatIsUsedIsNot(string code, string user) => Assert.Empty(Check(Plant(code, user)));

    [Fact]
    public void WhatAComponentUsesIsNot() =>
        Assert.Empty(
            Check(
                RepositoryTree.Planted(
                    ("src/AgriMarket.Web/B.cs", "namespace AgriMarket.Web; public class B { public int C() => 1; public void D() { } }"),
                    (
                        "src/AgriMarket.Web/A.razor",
                        "@page \"/a\"\n@using Microsoft.AspNetCore.Components.Web\n@inject B Its\n@Its.C()\n<button "
                            + "@onclick=\"Its.D\"></button>"
                    )
                )
            )
        );

    private static RepositoryTree Plant(string code, string user) =>
        RepositoryTree.Planted(
            ("src/AgriMarket.Domain/A.cs", code),
            (
                "src/AgriMarket.Domain/Program.cs",
                $"public partial class Program {{ public static void Main() => new Program().X(); "
                    + $"{(user.Length > 0 ? user : "void X() { }")} }}"
            )
        );

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var model = tree.Model;
        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var use in model.Uses.Where(use => !IsWithin(use.By, use.Symbol)))
        {
            used.Add(use.Symbol);
            // A member stands for the types it lies in, unless they use it themselves.
            for (
                var type = use.Symbol.ContainingType?.OriginalDefinition;
                type is not null && !IsWithin(use.By, type);
                type = type.ContainingType
            )
            {
                used.Add(type);
            }
        }

        return from type in model.Types
            where
                !type.Name.StartsWith('_')
                && type.Name != "Program"
                && !type.ContainingNamespace.ToString()!.StartsWith("__", StringComparison.Ordinal)
            from symbol in used.Contains(type) || IsFoundOtherwise(type)
                ? type.GetMembers().Where(member => MustBeUsed(member) && !used.Contains(member))
                : [type]
            let name = symbol is INamedTypeSymbol ? symbol.Name : $"{type.Name}.{symbol.Name}"
            where !HouseRules.UnusedOnPurpose.ContainsKey(name)
            let place = model.PlaceOf(symbol.DeclaringSyntaxReferences[0].GetSyntax(), symbol.Name)
            select new Violation(place.Path, place.Line, $"{name} is used by nothing in the program.");
    }

    /// <summary>A recursion, or a type's own code.</summary>
    private static bool IsWithin(ISymbol? by, ISymbol symbol)
    {
        for (var place = by; place is not null; place = place.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(place.OriginalDefinition, symbol))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Pages are found by their address, what carries an attribute by who reads it, and some types by a search for all of their kind.
    /// </summary>
    private static bool IsFoundOtherwise(INamedTypeSymbol type) =>
        Addresses.RoutesOf(type).Any()
        || type.GetAttributes().Any(attribute => !attribute.AttributeClass!.Name.StartsWith("__", StringComparison.Ordinal))
        || type.AllInterfaces.Any(promise => HouseRules.FoundByTheirKind.Contains(promise.Name));

    /// <summary>
    /// Properties are read by serializers, mappings and parameters of components, and members that fulfil a promise by whoever
    /// relies on it; all other methods and fields are there for the source itself.
    /// </summary>
    private static bool MustBeUsed(ISymbol member) =>
        member switch
        {
            _ when member.IsImplicitlyDeclared
                    || !member.CanBeReferencedByName
                    || member.IsOverride
                    || member.GetAttributes().Length > 0
                    || member.Name.StartsWith('_') => false,
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => !Fulfils(method) && !IsCalledFromOutside(method),
            IFieldSymbol { ContainingType.TypeKind: not TypeKind.Enum } => true,
            _ => false,
        };

    private static bool Fulfils(IMethodSymbol method) =>
        method
            .ContainingType.AllInterfaces.SelectMany(promise => promise.GetMembers())
            .Any(promised =>
                SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(promised), method)
            );

    /// <summary>Methods of a hub are called by clients, and the framework finds these by their names.</summary>
    private static bool IsCalledFromOutside(IMethodSymbol method) =>
        method.Name is "BindAsync" or "TryParse" or "Deconstruct" or "Main"
        || method.ContainingType.BaseType?.Name == "Hub" && method.DeclaredAccessibility == Accessibility.Public;
}
