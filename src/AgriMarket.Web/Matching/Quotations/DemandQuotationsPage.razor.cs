using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Quotations;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Matching.Quotations;

/// <summary>Where an institution asks chosen farmers for their price, and accepts one.</summary>
public sealed partial class DemandQuotationsPage(
    QuotationReads reads,
    QuotationService service,
    IDialogService dialogs,
    ISnackbar snackbar,
    NavigationManager navigation
)
{
    private DemandQuotations? shown;
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<Rejection> answerRejections = [];
    private Guid memberId;
    private bool isBusy;

    [Parameter]
    public Guid DemandId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public QuotationRoundForm? Form { get; set; }

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    protected override async Task OnParametersSetAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        Follow(MemberTopics.Institution(memberId));
        await ReadAsync();
        if (shown is null)
        {
            navigation.NotFound();
            return;
        }

        Form ??= NewForm();
    }

    protected override async Task ReadAsync() => shown = await reads.OfDemandAsync(DemandId, memberId);

    private QuotationRoundForm NewForm() =>
        new()
        {
            UnitGrams = Reader.UnitGrams,
            Weight = shown!.LeftGrams == 0 ? "" : Amounts.WeightInput(shown.LeftGrams, Reader.UnitGrams),
        };

    private void Choose(Guid lotId, bool isChosen)
    {
        Form!.LotIds.Remove(lotId);
        if (isChosen)
        {
            Form.LotIds.Add(lotId);
        }
    }

    private async Task AskAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var asked = await service.AskAsync(Form!.ToRound(), DemandId, memberId);
        rejections = Amounts.Asking(asked.Rejections, (nameof(QuotationRound.Grams), Form.Weight));
        if (rejections.Count == 0)
        {
            snackbar.Add(T["Asked"], Severity.Success);
            await ReadAsync();
            Form = NewForm();
        }

        isBusy = false;
    }

    private async Task AcceptAsync(QuotationRequestView view)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var (grams, fen) = (view.Request.Grams!.Value, view.Request.GoodsFen!.Value + view.Request.FreightFen!.Value);
        if (
            await dialogs.ShowMessageBoxAsync(
                T["Accept.Title"],
                Reader.Fill(T["Accept.Text"], view.FarmerName, grams, fen),
                T["Accept.Do"],
                cancelText: T["Accept.Not"]
            ) == true
        )
        {
            answerRejections = (await service.AcceptAsync(view.Request.Id, memberId)).Rejections;
            if (answerRejections.Count == 0)
            {
                navigation.NavigateTo(ShopAddresses.Order(view.Request.Id));
                return;
            }

            await ReadAsync();
        }

        isBusy = false;
    }

    private async Task PassAsync(QuotationRequestView view)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        answerRejections = (await service.PassAsync(view.Request.Id, memberId)).Rejections;
        await ReadAsync();
        isBusy = false;
    }
}
