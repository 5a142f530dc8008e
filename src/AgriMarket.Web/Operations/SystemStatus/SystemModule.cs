using AgriMarket.Platform.Api;
using AgriMarket.Web.Operations.Addresses;
using AgriMarket.Web.Operations.MemberLocking;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Offices;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Operations.SystemStatus;

internal static class SystemModule
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SystemReads>();
        builder.Services.AddScoped<DueFormatter>();
        builder.Services.AddSingleton<MemberLocks>();
        builder.Services.AddNavItem<SystemText>(
            new(NavPlaces.BackOffice, 110, "Backoffice.System", OperationsAddresses.System)
            {
                Policy = Policies.Administrator,
                Picture = "clock",
            }
        );
        builder.Services.AddNavItem<MemberText>(
            new(NavPlaces.BackOffice, 105, "Backoffice.Locks", OperationsAddresses.Members)
            {
                Policy = Policies.Administrator,
                Picture = "me",
            }
        );
        builder.Services.AddNavItem<OfficeText>(
            new(NavPlaces.BackOffice, 100, "Title", OperationsAddresses.Offices) { Policy = Policies.Administrator, Picture = "check" }
        );
        builder.Services.AddRefusals<SystemText>("due");
    }
}
