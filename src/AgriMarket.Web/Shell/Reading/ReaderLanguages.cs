namespace AgriMarket.Web.Shell.Reading;

/// <summary>The languages the market speaks.</summary>
internal static class ReaderLanguages
{
    /// <summary>The default first.</summary>
    public static readonly string[] All = ["zh-CN", "en"];
}
