using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace AgriMarket.Web.People.Register;

/// <summary>Says of what comes over a circuit whose session it is.</summary>
internal sealed class CircuitOrigin(AuthenticationStateProvider signedIn) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async activity =>
        {
            CommandOrigin.Current = new("", (await signedIn.GetAuthenticationStateAsync()).User.SessionId());
            await next(activity);
        };
}

internal static class CommandOrigins
{
    /// <summary>Says of each request from where it comes and whose session it is; after <c>UseAuthentication</c>.</summary>
    public static void UseCommandOrigins(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                CommandOrigin.Current = new(SessionDevice.Network(context.Connection.RemoteIpAddress), context.User.SessionId());
                return next(context);
            }
        );
}
