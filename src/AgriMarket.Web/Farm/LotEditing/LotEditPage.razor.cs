using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Editing;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Farm.LotEditing;

/// <summary>Where a farmer changes the price, the dates and the words of a listed lot.</summary>
public sealed partial class LotEditPage(
    FarmLotReads reads,
    LotEditService lots,
    Reader reader,
    NavigationManager navigation,
    ISnackbar snackbar
)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Conflict<LotEditForm>? conflict;
    private Lot? lot;
    private Guid farmerId;
    private bool isSaving;

    /// <summary>The price, as typed, that the farmer was asked about and means.</summary>
    private string? meantPrice;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public LotEditForm? Form { get; set; }

    /// <summary>As it was opened.</summary>
    [PersistentState]
    public LotEditForm? Seen { get; set; }

    private string PriceLabel => reader.Fill(T["Edit.Price"], lot!.UnitGrams);

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        await ReadAsync();
        if (lot is null)
        {
            navigation.NotFound();
            return;
        }

        Form ??= LotEditForm.Of(lot);
        Seen ??= EditMerge.Copy(Form);
    }

    private async Task ReadAsync() => lot = (await reads.FindAsync(Id, farmerId))?.Lot;

    private async Task SaveAsync()
    {
        if (isSaving)
        {
            return;
        }

        isSaving = true;
        var edit = Form!.Read(lot!);
        rejections = edit.IsOk
            ? (await lots.EditAsync(edit.Value with { IsPriceMeant = meantPrice == Form.Price })).Rejections
            : edit.Rejections;
        if (rejections.IsConflict())
        {
            await ReadAsync();
            var theirs = LotEditForm.Of(lot!);
            (conflict, rejections) = (new(Seen!, theirs, EditedField.Between(Fields(Seen!), Fields(theirs), Fields(Form))), []);
        }
        else if (rejections.Count == 0)
        {
            snackbar.Add(T["Edit.Saved"], Severity.Success);
            navigation.NavigateTo(FarmAddresses.Lot(Id));
        }

        isSaving = false;
    }

    private Task MeanPriceAsync()
    {
        meantPrice = Form!.Price;
        return SaveAsync();
    }

    private Task SaveMineAsync()
    {
        (Form, Seen, conflict) = (conflict!.Merged(Form!), conflict.Theirs, null);
        return SaveAsync();
    }

    private void TakeTheirs() => (Form, Seen, conflict) = (conflict!.Theirs, conflict.Theirs, null);

    private ShownField[] Fields(LotEditForm form) =>
        [
            new(PriceLabel, form.Price),
            new(T["Edit.Ready"], form.ReadyOn),
            new(T["Edit.BestBefore"], form.BestBeforeOn),
            new(T["Edit.Remark"], form.Remark),
        ];
}
