using System.Security.Cryptography;
using System.Text;

namespace AgriMarket.Platform.Storage.Reference;

/// <summary>The reference files that are built into the program.</summary>
public static class ReferenceFiles
{
    /// <summary>A file by the name of its resource, which begins with the name of the assembly that carries it.</summary>
    public static Stream Open(string resource) =>
        AppDomain
            .CurrentDomain.GetAssemblies()
            .FirstOrDefault(assembly => resource.StartsWith($"{assembly.GetName().Name}.", StringComparison.Ordinal))
            ?.GetManifestResourceStream(resource)
        ?? throw new InvalidOperationException(
            $"The program carries no file {resource}; it must lie in a folder named Data and end in .csv."
        );

    /// <summary>SHA-256 over what a set is made from, in hexadecimal.</summary>
    public static string Hash(IReferenceSet set)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"revision {set.Revision}\n"));
        foreach (var resource in set.Files)
        {
            using var file = Open(resource);
            hash.AppendData(Encoding.UTF8.GetBytes($"{resource} {file.Length}\n"));
            hash.AppendData(SHA256.HashData(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
