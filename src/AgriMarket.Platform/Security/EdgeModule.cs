using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.HttpsPolicy;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Security;

/// <summary>
/// The edge towards the network: whose word about a caller's address counts, and that members' cookies don't travel in the clear.
/// </summary>
public static class EdgeModule
{
    private const string AllowedHosts = "AllowedHosts";

    private static readonly string[] NamesOfThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        // Addresses in mails and on the way to the payment page are made from the Host header: a market that others can reach says
        // under which names it is reached.
        if (string.IsNullOrEmpty(builder.Configuration[AllowedHosts]))
        {
            builder.Configuration[AllowedHosts] = builder.Environment.IsDevelopment() ? "*" : string.Join(';', NamesOfThisMachine);
        }

        builder.Services.AddOptions<EdgeOptions>().BindConfiguration(EdgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder
            .Services.AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<EdgeOptions>, IConfiguration>(
                (forwarded, edge, settings) => Believe(forwarded, edge.Value.Proxies, settings[AllowedHosts]!)
            );
        builder
            .Services.AddOptions<HstsOptions>()
            .Configure<IOptions<EdgeOptions>>((hsts, edge) => hsts.MaxAge = TimeSpan.FromDays(edge.Value.HstsDays));
    }

    /// <summary>Takes the caller's address, scheme and host from trusted proxies. Before everything that reads one of them.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        if (OptionsOf(app).Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    /// <summary>
    /// Outside Development plain http is answered under the names of this machine only: for those who try the market on it, and for
    /// those who ask whether it is well. Anything else would send members' cookies in the clear, most likely because a proxy is not
    /// among the trusted ones.
    /// </summary>
    public static void UseHttpsOnly(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
        {
            return;
        }

        var edge = OptionsOf(app);
        if (!edge.PlainHttp)
        {
            app.Use((context, next) => MayBePlain(context.Request) ? next(context) : RefuseAsync(context));
        }

        if (edge.HstsDays > 0)
        {
            app.UseHsts();
        }
    }

    private static EdgeOptions OptionsOf(WebApplication app) => app.Services.GetRequiredService<IOptions<EdgeOptions>>().Value;

    private static void Believe(ForwardedHeadersOptions forwarded, IReadOnlyList<string> proxies, string hosts)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        // However many stand in a row, each has to be a trusted one.
        forwarded.ForwardLimit = null;
        forwarded.AllowedHosts = hosts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address))
            {
                forwarded.KnownProxies.Add(address);
            }
            else
            {
                forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            }
        }
    }

    private static bool MayBePlain(HttpRequest request) =>
        request.IsHttps
        || request.Path.StartsWithSegments("/health")
        || NamesOfThisMachine.Contains(request.Host.Host, StringComparer.OrdinalIgnoreCase);

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            "This market is reached by https only. Whoever runs it behind a proxy names the proxy in Hosting:TrustedProxies and lets it "
                + "send X-Forwarded-Proto; on a network of one's own, Hosting:PlainHttp=true allows plain http.",
            context.RequestAborted
        );
    }
}
