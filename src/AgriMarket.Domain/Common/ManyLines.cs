namespace AgriMarket.Domain.Common;

/// <summary>Text of many lines, as people type or paste it: a story, a statement.</summary>
public static class ManyLines
{
    /// <summary>As <see cref="SingleLine.Of"/>, with its lines and the blanks inside them.</summary>
    public static string Of(string? text) => string.IsNullOrEmpty(text) ? "" : TypedSigns.Read(text, keepsLines: true);
}
