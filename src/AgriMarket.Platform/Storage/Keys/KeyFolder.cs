using System.Xml.Linq;
using AgriMarket.Platform.Storage.Files;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AgriMarket.Platform.Storage.Keys;

/// <summary>Keys as files that only the market's own user may read.</summary>
internal sealed class KeyFolder(DirectoryInfo folder, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
{
    public override void StoreElement(XElement element, string friendlyName)
    {
        base.StoreElement(element, friendlyName);
        Restrict(Directory);
    }

    /// <summary>The folder, made if need be. What lies in it may have come from a copy with other rights.</summary>
    public static KeyFolder In(string path, ILoggerFactory logs)
    {
        PrivateFiles.MakeFolder(path);
        var folder = new DirectoryInfo(path);
        Restrict(folder);
        return new(folder, logs);
    }

    private static void Restrict(DirectoryInfo folder) =>
        PrivateFiles.Restrict(folder.EnumerateFiles("*.xml").Select(file => file.FullName));
}
