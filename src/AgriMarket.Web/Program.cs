using AgriMarket.Web.Campaigns;
using AgriMarket.Web.Demo;
using AgriMarket.Web.Logistics;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Members;
using AgriMarket.Web.Orders;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Shell;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Stock;
using AgriMarket.Web.Subsidies;

var builder = WebApplication.CreateBuilder(args);
builder.UseDefaultAddress();
builder.AddStorage();
builder.AddLive();
builder.AddShell();
builder.AddMembers();
builder.AddLogistics();
builder.AddLotReference();
builder.AddLots();
builder.AddStock();
builder.AddOrders();
builder.AddPayments();
builder.AddSubsidies();
builder.AddCampaigns();
builder.AddDemo();

var app = builder.Build();
await app.Services.MigrateAsync();
await app.Services.LoadReferenceAsync();
await app.Services.SeedDemoAsync();

app.UseExceptionHandler("/error");
app.UseStatusCodePagesWithReExecute("/not-found");
app.UseSecurityHeaders();
app.UseReaderLanguage();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();
app.MapLive();
app.MapShell();
await app.RunAsync();

/// <summary>The program; public so that tests can start the whole of it.</summary>
public partial class Program;
