using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Orders.Pages;

/// <summary>A buyer's way to take back a part of a line, or all of it. What was typed stays until it is done.</summary>
public sealed partial class CancelLine(RefundService refunds)
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isBusy;

    /// <summary>Made once for what is asked, so that a second click is the same command.</summary>
    private Guid refundId = Guid.CreateVersion7();

    [Parameter, EditorRequired]
    public required OrderLine Line { get; set; }

    /// <summary>Called with what went back.</summary>
    [Parameter]
    public EventCallback<Refund> OnCancelled { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private string Typed { get; set; } = "";

    protected override void OnInitialized() => Typed = Whole;

    /// <summary>All that is left of the line: what most who cancel want.</summary>
    private string Whole => Amounts.WeightInput(Line.KeptGrams, Reader.UnitGrams);

    private async Task CancelAsync()
    {
        if (isBusy)
        {
            return;
        }

        if (Amounts.Grams(Typed, Reader.UnitGrams) is not { } grams)
        {
            rejections = [new Rejection("refund.unreadable", Line.LotId.ToString())];
            return;
        }

        isBusy = true;
        var buyerId = (await Authentication).User.RequireMemberId();
        var cancelled = await refunds.CancelAsync(refundId, Line.OrderId, buyerId, [new WantedLine(Line.LotId, grams)]);
        (isBusy, rejections) = (false, cancelled.Rejections);
        if (cancelled.IsOk)
        {
            refundId = Guid.CreateVersion7();
            await OnCancelled.InvokeAsync(cancelled.Value);
            Typed = Whole;
        }
    }
}
