namespace AgriMarket.Web.Desk;

internal static class DeskModule
{
    public static void AddDesk(this WebApplicationBuilder builder) => builder.Services.AddSingleton<DeskReads>();
}
