using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Common;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Government.Addresses;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Editing;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Shop.Addresses;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Government.Campaigns;

/// <summary>Where an official writes, publishes and ends a campaign of their office.</summary>
public sealed partial class CampaignEditPage(
    CampaignService service,
    CampaignReads campaigns,
    FundReads fundReads,
    Reader reader,
    NavigationManager navigation,
    ISnackbar snackbar,
    IDialogService dialogs
)
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<FundOverview> funds = [];
    private Conflict<CampaignForm>? conflict;
    private CampaignStatus? status;
    private bool isPublishing;
    private Guid officialId;
    private bool isBusy;

    [Parameter]
    public Guid? Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public CampaignForm? Form { get; set; }

    /// <summary>As it was opened or last saved.</summary>
    [PersistentState]
    public CampaignForm? Seen { get; set; }

    /// <summary>Said again beside the buttons: on a phone the field is far above.</summary>
    private IReadOnlyList<Rejection> AnyField =>
        rejections.Any(rejection => rejection.Field is not null) ? [new Rejection("campaign.see-above")] : [];

    protected override async Task OnInitializedAsync()
    {
        officialId = (await Authentication).User.RequireMemberId();
        if (Id is { } id)
        {
            if (await campaigns.OwnAsync(id, officialId) is not { } own)
            {
                navigation.NotFound();
                return;
            }

            status = own.Campaign.Status;
            Form ??= CampaignForm.Of(own.Campaign, own.Lots.Select(lot => lot.Id));
            Seen ??= EditMerge.Copy(Form);
        }

        funds = await fundReads.OpenAsync();
        Form ??= new CampaignForm
        {
            StartsOn = CampaignForm.Input(reader.Today),
            RegionCode = (await campaigns.OfficeAsync(officialId))?.RegionCode,
        };
    }

    private async Task SaveAsync(bool publish)
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        (isPublishing, conflict) = (publish, null);
        var saved = await service.SaveAsync(Form!.ToDraft(officialId), publish);
        rejections = Amounts.Asking(saved.Rejections, (nameof(CampaignDraft.TargetGrams), Form.TargetKg));
        if (rejections.IsConflict())
        {
            await MeetAsync();
        }

        isBusy = false;
        if (rejections.Count > 0)
        {
            return;
        }

        if (publish)
        {
            navigation.NavigateTo(ShopAddresses.Campaign(Form.Id));
        }
        else if (Id is null)
        {
            navigation.NavigateTo(GovernmentAddresses.Campaign(Form.Id), replace: true);
        }
        else
        {
            // The next save begins here.
            Form.Version++;
            Seen = EditMerge.Copy(Form);
            snackbar.Add(T["Edit.Saved"], Severity.Success);
        }
    }

    /// <summary>Somebody else has saved it meanwhile: shows what, and keeps what is typed.</summary>
    private async Task MeetAsync()
    {
        if (await campaigns.OwnAsync(Form!.Id, officialId) is not { } own)
        {
            return;
        }

        status = own.Campaign.Status;
        var theirs = CampaignForm.Of(own.Campaign, own.Lots.Select(lot => lot.Id));
        var seen = Seen ?? Form;
        conflict = new(seen, theirs, await Fields.ChangesAsync(seen, theirs, Form));
    }

    private Task SaveMineAsync()
    {
        (Form, Seen) = (conflict!.Merged(Form!), conflict.Theirs);
        return SaveAsync(isPublishing && status == CampaignStatus.Draft);
    }

    private void TakeTheirs() => (Form, Seen, conflict, rejections) = (conflict!.Theirs, conflict.Theirs, null, []);

    private async Task CloseAsync()
    {
        if (
            isBusy
            || await dialogs.ShowMessageBoxAsync(
                T["Edit.CloseTitle"],
                T["Edit.CloseText"],
                yesText: T["Edit.Close"],
                cancelText: T["Edit.CloseNot"]
            )
                is not true
        )
        {
            return;
        }

        isBusy = true;
        rejections = (await service.CloseAsync(Form!.Id, officialId)).Rejections;
        isBusy = false;
        if (rejections.Count == 0)
        {
            navigation.NavigateTo(GovernmentAddresses.Campaigns);
        }
    }

    private bool Has(string field) => rejections.Any(rejection => rejection.Field == field);

    private string Say(string field) => string.Join(' ', Refusals.For(rejections, field));
}
