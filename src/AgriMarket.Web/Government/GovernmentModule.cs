using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Aid.Forecasts;
using AgriMarket.Web.Aid.UnsoldReports;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.Government.Backlog;
using AgriMarket.Web.Government.Campaigns;
using AgriMarket.Web.Government.Orders;
using AgriMarket.Web.Government.Overview;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Trade.Audits;
using AgriMarket.Web.Trade.Cases;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.Findings;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.ReferencePrices;

namespace AgriMarket.Web.Government;

/// <summary>What officials do.</summary>
internal static class GovernmentModule
{
    public static void AddGovernment(this WebApplicationBuilder builder)
    {
        builder.AddNavigation();
        builder.AddBackOfficeNavigation();
        builder.Services.AddSingleton<OverviewReads>();
        builder.Services.AddSingleton<BacklogReads>();
        builder.Services.AddSingleton<OfficialOrderReads>();
        builder.Services.AddScoped<CampaignFields>();
    }

    private static void AddNavigation(this WebApplicationBuilder builder)
    {
        builder.Services.AddNavItem<OverviewText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 70, "Nav.Backoffice", GovernmentAddresses.Overview)
            {
                Policy = Policies.Decider,
                Picture = "chart",
            }
        );
        builder.Services.AddStartPage(new(10, Policies.Decider, GovernmentAddresses.Overview));
        builder.Services.AddNavItem<OverviewText>(
            new(NavPlaces.Me, 60, "Me.Backoffice", GovernmentAddresses.Overview) { Policy = Policies.Decider, Picture = "chart" }
        );
        builder.Services.AddNavItem<MemberText>(
            new(NavPlaces.Me, 70, "Me.Decide", GovernmentAddresses.Applications) { Policy = Policies.Confirmer, Picture = "check" }
        );
    }

    private static void AddBackOfficeNavigation(this WebApplicationBuilder builder)
    {
        builder.Services.AddNavItem<OverviewText>(
            new(NavPlaces.BackOffice, 10, "Backoffice.Board", GovernmentAddresses.Overview) { Picture = "chart", IsExact = true }
        );
        builder.Services.AddNavItem<BacklogText>(
            new(NavPlaces.BackOffice, 20, "Backoffice.Backlog", GovernmentAddresses.Backlog)
            {
                Policy = Policies.Decider,
                Picture = "warning",
            }
        );
        builder.Services.AddNavItem<UnsoldText>(
            new(NavPlaces.BackOffice, 30, "Backoffice.Unsold", GovernmentAddresses.UnsoldReports)
            {
                Policy = Policies.Official,
                Picture = "household",
            }
        );
        builder.Services.AddNavItem<CampaignText>(
            new(NavPlaces.BackOffice, 50, "Backoffice.Campaigns", GovernmentAddresses.Campaigns)
            {
                Policy = Policies.Official,
                Picture = "campaign",
            }
        );
        builder.AddReviewNavigation();
        builder.Services.AddNavItem<MemberText>(
            new(NavPlaces.BackOffice, 90, "Backoffice.Members", GovernmentAddresses.Applications)
            {
                Policy = Policies.Confirmer,
                Picture = "me",
            }
        );
    }

    /// <summary>What waits for somebody in office to look at it, and what they go by.</summary>
    private static void AddReviewNavigation(this WebApplicationBuilder builder)
    {
        builder.Services.AddNavItem<PriceText>(
            new(NavPlaces.BackOffice, 72, "References.Nav", GovernmentAddresses.ReferencePrices)
            {
                Policy = Policies.Official,
                Picture = "coin",
            }
        );
        builder.Services.AddNavItem<PriceText>(
            new(NavPlaces.BackOffice, 74, "Reviews.Nav", GovernmentAddresses.PriceReviews) { Policy = Policies.Decider, Picture = "check" }
        );
        builder.Services.AddNavItem<DeliveryText>(
            new(NavPlaces.BackOffice, 76, "Reviews.Nav", GovernmentAddresses.DeliveryReviews)
            {
                Policy = Policies.Decider,
                Picture = "truck",
            }
        );
        builder.Services.AddNavItem<FindingText>(
            new(NavPlaces.BackOffice, 77, "Findings.Nav", GovernmentAddresses.Findings) { Policy = Policies.Decider, Picture = "warning" }
        );
        builder.Services.AddNavItem<CaseText>(
            new(NavPlaces.BackOffice, 78, "Cases.Nav", GovernmentAddresses.Cases) { Policy = Policies.Decider, Picture = "list" }
        );
        builder.Services.AddNavItem<AuditText>(
            new(NavPlaces.BackOffice, 79, "Board.Title", GovernmentAddresses.Audits) { Policy = Policies.Auditor, Picture = "search" }
        );
        builder.Services.AddNavItem<RegisterText>(
            new(NavPlaces.BackOffice, 95, "Register.Title", GovernmentAddresses.Register) { Policy = Policies.Auditor, Picture = "list" }
        );
        builder.Services.AddNavItem<OrderText>(
            new(NavPlaces.BackOffice, 80, "Backoffice.Orders", GovernmentAddresses.Orders) { Policy = Policies.Decider, Picture = "list" }
        );
    }
}
