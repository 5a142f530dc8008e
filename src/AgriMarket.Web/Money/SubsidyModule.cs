using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.FundAudit;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.Money.Schemes;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Money;

internal static class SubsidyModule
{
    public static void AddSubsidies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FundProposalNotifier>();
        builder.Services.AddSingleton<FundService>();
        builder.Services.AddSingleton<FundChangeService>();
        builder.Services.AddSingleton<RunningSchemes>();
        builder.Services.AddSingleton<FundReads>();
        builder.Services.AddSingleton<FindClosedSchemes>(SchemeQueries.ClosedAsync);
        builder.Services.AddSingleton<IInvariants, SubsidyInvariants>();
        builder.Services.AddSingleton<FundUseAlerts>();
        builder.Services.AddHostedService(services => services.GetRequiredService<FundUseAlerts>());
        builder.Services.AddScoped<SchemeFormatter>();
        builder.Services.AddScoped<EntryFormatter>();
        builder.Services.AddDueWork<SubsidyText>("fund.notify");
        builder.Services.AddNavItem<FundText>(
            new(NavPlaces.BackOffice, 60, "Backoffice.Funds", MoneyAddresses.Funds) { Policy = Policies.Official, Picture = "wallet" }
        );
        builder.Services.AddNotificationKinds(
            FundNotifications.FundUsed,
            FundNotifications.ProposalWaits,
            FundNotifications.ProposalDecided
        );
        builder.Services.AddActKinds(FundActs.Propose, FundActs.Approve, FundActs.ProposeChange, FundActs.ApproveChange);
        builder.Services.AddActKinds(FundActs.TurnDown, FundActs.SendBack, FundActs.Withdraw);
        builder.Services.AddRefusals<SubsidyText>("scheme", "fund");
        builder.Services.AddRefusalsForHelp(
            "scheme.no-reference",
            "fund.same-official",
            "fund.same-mobile",
            "fund.proposer-unproved",
            "fund.other-office"
        );
    }
}
