using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Trade.Audits;

internal static class AuditModule
{
    public static void AddGrantAudits(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<AuditOptions>().BindConfiguration(AuditOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AuditDraws>();
        services.AddSingleton<AuditService>();
        services.AddSingleton<AuditReads>();
        services.AddSingleton<PublicAuditReads>();
        services.AddHostedService<AuditJob>();
        services.AddSingleton<IInvariants, AuditInvariants>();
        services.AddSingleton<IPersonalData, AuditPersonalData>();
        services.AddDueWork<AuditText>(AuditDraws.Name, AuditService.LapseName);
        services.AddRefusals<AuditText>("audit");
        services.AddRefusalsForHelp("audit.late", "audit.own");
        services.AddActKinds(AuditActs.Ask, AuditActs.Answer, AuditActs.Decide, AuditActs.Lapse);
        services.AddNotificationKinds(
            AuditNotifications.AuditAsked,
            AuditNotifications.AuditAnswered,
            AuditNotifications.AuditDecided,
            AuditNotifications.AuditLapsed
        );
    }
}
