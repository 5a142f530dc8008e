using System.Collections.Frozen;
using AgriMarket.Platform.Storage.Reference;

namespace AgriMarket.Web.People.Security;

/// <summary>Those of the 10,000 commonest passwords that are long enough to be chosen here, in lower case.</summary>
internal static class CommonPasswords
{
    private const string File = "AgriMarket.Web.People.Security.Data.common_passwords.csv";

    private static readonly Lazy<FrozenSet<string>> Read = new(() =>
        ReferenceRow.ReadAll(File).Select(row => row.Text("password")).ToFrozenSet(StringComparer.Ordinal)
    );

    public static IReadOnlySet<string> All => Read.Value;
}
