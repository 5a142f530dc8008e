using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>
/// The way to refund a part of a line, for the buyer who cancels it and for those who cannot send it or refund it. What was
/// typed stays until it is done.
/// </summary>
public sealed partial class RefundLineForm(RefundService refunds)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Refund? shown;
    private bool isBusy;

    /// <summary>Made once for what is asked, so that a second click is the same command.</summary>
    private Guid refundId = Guid.CreateVersion7();

    [Parameter, EditorRequired]
    public required Guid OrderId { get; set; }

    [Parameter, EditorRequired]
    public required Guid LotId { get; set; }

    /// <summary>What is left of the line.</summary>
    [Parameter, EditorRequired]
    public required long KeptGrams { get; set; }

    [Parameter, EditorRequired]
    public required RefundKind Kind { get; set; }

    /// <summary>Called with what went back.</summary>
    [Parameter]
    public EventCallback<Refund> OnDone { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    private string Typed { get; set; } = "";

    private string Note { get; set; } = "";

    /// <summary>All that is left of the line: what most who ask want.</summary>
    private string Whole => Amounts.WeightInput(KeptGrams, Reader.UnitGrams);

    protected override void OnInitialized() => Typed = Whole;

    private Task LookAsync() =>
        OnceAsync(async intent =>
        {
            var looked = await refunds.PreviewAsync(intent);
            (shown, rejections) = (looked.IsOk ? looked.Value : null, looked.Rejections);
        });

    private Task RefundAsync() =>
        OnceAsync(async intent =>
        {
            var given = await refunds.RefundAsync(intent);
            (shown, rejections) = (null, given.Rejections);
            if (given.IsOk)
            {
                (refundId, Note) = (Guid.CreateVersion7(), "");
                await OnDone.InvokeAsync(given.Value);
                Typed = Whole;
            }
        });

    private void Change() => shown = null;

    private async Task OnceAsync(Func<RefundIntent, Task> command)
    {
        if (isBusy)
        {
            return;
        }

        if (Amounts.Grams(Typed, Reader.UnitGrams) is not { } grams)
        {
            (shown, rejections) = (null, [new Rejection("refund.unreadable", LotId.ToString())]);
            return;
        }

        isBusy = true;
        var memberId = (await Authentication).User.RequireMemberId();
        await command(new RefundIntent(refundId, OrderId, memberId, Kind, [new WantedLine(LotId, grams)], Note));
        isBusy = false;
    }
}
