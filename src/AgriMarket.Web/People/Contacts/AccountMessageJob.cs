using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.Sms;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Contacts;

/// <summary>Sends messages about accounts as soon as a command has asked for one, and again those that were not taken.</summary>
internal sealed class AccountMessageJob(
    AccountMessenger messenger,
    AccountMessageSignal signal,
    DueWork due,
    IOptions<SmsOptions> options,
    TimeProvider clock,
    ILogger<AccountMessageJob> log
) : RecurringJob(TimeSpan.FromSeconds(options.Value.IntervalSeconds), clock, log, due.SignalOf(signal, AccountMessenger.Name))
{
    protected override Task<int> RunAsync(CancellationToken stop) => messenger.SendDueAsync(stop);
}

/// <summary>Removes what no limit counts any more.</summary>
internal sealed class OldAccountMessageJob(AccountMessenger messenger, TimeProvider clock, ILogger<OldAccountMessageJob> log)
    : RecurringJob(TimeSpan.FromHours(1), clock, log)
{
    protected override async Task<int> RunAsync(CancellationToken stop) =>
        await messenger.RemoveOldAsync() is { IsOk: true, Value: var removed } ? removed : 0;
}
