using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Email;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.Sms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Contacts;

/// <summary>
/// Sends the messages about accounts, after the commands that asked for them. Each is marked as begun, and that is durable, before
/// anybody is asked to send it: should the program die in between, it is not sent twice, and its member asks again.
/// </summary>
internal sealed class AccountMessenger(
    MarketWriter writer,
    DueWork due,
    IDbContextFactory<MarketDb> contexts,
    CodeKey key,
    AccountEmails emails,
    ISmsSender sms,
    SandboxMessages sandbox,
    IOptions<NotificationOptions> notifications,
    IOptions<SmsOptions> options
)
{
    public const string Name = "account.message";

    /// <summary>Longer than anything is counted: see <see cref="CodeLimit.Day"/>.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(2);

    /// <summary>Whether this market can send to such a contact at all.</summary>
    public bool Reaches(ContactKind kind) => kind == ContactKind.Mobile || notifications.Value.SendsMail || options.Value.IsSandbox;

    /// <summary>Sends what is due, the longest due first.</summary>
    /// <returns>How many were sent or given up.</returns>
    public async Task<int> SendDueAsync(CancellationToken stop) =>
        (await due.RunAsync(DueKind.ByTime(Name, Due, SendAsync) with { Past = ["code.begun"] }, stop)).Done;

    /// <summary>Removes the messages and codes of earlier days.</summary>
    public Task<Result<int>> RemoveOldAsync() =>
        writer.RunWhenThereIsRoomAsync<int>(async scope =>
        {
            var before = scope.Now - Kept;
            var messages = await scope.Db.Set<AccountMessage>().Where(row => row.At < before).ExecuteDeleteAsync();
            return messages + await scope.Db.Set<VerificationCode>().Where(row => row.ExpiresAt < before).ExecuteDeleteAsync();
        });

    private static IQueryable<DueItem> Due(MarketDb db, DateTime now) =>
        db.Set<AccountMessage>()
            .Where(row => row.Status == AccountMessageStatus.Waiting && row.DueAt <= now)
            .Select(row => new DueItem { At = row.DueAt!.Value, Id = row.Id });

    private async Task<Result<Done>> SendAsync(Guid id, CancellationToken stop)
    {
        var secret = await key.GetAsync();
        if (!secret.IsOk)
        {
            return Result<Done>.Refused(secret.Rejections);
        }

        var digits = await DigitsAsync(id, secret.Value, stop);
        var begun = await writer.RunWhenThereIsRoomAsync<AccountMessage>(async scope =>
        {
            var message = await scope.Db.Set<AccountMessage>().SingleAsync(row => row.Id == id);
            if (!message.IsDue(scope.Now))
            {
                return new Rejection("code.begun");
            }

            message.Begin();
            await scope.Db.SaveChangesAsync();
            return message;
        });
        return begun.IsOk ? await EndAsync(id, await HandOverAsync(begun.Value, digits, stop)) : Result<Done>.Refused(begun.Rejections);
    }

    private async Task<string?> DigitsAsync(Guid id, byte[] secret, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var codeId = await db.Set<AccountMessage>().Where(row => row.Id == id).Select(row => row.CodeId).SingleAsync(stop);
        return codeId is { } code ? CodeKey.Digits(secret, code) : null;
    }

    private async Task<DeliveryOutcome> HandOverAsync(AccountMessage message, string? digits, CancellationToken stop)
    {
        if (message.Kind == ContactKind.Mobile)
        {
            return await sms.SendAsync(new SmsMessage(message.Id, message.Target, message.Text, digits), stop);
        }

        if (!notifications.Value.SendsMail)
        {
            return sandbox.Keep(message.Kind, message.Target, message.Text, digits);
        }

        await using var line = new SmtpConnection(notifications.Value.Smtp);
        return await line.SendAsync(emails.Write(message, digits), stop);
    }

    private Task<Result<Done>> EndAsync(Guid id, DeliveryOutcome outcome) =>
        writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var message = await scope.Db.Set<AccountMessage>().SingleAsync(row => row.Id == id);
            message.End(outcome, scope.Now);
            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });
}
