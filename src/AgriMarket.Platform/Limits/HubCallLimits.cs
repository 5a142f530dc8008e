using System.Collections;
using AgriMarket.Platform.Storage.Outages;
using Microsoft.AspNetCore.SignalR;

namespace AgriMarket.Platform.Limits;

/// <summary>
/// Too many calls over one connection, or from one address, wait: SignalR takes the next message of a connection when the last is
/// done, so whoever sends faster fills their own line and nobody's memory, and no click of an honest person is lost. It also says
/// in the log what fails by a fault of ours, in the place of the framework, which writes each call that a client gets wrong as an error.
/// </summary>
internal sealed partial class HubCallLimits(CallLimits limits, ILogger<HubCallLimits> log) : IHubFilter
{
    /// <summary>Where the framework writes an error, with its stack, for every call that cannot be read or is refused.</summary>
    private static readonly string[] Complaints =
    [
        "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
        "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
    ];

    /// <summary>What a page shows and asks for at once.</summary>
    private const int ThingsOnAPage = 24;

    public static void QuietFramework(ILoggingBuilder logging)
    {
        foreach (var category in Complaints)
        {
            logging.AddFilter(category, LogLevel.Critical);
        }
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        var (call, stop) = (invocationContext.Context, invocationContext.Context.ConnectionAborted);
        var caller = CallerOf(call);
        using var counted = await limits.WaitAsync(caller, WeightOf(invocationContext.HubMethodArguments), stop);
        using var turn = await limits.WaitForTurnAsync(caller, stop);
        if (!counted.IsAcquired || !turn.IsAcquired)
        {
            // As many as may wait from this address do already.
            call.Abort();
            throw new HubException("Too many calls at once; connect again later.");
        }

        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (IsOurs(failure, call))
        {
            LogFailed(failure, invocationContext.Hub.GetType().Name, invocationContext.HubMethodName);
            if (failure.IsStorageOutage())
            {
                // What else fails, a client is told nothing of.
                throw new HubException(
                    $"{StorageOutage.Unavailable}: the market's data can't be read just now; ask again in a second.",
                    failure
                );
            }

            throw;
        }
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (IsOurs(failure, context.Context))
        {
            LogFailed(failure, context.Hub.GetType().Name, nameof(OnConnectedAsync));
            throw;
        }
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        try
        {
            await next(context, exception);
        }
        catch (Exception failure) when (failure is not HubException)
        {
            LogFailed(failure, context.Hub.GetType().Name, nameof(OnDisconnectedAsync));
            throw;
        }
    }

    /// <summary>A connection counts as a person: a member has several pages open, each of which draws what changes.</summary>
    internal static Caller CallerOf(HubCallerContext call)
    {
        var request = call.GetHttpContext();
        return new(
            request?.Request.Path.StartsWithSegments("/hubs") is true ? CommonLimits.LineCalls : CommonLimits.CircuitCalls,
            call.ConnectionId,
            Caller.NetworkOf(request?.Connection.RemoteIpAddress)
        );
    }

    /// <summary>
    /// A call that names many things to read costs as much as many calls: one more for each further list as long as a page's.
    /// </summary>
    private static int WeightOf(IEnumerable<object?> arguments) =>
        1 + arguments.Sum(argument => argument is ICollection list ? Math.Max(0, list.Count - 1) / ThingsOnAPage : 0);

    /// <summary>A refusal is the caller's, and who has gone needs no answer.</summary>
    private static bool IsOurs(Exception failure, HubCallerContext call) =>
        failure is not HubException && !call.ConnectionAborted.IsCancellationRequested;

    [LoggerMessage(LogLevel.Error, "{Hub}.{Method} failed.")]
    private partial void LogFailed(Exception failure, string hub, string method);
}
