using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Demo;

/// <summary>Says on the console where the market is open and who can sign in to try it. In Development only.</summary>
internal sealed partial class DemoGreeting(IServer server, IDbContextFactory<MarketDb> contexts, ILogger<DemoGreeting> log)
    : IHostedLifecycleService
{
    private const int SignInsPerRole = 2;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.Count > 0)
        {
            LogOpen(string.Join(" and ", addresses), await SignInsAsync(cancellationToken));
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The first few demo members of each role; empty when there are none.</summary>
    private async Task<string> SignInsAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var members = db.Set<Member>().Where(member => member.IsDemo);
        var withRole = await (
            from member in members
            join application in db.Set<RoleApplication>() on member.Id equals application.MemberId
            where application.Status == ApplicationStatus.Confirmed
            select new
            {
                application.Role,
                member.UserName,
                member.DisplayName,
            }
        ).ToListAsync(stop);
        var residents = await members
            .Where(member => !db.Set<RoleApplication>().Any(application => application.MemberId == member.Id))
            .OrderBy(member => member.UserName)
            .Take(SignInsPerRole)
            .Select(member => new
            {
                Role = MemberRole.Resident,
                member.UserName,
                member.DisplayName,
            })
            .ToListAsync(stop);
        var rows = residents
            .Concat(withRole)
            .GroupBy(row => row.Role)
            .OrderBy(role => role.Key)
            .SelectMany(role => role.OrderBy(row => row.UserName, StringComparer.Ordinal).Take(SignInsPerRole))
            .Select(row => $"  {row.Role, -15}{row.UserName, -14}{row.DisplayName}")
            .ToList();
        return rows.Count == 0
            ? ""
            : string.Join(Environment.NewLine, ["", $"Demo members, all with the password {DemoMembers.Password} :", .. rows]);
    }

    [LoggerMessage(LogLevel.Information, "AgriMarket is open at {Addresses}{SignIns}")]
    private partial void LogOpen(string addresses, string signIns);
}
