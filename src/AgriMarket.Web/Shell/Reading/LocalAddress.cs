namespace AgriMarket.Web.Shell.Reading;

/// <summary>Where to return to after a form: an address that came with a request is not to be trusted.</summary>
internal static class LocalAddress
{
    /// <summary>
    /// The address when it is a path of our own, else the shop. Browsers read <c>//</c> and <c>/\</c> as another host, and drop
    /// tabs and line ends before they look, so an address with control characters is refused too.
    /// </summary>
    public static string Of(string? address, string fallback = "/") =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : fallback;
}
