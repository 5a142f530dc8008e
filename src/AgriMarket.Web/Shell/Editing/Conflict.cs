using AgriMarket.Domain.Common;

namespace AgriMarket.Web.Shell.Editing;

/// <summary>A form that could not be saved because somebody else has saved since it was opened.</summary>
/// <param name="seen">As it was opened.</param>
/// <param name="theirs">As it is stored now.</param>
/// <param name="changes">What differs between the two, for people.</param>
public sealed class Conflict<TForm>(TForm seen, TForm theirs, IReadOnlyList<EditedField> changes)
{
    public IReadOnlyList<EditedField> Changes => changes;

    /// <summary>A fresh form of what is stored now.</summary>
    public TForm Theirs => EditMerge.Copy(theirs);

    /// <summary>A form with what was typed here and, where nothing was, what is stored now.</summary>
    public TForm Merged(TForm mine) => EditMerge.Of(seen, theirs, mine);
}

/// <summary>How services say it.</summary>
public static class Conflicts
{
    public static bool IsConflict(this IReadOnlyList<Rejection> rejections) => rejections is [{ Code: "edit.changed" }];
}
