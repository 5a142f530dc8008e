namespace AgriMarket.Web.Platform.Storage;

/// <summary>Where the market's data is kept (section <c>Storage</c>).</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The database engine. Only <c>sqlite</c>, embedded, so far.</summary>
    public string Provider { get; set; } = "sqlite";

    /// <summary>Empty: a file of its own in the folder <c>.data</c> beside the program.</summary>
    public string ConnectionString { get; set; } = "";
}
