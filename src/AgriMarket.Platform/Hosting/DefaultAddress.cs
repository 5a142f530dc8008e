namespace AgriMarket.Platform.Hosting;

public static class DefaultAddress
{
    private const string Address = "http://localhost:5080";

    /// <summary>
    /// Opens at the market's own address unless the settings name another: ASPNETCORE_URLS, --urls, ports or Kestrel endpoints.
    /// </summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        string[] settings = [WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        if (
            Array.TrueForAll(settings, setting => string.IsNullOrEmpty(builder.Configuration[setting]))
            && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()
        )
        {
            builder.WebHost.UseUrls(Address);
        }
    }
}
