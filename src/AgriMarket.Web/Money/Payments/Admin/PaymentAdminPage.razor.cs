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
    private PageOf<PaymentOperation> operations = PageOf<PaymentOperation>.Empty;
    private IReadOnlyList<Rejection> rejections = [];
    private string? refusedId;
    private PaymentOperationKind? worked;

    /// <summary>What can be done about an operation.</summary>
    private enum Choices
    {
        TryAgain,
        Return,
        DealWith,
        Win,
        Lose,
    }

    [Inject]
    private PaymentAdmin Admin { get; set; } = null!;

    [Inject]
    private PaymentAdminReads Reads { get; set; } = null!;

    [Inject]
    private SandboxBank Bank { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [SupplyParameterFromQuery]
    private string? Show { get; set; }

    [SupplyParameterFromQuery]
    private string? Page { get; set; }

    [SupplyParameterFromForm]
    private string? Choice { get; set; }

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
        operations = await Reads.ListAsync(Shown, QueryValue.Page(Page));
    }

    private async Task DoAsync(PaymentOperation operation)
    {
        var memberId = (await Authentication).User.RequireMemberId();
        var done = Enum.TryParse<Choices>(Choice, out var choice)
            ? choice switch
            {
                Choices.Return => await Admin.ReturnAsync(operation.Id, Note ?? "", memberId),
                Choices.DealWith => await Admin.DealWithAsync(operation.Id, Note ?? "", memberId),
                Choices.Win or Choices.Lose => await Bank.EndDisputeAsync(
                    operation.OrderId!.Value,
                    operation.Amount!.Value,
                    choice == Choices.Win
                ),
                _ => await Admin.TryAgainAsync(operation.Kind, operation.Id, memberId),
            }
            : Done.Instance;
        (rejections, refusedId, worked) = (done.Rejections, done.IsOk ? null : operation.Id, operation.Kind);
        await ReadAsync();
    }

    private static bool CanTryAgain(PaymentOperation operation) =>
        operation.Kind switch
        {
            PaymentOperationKind.Event => operation.Status != nameof(GatewayEventStatus.Ignored),
            PaymentOperationKind.Refund => operation.Status is nameof(PaymentRefundStatus.Waiting) or nameof(PaymentRefundStatus.Failed),
            PaymentOperationKind.Payout => operation.Status is nameof(PayoutStatus.Failed) or nameof(PayoutStatus.Sending)
                || operation.Tries > 0,
            PaymentOperationKind.Reversal => operation.Status == "Waiting",
            _ => false,
        };

    /// <summary>A refusal of ours as its sentence, a word of ours as its text, and the gateway's own words as they are.</summary>
    private string Failure(PaymentOperation operation) =>
        T[$"Why.{operation.Failure}"] is { ResourceNotFound: false } why ? why
        : operation.Failure.StartsWith("payment.", StringComparison.Ordinal) ? T[operation.Failure]
        : operation.Failure;

    private static string Amount(long amount, string currency) =>
        currency == Charge.Yuan
            ? Reader.Yuan(amount)
            : string.Create(CultureInfo.InvariantCulture, $"{amount} {currency.ToUpperInvariant()}");
}
