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
    private Refund? shown;

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

    private Task LookAsync() => RunAsync(() => AskAsync(refunds.PreviewAsync), looked => shown = looked);

    private Task RefundAsync() =>
        RunAsync(async () =>
        {
            var given = await AskAsync(refunds.RefundAsync);
            // Refused sums are not what they would get.
            shown = null;
            return given;
        });

    private void Change() => shown = null;

    private async Task<Result<Refund>> AskAsync(Func<RefundIntent, Task<Result<Refund>>> command) =>
        Amounts.Grams(Form.Weight, Reader.UnitGrams) is not { } grams
            ? new Rejection("refund.unreadable", LotId.ToString())
            : await command(
                new RefundIntent(
                    Form.Id,
                    OrderId,
                    (await Authentication).User.RequireMemberId(),
                    Kind,
                    [new WantedLine(LotId, grams)],
                    Form.Note
                )
            );
}
