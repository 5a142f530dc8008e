using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using AgriMarket.Web.Trade.ReferencePrices;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace AgriMarket.Web.Government.ReferencePrices;

/// <summary>What kinds of produce are worth, as officials set it or the market knows it.</summary>
public sealed partial class ReferencePricesPage(ReferencePriceReads reads, ProduceCatalogue produce, IDialogService dialogs)
{
    private IReadOnlyList<ReferenceRow>? rows;

    [Inject]
    private IStringLocalizer<LotText> LotText { get; set; } = null!;

    protected override async Task OnInitializedAsync() => rows = await reads.AllAsync();

    private string NameOf(ReferenceRow row) =>
        row.IsCategory ? LotText[$"Category.{row.Target}"] : produce.NameOf(row.Target, Reader.IsChinese);

    /// <param name="row">What is changed; null for a kind or category to be chosen.</param>
    private async Task SetAsync(ReferenceRow? row)
    {
        var parameters = new DialogParameters<ReferencePriceDialog> { { dialog => dialog.Row, row } };
        var dialog = await dialogs.ShowAsync<ReferencePriceDialog>(null, parameters);
        await dialog.Result;
        rows = await reads.AllAsync();
    }
}
