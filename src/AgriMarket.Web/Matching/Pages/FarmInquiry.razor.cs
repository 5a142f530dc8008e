using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Matching.Pages;

/// <summary>One request for a price, and the farmer's answer to it.</summary>
public sealed partial class FarmInquiry(InquiryService service, IDialogService dialogs)
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isBusy;

    [Parameter, EditorRequired]
    public required InquiryView View { get; set; }

    [Parameter]
    public EventCallback OnAnswered { get; set; }

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public QuoteForm? Form { get; set; }

    private Inquiry Inquiry => View.Inquiry;

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    protected override void OnInitialized() => Form ??= new()
    {
        UnitGrams = Reader.UnitGrams,
        Weight = Amounts.WeightInput(Math.Min(Inquiry.AskedGrams, View.AvailableGrams) / Inquiry.UnitGrams * Inquiry.UnitGrams, Reader.UnitGrams),
    };

    private Task QuoteAsync() => AnswerAsync(() => service.QuoteAsync(Inquiry.Id, Inquiry.FarmerId, Form!.ToQuote()));

    private Task DeclineAsync() => AnswerAsync(async () =>
        await dialogs.ShowMessageBoxAsync(T["Decline.Title"], T["Decline.Text"], T["Farm.Decline"], cancelText: T["Accept.Not"]) == true
            ? await service.DeclineAsync(Inquiry.Id, Inquiry.FarmerId) : Done.Instance);

    private async Task AnswerAsync(Func<Task<Result<Done>>> answer)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        rejections = (await answer()).Rejections;
        isBusy = false;
        if (rejections.Count == 0)
        {
            await OnAnswered.InvokeAsync();
        }
    }
}
