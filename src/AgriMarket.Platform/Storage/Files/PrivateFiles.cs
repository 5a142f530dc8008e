namespace AgriMarket.Platform.Storage.Files;

/// <summary>
/// Files that only the market's own user may read: the database, its copies and the keys have what members typed and what signs them
/// in. On Windows the folder's own rights say who may.
/// </summary>
internal static class PrivateFiles
{
    public const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, private if it was not there.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, FolderMode);
        }
    }

    /// <summary>Makes an empty file that is private before anything is in it.</summary>
    public static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = System.IO.FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = FileMode;
        }

        using var file = new FileStream(path, options);
    }

    /// <summary>Makes files private that are there.</summary>
    public static void Restrict(params IEnumerable<string> paths)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var path in paths.Where(File.Exists))
        {
            File.SetUnixFileMode(path, FileMode);
        }
    }
}
