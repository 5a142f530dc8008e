using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Register;

/// <summary>
/// Notes that a signed-in member was refused a page, a route or a method of the hub of another role: once a minute for each member and
/// thing, by the route's pattern or the name in the program, so that neither a loop nor what stands in an address fills the register.
/// </summary>
internal sealed class RefusalNotes(MarketWriter writer, IDbContextFactory<MarketDb> contexts, TimeProvider clock)
    : IAuthorizationMiddlewareResultHandler
{
    private static readonly TimeSpan Once = TimeSpan.FromMinutes(1);

    private readonly AuthorizationMiddlewareResultHandler usual = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Forbidden && context.User.MemberId() is { } memberId)
        {
            await NoteAsync(memberId, RouteOf(context));
        }

        await usual.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>The pattern of a request's route, which holds nothing that a caller has typed; empty without one.</summary>
    internal static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    /// <param name="route">The pattern of a route, or the name of a page or method: never what a caller has typed.</param>
    public async Task NoteAsync(Guid memberId, string route)
    {
        var since = clock.GetUtcNow().UtcDateTime - Once;
        await using (var db = await contexts.CreateDbContextAsync())
        {
            if (await IsNotedAsync(db, memberId, route, since))
            {
                return;
            }
        }

        await writer.RunAsync<Done>(async scope =>
        {
            if (!await IsNotedAsync(scope.Db, memberId, route, since))
            {
                await ActWriter.NoteSecurityAsync(
                    scope,
                    new(SecurityActs.Refused.Code, memberId, SecurityActs.Member, memberId) { SubjectName = route }
                );
            }

            return Done.Instance;
        });
    }

    private static Task<bool> IsNotedAsync(MarketDb db, Guid memberId, string route, DateTime since) =>
        db.Set<Act>()
            .AnyAsync(row =>
                row.SubjectId == memberId && row.Kind == SecurityActs.Refused.Code && row.SubjectName == route && row.At > since
            );
}
