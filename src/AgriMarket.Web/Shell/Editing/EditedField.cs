namespace AgriMarket.Web.Shell.Editing;

/// <summary>A field of a form as somebody reads it.</summary>
/// <param name="Label">As the form names it.</param>
public sealed record ShownField(string Label, string Value);

/// <summary>A field that somebody else has changed while it was edited here.</summary>
/// <param name="Theirs">What stands there now.</param>
/// <param name="Mine">What is typed here; null where nothing was changed here, so that theirs stays.</param>
public sealed record EditedField(string Label, string Theirs, string? Mine)
{
    /// <summary>The fields that differ between what is stored now and what is typed, for who no longer has what was seen.</summary>
    public static IReadOnlyList<EditedField> Between(IReadOnlyList<ShownField> theirs, IReadOnlyList<ShownField> mine) =>
        [
            .. theirs
                .Zip(mine)
                .Where(pair => pair.First.Value != pair.Second.Value)
                .Select(pair => new EditedField(pair.First.Label, pair.First.Value, pair.Second.Value)),
        ];

    /// <summary>The fields that differ between what was seen and what is stored now.</summary>
    /// <param name="seen">As the form was opened, each field in the same place in all three.</param>
    public static IReadOnlyList<EditedField> Between(
        IReadOnlyList<ShownField> seen,
        IReadOnlyList<ShownField> theirs,
        IReadOnlyList<ShownField> mine
    ) =>
        [
            .. Enumerable
                .Range(0, seen.Count)
                .Where(i => seen[i].Value != theirs[i].Value)
                .Select(i => new EditedField(seen[i].Label, theirs[i].Value, mine[i].Value == seen[i].Value ? null : mine[i].Value)),
        ];
}
