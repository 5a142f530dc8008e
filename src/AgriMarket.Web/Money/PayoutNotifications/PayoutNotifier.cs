using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.PayoutNotifications;

/// <summary>Tells farmers and those who take money for them, inside the commands that move it.</summary>
internal sealed class PayoutNotifier(NotificationService notifications)
{
    /// <summary>Payouts come by the hour, a parcel each: those of an hour are told of together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>A payout was sent, or has failed for good; in between there is nothing to tell.</summary>
    public async Task EndedAsync(WriteScope scope, Payout payout)
    {
        var about = new NotificationSubject { Fen = payout.AmountFen };
        if (payout.Status == PayoutStatus.Paid)
        {
            await notifications.AddUpAsync(scope, payout.FarmerId, PayoutKinds.PayoutSent, Window, about);
        }

        if (payout.Status == PayoutStatus.Failed)
        {
            await notifications.AddUpAsync(scope, payout.FarmerId, PayoutKinds.PayoutFailed, Window, about);
            foreach (var administrator in await scope.Db.AdministratorsAsync())
            {
                await notifications.AddUpAsync(scope, administrator, PayoutKinds.PayoutStuck, Window, about);
            }
        }
    }

    /// <summary>Whoever is to take a farmer's money reads that the farmer asks, and the farmer what they answer.</summary>
    public async Task PayeeAsync(WriteScope scope, PayeeChoice choice, bool? agrees)
    {
        var (reader, other) = agrees is null ? (choice.PayeeId, choice.FarmerId) : (choice.FarmerId, choice.PayeeId);
        var about = new NotificationSubject
        {
            Name = (await scope.Db.NamesAsync([other]))[other],
            ForOfficial = await scope.Db.OfficeOfAsync(reader) is not null,
            Outcome = agrees switch
            {
                null => null,
                true => "Agreed",
                false => "Declined",
            },
        };
        await notifications.NotifyAsync(
            scope,
            [reader],
            new(agrees is null ? PayoutKinds.PayeeAsked : PayoutKinds.PayeeAnswered, $"{other:N}{choice.AskedAt:yyyyMMddHHmmss}", about)
        );
    }
}
