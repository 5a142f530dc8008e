using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Backup;
using AgriMarket.Platform.Hosting;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Limits;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Security;
using AgriMarket.Platform.Storage;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Platform.Verbs;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Demo;
using AgriMarket.Web.Farm;
using AgriMarket.Web.Farm.Listing;
using AgriMarket.Web.Farm.Money;
using AgriMarket.Web.Government;
using AgriMarket.Web.Government.Overview;
using AgriMarket.Web.Matching;
using AgriMarket.Web.Matching.DemandApi;
using AgriMarket.Web.Matching.ProposalApi;
using AgriMarket.Web.Matching.Quotations;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Matching.Shortfalls;
using AgriMarket.Web.Money;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.Operations.SystemStatus;
using AgriMarket.Web.People;
using AgriMarket.Web.People.CodeSignIn;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Reference.ProduceKinds;
using AgriMarket.Web.Reference.Regions;
using AgriMarket.Web.Shell;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.PageCache;
using AgriMarket.Web.Shop;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Trade.Audits;
using AgriMarket.Web.Trade.Carriers;
using AgriMarket.Web.Trade.Cases;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.Findings;
using AgriMarket.Web.Trade.LotApi;
using AgriMarket.Web.Trade.LotLists;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.Orders;
using AgriMarket.Web.Trade.PriceReviews;
using AgriMarket.Web.Trade.Quotes;
using AgriMarket.Web.Trade.ReferencePrices;
using AgriMarket.Web.Trade.Stock;

var builder = WebApplication.CreateBuilder(args);
builder.UseDefaultAddress();
builder.AddHosting();
builder.AddEdge();
builder.AddStorage(typeof(Program).Assembly);
builder.AddAudit();
builder.AddBackup();
builder.AddJobs();
builder.AddLimits();
builder.AddLive();
builder.AddShell();
builder.AddApi();
builder.AddPeople();
builder.AddNotifications();
builder.AddLogistics();
builder.AddLotReference();
builder.AddReferencePrices();
builder.AddPriceReviews();
builder.AddLots();
builder.AddQuotes();
builder.AddLotLists();
builder.AddStock();
builder.AddForecasts();
builder.AddDeliveries();
builder.AddFindings();
builder.AddCases();
builder.AddGrantAudits();
builder.AddCarriers();
builder.AddOrders();
builder.AddLedger();
builder.AddPayments();
builder.AddPayoutNotifications();
builder.AddSubsidies();
builder.AddCampaigns();
builder.AddUnsoldReports();
builder.AddMatching();
builder.AddFarm();
builder.AddShop();
builder.AddGovernment();
builder.AddOperations();
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

if (
    !app.HasMoneyThatIsMeant()
    || !app.HasSmsThatIsMeant()
    || !app.HasScansThatAreMeant()
    || !app.HasFreeAddresses()
    || !await app.Services.OpenDatabaseAsync()
)
{
    return 1;
}

await app.Services.LoadReferenceAsync();
await app.Services.SeedDemoAsync();

app.UseSecurityHeaders();
app.UseDrain();
app.UseRetryLater();
app.UseTrustedProxies();
app.UseReadableHosts();
app.UseHttpsOnly();
app.UseHostPrefixCookies();
app.UseOriginCheck();
app.UseTextCompression();
app.UseLinesUntilTheEnd();
app.UseErrorPages(ShellModule.ErrorAddress, ShellModule.StatusAddress);
app.UseReaderLanguage();
app.UseWholeWorkingPages();
app.UseApiProblems();
app.UseReadableQueries();
app.UseReadableContent();
app.UseAuthentication();
app.UseCommandOrigins();
app.UseAuthorization();
app.UseFactorSetup();
app.UseLimits();
app.UseRoomForCircuits();
app.UseFormTokens();
app.UseStaleForms();
app.UseJoinedCarts();
app.UseSharedPages();
app.MapHosting();
app.MapStockHub();
app.MapShell();
app.MapDestinations();
app.MapMembers();
app.MapPasskeys();
app.MapOwnData();
app.MapUnsold();
app.MapStatements();
app.MapAudits();
var api = app.MapApi();
api.MapAuth();
api.MapCodeSignIn();
api.MapLots();
api.MapListing();
api.MapShortfalls();
api.MapOrders();
api.MapCarriers();
api.MapPayments();
api.MapPayouts();
api.MapDemands();
api.MapQuotations();
api.MapProposals();
api.MapMatching();
await app.RunAsync();
return 0;

/// <summary>The program; public so that tests can start the whole of it.</summary>
public partial class Program;
