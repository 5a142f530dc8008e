namespace AgriMarket.Domain.Common;

/// <summary>
/// A refusal: something the market will not do, said in a way that pages can translate.
/// A refusal is a value; a bug throws.
/// </summary>
/// <param name="Code">
/// Stable name such as <c>stock.short</c>. The word before the dot names the capability whose resource files hold
/// the sentence; programs may rely on the whole code.
/// </param>
/// <param name="Field">Name of the input the sentence belongs beside, or null when it concerns the whole request.</param>
/// <param name="Args">
/// Raw values for the sentence's placeholders: grams and fen as <see cref="long"/>, days as <see cref="DateOnly"/>.
/// The resource says how each is shown (<c>{0:weight}</c>, <c>{0:yuan}</c>).
/// </param>
public sealed record Rejection(string Code, string? Field = null, params IReadOnlyList<object> Args);
