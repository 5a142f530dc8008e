using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Something a member can do about a notification.</summary>
internal sealed record NotificationAction(string Label, string Href);

/// <summary>The sentence of each kind of notification in the reader's language, and what can be done about it.</summary>
internal sealed class NotificationFormatter(
    IStringLocalizer<NotificationText> T,
    Reader reader,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    public const int MaxActions = 3;

    public string Sentence(Notification notification)
    {
        var about = notification.About;
        return reader.Fill(
            T[about.IsBuyer ? $"Kind.{notification.Kind}.Buyer" : $"Kind.{notification.Kind}"],
            about.ProduceCode is { } code ? produce.NameOf(code, Reader.IsChinese) : "",
            about.Grams ?? 0L,
            about.Day ?? reader.Today,
            about.OriginCode is { } origin ? regions.Find(origin)?.NameIn(Reader.IsChinese) ?? origin : "",
            about.Percent ?? 0,
            (Reader.IsChinese || string.IsNullOrEmpty(about.NameEn) ? about.Name : about.NameEn) ?? "",
            about.Outcome is { } outcome ? T[$"Outcome.{outcome}"].Value : "",
            about.Fen ?? 0L,
            about.OrderId is { } orderId ? Order.NumberOf(orderId) : ""
        );
    }

    /// <summary>At most three, the likeliest first.</summary>
    public IReadOnlyList<NotificationAction> Actions(Notification notification) =>
        notification.Kind switch
        {
            NotificationKind.LotAtRisk =>
            [
                new(T["Do.LowerPrice"], $"/farm/lots/{notification.About.LotId}"),
                new(T["Do.OfferToCampaign"], $"/farm/lots/{notification.About.LotId}/campaign"),
                new(T["Do.ReportUnsold"], $"/farm/unsold/new?lot={notification.About.LotId}"),
            ],
            NotificationKind.LotOffered =>
            [
                new(T["Do.SeeCampaigns"], "/backoffice/campaigns"),
                new(T["Do.SeeLot"], $"/lots/{notification.About.LotId}"),
            ],
            NotificationKind.LotWrittenOff => [new(T["Do.SeeLot"], $"/farm/lots/{notification.About.LotId}")],
            NotificationKind.UnsoldReported => [new(T["Do.SeeReports"], "/backoffice/unsold")],
            NotificationKind.UnsoldEnded =>
            [
                new(T["Do.SeeReports"], notification.About.ForOfficial ? "/backoffice/unsold?show=all" : "/farm/unsold"),
            ],
            NotificationKind.PaymentDisputed or NotificationKind.DisputeEnded =>
            [
                new(T["Do.SeeOrder"], $"/backoffice/orders/{notification.About.OrderId}"),
            ],
            NotificationKind.ProposalOrdered when notification.About.IsBuyer =>
            [
                new(T["Do.SeeOrder"], $"/orders/{notification.About.ProposalId}"),
                new(T["Do.SeeProposal"], $"/proposals/{notification.About.ProposalId}"),
            ],
            NotificationKind.ProposalMade or NotificationKind.ProposalOrdered or NotificationKind.ProposalEnded =>
            [
                new(T["Do.SeeProposal"], $"/proposals/{notification.About.ProposalId}"),
            ],
            NotificationKind.QuotationRequested or NotificationKind.QuotationAnswered or NotificationKind.QuotationEnded =>
            [
                new(
                    T["Do.SeeQuotation"],
                    notification.About.ForOfficial ? $"/demands/{notification.About.DemandId}/quotations" : "/farm/quotations"
                ),
            ],
            NotificationKind.OrderCut => [new(T["Do.SeeOrder"], $"/orders/{notification.About.OrderId}")],
            NotificationKind.FundUsed => [new(T["Do.SeeFund"], $"/backoffice/funds/{notification.About.FundId}")],
            _ => throw new InvalidOperationException($"Unknown kind {notification.Kind}."),
        };
}
