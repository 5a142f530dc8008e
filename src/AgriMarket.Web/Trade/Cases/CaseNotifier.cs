using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Live;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>Tells sellers and officials of cases, inside the commands that move them.</summary>
public sealed class CaseNotifier(NotificationService notifications, RegionCatalogue regions)
{
    /// <summary>The seller's payouts are held.</summary>
    internal Task OpenedAsync(WriteScope scope, GrantCase opened) =>
        TellSellerAsync(scope, opened, CaseNotifications.CaseOpened, new NotificationSubject { Name = opened.Reason });

    /// <summary>The seller reads how it ended.</summary>
    internal Task DecidedAsync(WriteScope scope, GrantCase decided) =>
        TellSellerAsync(
            scope,
            decided,
            CaseNotifications.CaseDecided,
            new NotificationSubject { Name = decided.Proposal, Outcome = decided.Status.ToString() }
        );

    /// <summary>A second person of the office has to decide.</summary>
    internal async Task ProposedAsync(WriteScope scope, GrantCase proposed)
    {
        var officials = await scope.Db.OfficialsOfAsync(regions, Duties.ApproveMoney, proposed.OriginCode);
        await notifications.NotifyAsync(
            scope,
            officials.FindAll(id => id != proposed.ProposedBy),
            new NotificationDraft(
                CaseNotifications.CaseProposed,
                $"{proposed.Id}:{proposed.ProposedAt:O}",
                new NotificationSubject { OriginCode = proposed.OriginCode, ForOfficial = true }
            )
        );
    }

    private async Task TellSellerAsync(WriteScope scope, GrantCase about, NotificationKind kind, NotificationSubject subject)
    {
        await notifications.NotifyAsync(scope, [about.FarmerId], new NotificationDraft(kind, about.Id.ToString(), subject));
        scope.Announce(new LiveSignal(MemberTopics.Farmer(about.FarmerId), scope.Now));
    }
}
