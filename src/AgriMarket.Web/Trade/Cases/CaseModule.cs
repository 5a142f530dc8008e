using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Trade.Cases;

internal static class CaseModule
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CaseRights>();
        services.AddSingleton<CaseNotifier>();
        services.AddSingleton<CaseService>();
        services.AddSingleton<CaseDecisions>();
        services.AddSingleton<CaseReads>();
        services.AddSingleton<IInvariants, CaseInvariants>();
        services.AddRefusals<CaseText>("case");
        services.AddRefusalsForHelp("case.own", "case.same-official");
        services.AddActKinds(CaseActs.Open, CaseActs.Note, CaseActs.Propose, CaseActs.SendBack, CaseActs.Decide);
        services.AddNotificationKinds(CaseNotifications.CaseOpened, CaseNotifications.CaseDecided, CaseNotifications.CaseProposed);
    }
}
