using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Notifications;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Localization;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Something a member can do about a notice.</summary>
internal sealed record NotificationAction(string Label, string Href);

/// <summary>The sentence of each kind of notice in the reader's language, and what can be done about it.</summary>
internal sealed class NotificationFormatter(
    IStringLocalizer<NotificationText> T,
    Reader reader,
    ProduceCatalogue produce,
    RegionCatalogue regions
)
{
    public const int MaxActions = 3;

    public string Sentence(Notification notice)
    {
        var about = notice.About;
        return reader.Fill(
            T[about.IsBuyer ? $"Kind.{notice.Kind}.Buyer" : $"Kind.{notice.Kind}"],
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
    public IReadOnlyList<NotificationAction> Actions(Notification notice) =>
        notice.Kind switch
        {
            NotificationKind.LotAtRisk =>
            [
                new(T["Do.LowerPrice"], $"/farm/lots/{notice.About.LotId}"),
                new(T["Do.OfferToCampaign"], $"/farm/lots/{notice.About.LotId}/campaign"),
                new(T["Do.ReportUnsold"], $"/farm/unsold/new?lot={notice.About.LotId}"),
            ],
            NotificationKind.LotOffered =>
            [
                new(T["Do.SeeCampaigns"], "/desk/campaigns"),
                new(T["Do.SeeLot"], $"/lots/{notice.About.LotId}"),
            ],
            NotificationKind.LotWrittenOff => [new(T["Do.SeeLot"], $"/farm/lots/{notice.About.LotId}")],
            NotificationKind.UnsoldReported => [new(T["Do.SeeReports"], "/desk/unsold")],
            NotificationKind.UnsoldEnded => [new(T["Do.SeeReports"], notice.About.AtDesk ? "/desk/unsold?show=all" : "/farm/unsold")],
            NotificationKind.PaymentDisputed or NotificationKind.DisputeEnded =>
            [
                new(T["Do.SeeOrder"], $"/desk/orders/{notice.About.OrderId}"),
            ],
            NotificationKind.ProposalOrdered when notice.About.IsBuyer =>
            [
                new(T["Do.SeeOrder"], $"/orders/{notice.About.ProposalId}"),
                new(T["Do.SeeProposal"], $"/proposals/{notice.About.ProposalId}"),
            ],
            NotificationKind.ProposalMade or NotificationKind.ProposalOrdered or NotificationKind.ProposalEnded =>
            [
                new(T["Do.SeeProposal"], $"/proposals/{notice.About.ProposalId}"),
            ],
            NotificationKind.InquiryMade or NotificationKind.InquiryAnswered or NotificationKind.InquiryEnded =>
            [
                new(T["Do.SeeInquiry"], notice.About.AtDesk ? $"/demands/{notice.About.DemandId}/inquiries" : "/farm/inquiries"),
            ],
            NotificationKind.OrderCut => [new(T["Do.SeeOrder"], $"/orders/{notice.About.OrderId}")],
            NotificationKind.FundUsed => [new(T["Do.SeeFund"], $"/desk/funds/{notice.About.FundId}")],
            _ => throw new InvalidOperationException($"Unknown kind {notice.Kind}."),
        };
}
