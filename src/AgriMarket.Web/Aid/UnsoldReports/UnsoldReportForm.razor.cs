using AgriMarket.Domain.Backlog.UnsoldReports;
using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>Where a farmer, an agent or an official reports unsold goods.</summary>
public sealed partial class UnsoldReportForm(UnsoldService service, UnsoldReads reads, UnsoldPhotos photos, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<Rejection> photoRejections = [];
    private UnsoldStart? start;
    private Guid memberId;
    private bool isBusy;
    private bool isReading;

    [Parameter]
    public Guid? LotId { get; set; }

    /// <summary>Where the reports are listed.</summary>
    [Parameter, EditorRequired]
    public required string Back { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public UnsoldForm? Form { get; set; }

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    /// <summary>Said again beside the button: on a phone the field is far above.</summary>
    private IReadOnlyList<Rejection> AnyField =>
        rejections.Any(rejection => rejection.Field is not null) ? [new Rejection("unsold.see-above")] : [];

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        start = await reads.StartAsync(memberId, LotId);
        if (start is not null)
        {
            Form ??= UnsoldForm.Of(start, Reader.UnitGrams);
        }
    }

    private async Task SendAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var reported = await service.ReportAsync(Form!.ToDraft(memberId));
        (isBusy, rejections) = (false, Amounts.Asking(reported.Rejections, (nameof(UnsoldReportDraft.Grams), Form.Weight)));
        if (reported.IsOk)
        {
            navigation.NavigateTo($"{Back}?reported=true");
        }
    }

    private async Task KeepPhotoAsync(InputFileChangeEventArgs chosen)
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, isReading) = (true, true);
        photoRejections = (await ReadPhotoAsync(chosen.File)).Rejections;
        (isBusy, isReading) = (false, false);
        if (photoRejections.Count == 0)
        {
            Form!.Photo++;
        }
    }

    private async Task<Result<Done>> ReadPhotoAsync(IBrowserFile file)
    {
        if (file.Size > PhotoFile.MaxBytes)
        {
            return new Rejection("unsold.photo-large", "Photo");
        }

        await using var stream = file.OpenReadStream(PhotoFile.MaxBytes);
        return await photos.KeepAsync(Form!.Id, memberId, stream);
    }

    private async Task RemovePhotoAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        photoRejections = (await photos.RemoveAsync(Form!.Id, memberId)).Rejections;
        isBusy = false;
        if (photoRejections.Count == 0)
        {
            Form.Photo = 0;
        }
    }
}
