using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Notifications;

namespace AgriMarket.Web.Money.FundRecords;

/// <summary>Tells officials whose turn it is with a proposal about public money, with the command that makes it their turn.</summary>
public sealed class FundProposalNotifier(NotificationService notifications, RegionCatalogue regions)
{
    /// <summary>Tells those who may approve that a proposal of somebody else's waits.</summary>
    /// <param name="key">Of the proposal: a second one of a fund is told as well.</param>
    internal async Task WaitsAsync(WriteScope scope, Fund fund, Guid proposerId, string key, long fen)
    {
        var owner = await scope.Db.OwnerOfFundAsync(fund.Id);
        var approvers = await scope.Db.OfficialsOfAsync(regions, Duties.ApproveMoney, owner!.RegionCode);
        await notifications.NotifyAsync(
            scope,
            [.. approvers.Where(official => official != proposerId)],
            new NotificationDraft(FundNotifications.ProposalWaits, key, About(fund) with { Fen = fen })
        );
    }

    /// <summary>Tells the proposer what was decided. Whoever withdraws their own proposal knows.</summary>
    /// <param name="outcome">The status it came to.</param>
    internal Task DecidedAsync(WriteScope scope, Fund fund, Guid proposerId, string key, string outcome) =>
        outcome == nameof(FundStatus.Withdrawn)
            ? Task.CompletedTask
            : notifications.NotifyAsync(
                scope,
                [proposerId],
                new NotificationDraft(
                    FundNotifications.ProposalDecided,
                    key,
                    About(fund) with
                    {
                        Outcome = outcome == nameof(FundStatus.Open) ? nameof(FundChangeStatus.Approved) : outcome,
                    }
                )
            );

    private static NotificationSubject About(Fund fund) =>
        new()
        {
            FundId = fund.Id,
            Name = fund.NameZh,
            NameEn = fund.NameEn,
        };
}
