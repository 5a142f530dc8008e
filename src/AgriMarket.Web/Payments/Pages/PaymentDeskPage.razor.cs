using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Shell;
using AgriMarket.Web.Platform.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Payments.Pages;

/// <summary>What passed between the market and its gateway, and what an administrator has to decide. Static, so that it works whatever else does not.</summary>
public sealed partial class PaymentDeskPage
{
    private IReadOnlyDictionary<ErrandKind, int> waiting = new Dictionary<ErrandKind, int>();
    private PageOf<Errand> errands = PageOf<Errand>.Empty;
    private IReadOnlyList<Rejection> rejections = [];
    private string? refusedId;
    private ErrandKind? worked;

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
    private PaymentDesk Desk { get; set; } = null!;

    [Inject]
    private PaymentDeskReads Reads { get; set; } = null!;

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
    private ErrandKind Shown => worked ?? Asked;

    private ErrandKind Asked => Enum.TryParse<ErrandKind>(Show, out var kind) && Enum.IsDefined(kind)
        ? kind
        : waiting.Where(row => row.Value > 0).Select(row => (ErrandKind?)row.Key).FirstOrDefault() ?? ErrandKind.Charge;

    protected override Task OnInitializedAsync() => ReadAsync();

    private async Task ReadAsync()
    {
        waiting = await Reads.WaitingAsync();
        errands = await Reads.ListAsync(Shown, Page);
    }

    private async Task DoAsync(Errand errand)
    {
        var memberId = (await Authentication).User.RequireMemberId();
        var done = Enum.TryParse<Deeds>(Deed, out var deed) ? deed switch
        {
            Deeds.Return => await Desk.ReturnAsync(errand.Id, Note ?? "", memberId),
            Deeds.DealWith => await Desk.DealWithAsync(errand.Id, Note ?? "", memberId),
            Deeds.Win or Deeds.Lose => await Bank.EndDisputeAsync(errand.OrderId!.Value, errand.Amount!.Value, deed == Deeds.Win),
            _ => await Desk.TryAgainAsync(errand.Kind, errand.Id),
        } : Done.Instance;
        (rejections, refusedId, worked) = (done.Rejections, done.IsOk ? null : errand.Id, errand.Kind);
        await ReadAsync();
    }

    private static bool CanTryAgain(Errand errand) => errand.Kind switch
    {
        ErrandKind.Event => errand.Status != nameof(GatewayEventStatus.Ignored),
        ErrandKind.Refund => errand.Status is nameof(PaymentRefundStatus.Waiting) or nameof(PaymentRefundStatus.Failed),
        ErrandKind.Payout => errand.Status is nameof(PayoutStatus.Failed) or nameof(PayoutStatus.Sending) || errand.Tries > 0,
        ErrandKind.Reversal => errand.Status == "Waiting",
        _ => false,
    };

    /// <summary>A refusal of ours as its sentence, a word of ours as its text, and the gateway's own words as they are.</summary>
    private string Failure(Errand errand) => T[$"Why.{errand.Failure}"] is { ResourceNotFound: false } why ? why
        : errand.Failure.StartsWith("payment.", StringComparison.Ordinal) ? T[errand.Failure]
        : errand.Failure;

    private static string Amount(long amount, string currency) => currency == Charge.Yuan
        ? Reader.Yuan(amount)
        : string.Create(CultureInfo.InvariantCulture, $"{amount} {currency.ToUpperInvariant()}");
}
