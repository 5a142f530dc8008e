using AgriMarket.Web.Admin;
using AgriMarket.Web.Backlog;
using AgriMarket.Web.Campaigns;
using AgriMarket.Web.Demo;
using AgriMarket.Web.Desk;
using AgriMarket.Web.Ledger;
using AgriMarket.Web.Logistics;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Matching;
using AgriMarket.Web.Members;
using AgriMarket.Web.Notices;
using AgriMarket.Web.Orders;
using AgriMarket.Web.Payments;
using AgriMarket.Web.Platform.Api;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Backup;
using AgriMarket.Web.Platform.Hosting;
using AgriMarket.Web.Platform.Live;
using AgriMarket.Web.Platform.Shell;
using AgriMarket.Web.Platform.Storage;
using AgriMarket.Web.Platform.Verbs;
using AgriMarket.Web.Stock;
using AgriMarket.Web.Subsidies;

var builder = WebApplication.CreateBuilder(args);
builder.UseDefaultAddress();
builder.AddHosting();
builder.AddStorage();
builder.AddAudit();
builder.AddBackup();
builder.AddLive();
builder.AddShell();
builder.AddApi();
builder.AddMembers();
builder.AddNotices();
builder.AddLogistics();
builder.AddLotReference();
builder.AddLots();
builder.AddStock();
builder.AddBacklog();
builder.AddOrders();
builder.AddLedger();
builder.AddPayments();
builder.AddSubsidies();
builder.AddCampaigns();
builder.AddUnsold();
builder.AddMatching();
builder.AddDesk();
builder.AddAdmin();
builder.AddDemo();

var app = builder.Build();
if (!app.HasRightSettings())
{
    return 1;
}

if (args.IsVerb())
{
    return await app.RunVerbAsync(args);
}

if (!await app.Services.HoldDatabaseAsync())
{
    return 1;
}

await app.Services.MigrateAsync();
await app.Services.LoadReferenceAsync();
await app.Services.SeedDemoAsync();

app.UseSecurityHeaders();
app.UseReadableHosts();
app.UseLinesUntilTheEnd();
app.UseErrorPages();
app.UseStrictTransport();
app.UseReaderLanguage();
app.UseWholeWorkingPages();
app.UseApiProblems();
app.UseKnownAddresses();
app.UseAuthentication();
app.UseAuthorization();
app.UseRateLimiter();
app.UseFormTokens();
app.UseSharedPages();
app.MapHosting();
app.MapLive();
app.MapShell();
app.MapMembers();
app.MapUnsold();
app.MapStatements();
var api = app.MapApi();
api.MapAuth();
api.MapLots();
api.MapShortfalls();
api.MapOrders();
api.MapPayments();
api.MapPayouts();
api.MapDemands();
api.MapInquiries();
api.MapProposals();
api.MapMatching();
await app.RunAsync();
return 0;

/// <summary>The program; public so that tests can start the whole of it.</summary>
public partial class Program;
