using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>One request for a price, and the farmer's answer to it.</summary>
public sealed partial class FarmQuotationRequest(QuotationService service, IDialogService dialogs)
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isBusy;

    [Parameter, EditorRequired]
    public required QuotationRequestView View { get; set; }

    [Parameter]
    public EventCallback OnAnswered { get; set; }

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public QuotationForm? Form { get; set; }

    private QuotationRequest Request => View.Request;

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    protected override void OnInitialized() =>
        Form ??= new()
        {
            UnitGrams = Reader.UnitGrams,
            Weight = Amounts.WeightInput(
                Math.Min(Request.AskedGrams, View.AvailableGrams) / Request.UnitGrams * Request.UnitGrams,
                Reader.UnitGrams
            ),
        };

    private Task QuoteAsync() => AnswerAsync(() => service.QuoteAsync(Request.Id, Request.FarmerId, Form!.ToQuote()));

    private Task DeclineAsync() =>
        AnswerAsync(async () =>
            await dialogs.ShowMessageBoxAsync(T["Decline.Title"], T["Decline.Text"], T["Farm.Decline"], cancelText: T["Accept.Not"]) == true
                ? await service.DeclineAsync(Request.Id, Request.FarmerId)
                : Done.Instance
        );

    private async Task AnswerAsync(Func<Task<Result<Done>>> answer)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        rejections = Amounts.Asking(
            (await answer()).Rejections,
            (nameof(Quotation.Grams), Form!.Weight),
            (nameof(Quotation.UnitPriceFen), Form.Price)
        );
        isBusy = false;
        if (rejections.Count == 0)
        {
            await OnAnswered.InvokeAsync();
        }
    }
}
