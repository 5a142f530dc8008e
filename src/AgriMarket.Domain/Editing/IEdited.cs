using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Editing;

/// <summary>A row that people edit. It counts its saves, so that nobody undoes what somebody else has saved meanwhile.</summary>
public interface IEdited
{
    /// <summary>From 1, and one more with each save. Whoever saves says which one they saw.</summary>
    long EditVersion { get; }
}

/// <summary>Who saves what they saw earlier is told that it has changed.</summary>
public static class EditVersions
{
    /// <summary><c>edit.changed</c> where somebody has saved the row since it was seen; null where nobody has.</summary>
    public static Rejection? WhyNot(this IEdited row, long seenVersion) =>
        row.EditVersion == seenVersion ? null : new Rejection("edit.changed");
}
