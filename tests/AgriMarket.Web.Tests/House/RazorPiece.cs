namespace AgriMarket.Web.Tests.House;

/// <summary>A stretch of a Razor file and the line it begins on.</summary>
internal sealed record RazorPiece(string Text, int Line);

/// <param name="Element">The element it stands on.</param>
/// <param name="Literal">The value without its expressions.</param>
internal sealed record RazorAttribute(string Element, string Name, string Literal, int Line);
