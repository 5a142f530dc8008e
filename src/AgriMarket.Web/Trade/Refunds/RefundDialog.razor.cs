using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Trade.Refunds;

/// <summary>Asks how much of a line goes back, shows the sums, and closes with the <see cref="Refund"/> once it is done.</summary>
public sealed partial class RefundDialog(RefundService refunds)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Refund? shown;
    private bool isBusy;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Parameter, EditorRequired]
    public required Guid OrderId { get; set; }

    [Parameter, EditorRequired]
    public required Guid LotId { get; set; }

    [Parameter, EditorRequired]
    public required RefundKind Kind { get; set; }

    /// <summary>Filled in here, and kept by whoever opened the dialog.</summary>
    [Parameter, EditorRequired]
    public required RefundForm Form { get; set; }

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
                Dialog.Close(DialogResult.Ok(given.Value));
            }
        });

    private void Change() => shown = null;

    private async Task OnceAsync(Func<RefundIntent, Task> command)
    {
        if (isBusy)
        {
            return;
        }

        if (Amounts.Grams(Form.Weight, Reader.UnitGrams) is not { } grams)
        {
            (shown, rejections) = (null, [new Rejection("refund.unreadable", LotId.ToString())]);
            return;
        }

        isBusy = true;
        var memberId = (await Authentication).User.RequireMemberId();
        await command(new RefundIntent(Form.Id, OrderId, memberId, Kind, [new WantedLine(LotId, grams)], Form.Note));
        isBusy = false;
    }
}
