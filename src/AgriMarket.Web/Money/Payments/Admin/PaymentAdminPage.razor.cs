using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Payments.Admin;

/// <summary>
/// What passed between the market and its gateway, and what an administrator has to decide. Static, so that it works whatever else does
/// not.
/// </summary>
public sealed partial class PaymentAdminPage
{
    private IReadOnlyDictionary<PaymentOperationKind, int> waiting = new Dictionary<PaymentOperationKind, int>();
    private PageOf<PaymentOperation> errands = PageOf<PaymentOperation>.Empty;
    private IReadOnlyList<Rejection> rejections = [];
    private string? refusedId;
    private PaymentOperationKind? worked;

    /// <summary>What can be done about an errand.</summary>
    private enum Deeds
    {
        TryAgain,
        Return,
        DealWith,
        Win,
        Lose,
    }

    [Inject]
    private PaymentAdmin Desk { get; set; } = null!;

    [Inject]
    private PaymentAdminReads Reads { get; set; } = null!;

    [Inject]
    private SandboxBank Bank { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    [SupplyParameterFromQuery]
    private int? Page { get; set; }

    [SupplyParameterFromForm]
    private string? Deed { get; set; }

    [SupplyParameterFromForm]
    private string? Note { get; set; }

    /// <summary>What was asked for or has just been worked on; otherwise the first kind that needs somebody.</summary>
    private PaymentOperationKind Shown => worked ?? Asked;

    private PaymentOperationKind Asked =>
        Enum.TryParse<PaymentOperationKind>(Show, out var kind) && Enum.IsDefined(kind)
            ? kind
            : waiting.Where(row => row.Value > 0).Select(row => (PaymentOperationKind?)row.Key).FirstOrDefault()
                ?? PaymentOperationKind.Charge;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        waiting = await Reads.WaitingAsync();
        errands = await Reads.ListAsync(Shown, Page);
    }

    private async Task DoAsync(PaymentOperation errand)
    {
        var memberId = (await Authentication).User.RequireMemberId();
        var done = Enum.TryParse<Deeds>(Deed, out var deed)
            ? deed switch
            {
                Deeds.Return => await Desk.ReturnAsync(errand.Id, Note ?? "", memberId),
                Deeds.DealWith => await Desk.DealWithAsync(errand.Id, Note ?? "", memberId),
                Deeds.Win or Deeds.Lose => await Bank.EndDisputeAsync(errand.OrderId!.Value, errand.Amount!.Value, deed == Deeds.Win),
                _ => await Desk.TryAgainAsync(errand.Kind, errand.Id),
            }
            : Done.Instance;
        (rejections, refusedId, worked) = (done.Rejections, done.IsOk ? null : errand.Id, errand.Kind);
        await ReadAsync();
    }

    private static bool CanTryAgain(PaymentOperation errand) =>
        errand.Kind switch
        {
            PaymentOperationKind.Event => errand.Status != nameof(GatewayEventStatus.Ignored),
            PaymentOperationKind.Refund => errand.Status is nameof(PaymentRefundStatus.Waiting) or nameof(PaymentRefundStatus.Failed),
            PaymentOperationKind.Payout => errand.Status is nameof(PayoutStatus.Failed) or nameof(PayoutStatus.Sending) || errand.Tries > 0,
            PaymentOperationKind.Reversal => errand.Status == "Waiting",
            _ => false,
        };

    /// <summary>A refusal of ours as its sentence, a word of ours as its text, and the gateway's own words as they are.</summary>
    private string Failure(PaymentOperation errand) =>
        T[$"Why.{errand.Failure}"] is { ResourceNotFound: false } why ? why
        : errand.Failure.StartsWith("payment.", StringComparison.Ordinal) ? T[errand.Failure]
        : errand.Failure;

    private static string Amount(long amount, string currency) =>
        currency == Charge.Yuan
            ? Reader.Yuan(amount)
            : string.Create(CultureInfo.InvariantCulture, $"{amount} {currency.ToUpperInvariant()}");
}
