using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Factors;

/// <summary>
/// Stands before commands that move public money, roles, payees and deliveries: officials and administrators have a second factor, and
/// whoever has one showed it in this session just now.
/// </summary>
public sealed class FactorGuard(IOptions<MemberOptions> options, IDbContextFactory<MarketDb> contexts, IHostEnvironment environment)
{
    /// <summary>The field of a code in forms and of its refusals.</summary>
    public const string Field = "FactorCode";

    /// <summary>
    /// Why a member may not decide yet, asked inside the command; null when they may. Rejects with <c>member.factor-missing</c>, and
    /// beside <see cref="Field"/> with <c>member.factor-stale</c> when the last code in this session is older than
    /// <see cref="MemberSession.ConfirmedFor"/>.
    /// </summary>
    /// <param name="sessionId">The session that decides; null for none, which counts only where no factor is asked for.</param>
    public async Task<Rejection?> WhyNotAsync(WriteScope scope, Guid memberId, Guid? sessionId)
    {
        if (!await scope.Db.HasFactorAsync(memberId))
        {
            return await IsRequiredAsync(scope.Db, memberId) ? new Rejection("member.factor-missing") : null;
        }

        return await scope.Db.IsConfirmedAsync(memberId, sessionId, scope.Now - MemberSession.ConfirmedFor)
            ? null
            : new Rejection("member.factor-stale", Field);
    }

    /// <summary>
    /// As <see cref="WhyNotAsync"/>, for what members do about their own account: whoever has a factor shows it, and nobody must have one.
    /// </summary>
    public async Task<Rejection?> WhyStaleAsync(Guid memberId, Guid? sessionId, DateTime now)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.HasFactorAsync(memberId) && !await db.IsConfirmedAsync(memberId, sessionId, now - MemberSession.ConfirmedFor)
            ? new Rejection("member.factor-stale", Field)
            : null;
    }

    /// <summary>Whether a member has to set up a factor before the back office opens.</summary>
    public async Task<bool> IsMissingAsync(Guid memberId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await IsRequiredAsync(db, memberId) && !await db.HasFactorAsync(memberId);
    }

    /// <summary>As <see cref="WhyNotAsync"/>, for what is asked before a command.</summary>
    internal async Task<Rejection?> WhyNotNowAsync(MarketWriter writer, Guid memberId, Guid? sessionId)
    {
        var asked = await writer.RunAsync<Done>(async scope =>
            await WhyNotAsync(scope, memberId, sessionId) is { } why ? why : Done.Instance
        );
        return asked.IsOk ? null : asked.Rejections[0];
    }

    /// <summary>Whether this member must have a factor.</summary>
    internal async Task<bool> IsRequiredAsync(MarketDb db, Guid memberId) =>
        options.Value.RequireFactor && RoleRules.NeedFactor(await db.RolesOfAsync(memberId)) && !await IsExemptAsync(db, memberId);

    /// <summary>Nobody has an app for people who are made up; in Production there are none.</summary>
    private async Task<bool> IsExemptAsync(MarketDb db, Guid memberId) =>
        !environment.IsProduction() && await db.Set<Member>().AnyAsync(row => row.Id == memberId && row.IsDemo);
}
