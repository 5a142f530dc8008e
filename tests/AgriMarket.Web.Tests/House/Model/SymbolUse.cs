using Microsoft.CodeAnalysis;

namespace AgriMarket.Web.Tests.House.Model;

/// <summary>A place where the source uses something that the source declares.</summary>
/// <param name="Symbol">What is used, as it was declared.</param>
/// <param name="By">The member or type whose code it is; null in the program's statements.</param>
/// <param name="Path">The file a person wrote.</param>
internal sealed record SymbolUse(ISymbol Symbol, ISymbol? By, string Path, int Line, string HomePath)
{
    public string From { get; } = Room.Of(Path);

    public string To { get; } = Room.Of(HomePath);

    public string Name =>
        Symbol is INamedTypeSymbol or { ContainingType: null } ? Symbol.Name : $"{Symbol.ContainingType.Name}.{Symbol.Name}";

    /// <summary>The type that is used, itself or by a member.</summary>
    public INamedTypeSymbol? Type => Symbol as INamedTypeSymbol ?? Symbol.ContainingType;

    public Violation At(string sentence) => new(Path, Line, sentence);
}
