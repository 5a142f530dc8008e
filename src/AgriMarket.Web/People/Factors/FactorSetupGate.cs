using System.Reflection;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace AgriMarket.Web.People.Factors;

/// <summary>Leads officials and administrators who must have a second factor to its set-up, in place of any back-office page.</summary>
internal static class FactorSetupGate
{
    /// <summary>After authorization, so that it stands before those only who may open the page.</summary>
    public static void UseFactorSetup(this WebApplication app) =>
        app.Use(
            static async (context, next) =>
            {
                if (
                    HttpMethods.IsGet(context.Request.Method)
                    && IsBackoffice(context.GetEndpoint())
                    && context.User.MemberId() is { } member
                    && await context.RequestServices.GetRequiredService<FactorGuard>().IsMissingAsync(member)
                )
                {
                    context.Response.Redirect(PeopleAddresses.Factor);
                    return;
                }

                await next(context);
            }
        );

    private static bool IsBackoffice(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.GetCustomAttribute<LayoutAttribute>()?.LayoutType
        == typeof(BackofficeLayout);
}
