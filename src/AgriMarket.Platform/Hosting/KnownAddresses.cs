using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace AgriMarket.Platform.Hosting;

/// <summary>What becomes of a request that leads nowhere, or nowhere by its method.</summary>
public static class KnownAddresses
{
    /// <summary>
    /// Answers 404 or 405 before anybody is asked who they are: both would otherwise fall under the policy for what names none, and
    /// ask to sign in. Routing's own 405 is not enough, since in development an endpoint for files takes GET for every address.
    /// </summary>
    public static void UseKnownAddresses(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (context.GetEndpoint() is RouteEndpoint)
                {
                    return next(context);
                }

                var methods = MethodsOf(context);
                context.Response.StatusCode = methods.Count > 0 ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound;
                if (methods.Count > 0)
                {
                    context.Response.Headers.Allow = string.Join(", ", methods);
                }

                return Task.CompletedTask;
            }
        );

    private static List<string> MethodsOf(HttpContext context)
    {
        var policies = context.RequestServices.GetRequiredService<ParameterPolicyFactory>();
        return
        [
            .. context
                .RequestServices.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint =>
                    !endpoint.RoutePattern.Parameters.Any(part => part.IsCatchAll) && Leads(endpoint.RoutePattern, context, policies)
                )
                .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool Leads(RoutePattern pattern, HttpContext context, ParameterPolicyFactory policies)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(pattern), []).TryMatch(context.Request.Path, values)
            && pattern.Parameters.All(part =>
                part.ParameterPolicies.All(policy =>
                    policies.Create(part, policy) is not IRouteConstraint constraint
                    || constraint.Match(context, null, part.Name, values, RouteDirection.IncomingRequest)
                )
            );
    }
}
