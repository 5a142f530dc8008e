namespace AgriMarket.Web.Shell.Addresses;

/// <summary>The addresses of the shell's own pages. It knows nothing, so that every room may link to them.</summary>
public static class ShellAddresses
{
    /// <summary>How things are done here, and whom to call.</summary>
    public const string Help = "/help";
}
