using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Editing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>Where an institution writes what it needs.</summary>
public sealed partial class DemandEditor(DemandReads reads, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private Conflict<DemandForm>? conflict;
    private DemandCampaign? campaign;
    private Guid memberId;

    /// <summary>What is ordered and proposed of a demand that is changed.</summary>
    private long takenGrams;
    private string? judgedPlace;
    private bool isStranger;
    private bool isBusy;

    /// <summary>The demand to change; null for a new one.</summary>
    [Parameter]
    public Guid? Id { get; set; }

    [Parameter]
    public Guid? CampaignId { get; set; }

    [Parameter]
    public Guid? RepeatedId { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public DemandForm? Form { get; set; }

    /// <summary>As it was opened.</summary>
    [PersistentState]
    public DemandForm? Seen { get; set; }

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    private bool NeedsCold => ProduceSpec.Parse(Form!.Spec) is { } spec && Drafting.MayNeedCold(spec);

    /// <summary>Another place has had no sentence yet.</summary>
    private IReadOnlyList<Rejection> AboutPlace => Form!.RegionCode == judgedPlace ? rejections : [];

    /// <summary>Said again beside the button: on a phone the field is far above.</summary>
    private IReadOnlyList<Rejection> AnyField =>
        rejections.Any(rejection => rejection.Field is not null) ? [new Rejection("demand.see-above")] : [];

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        if (Id is { } id)
        {
            await OpenAsync(id);
        }
        else if (await reads.StartAsync(memberId, CampaignId, RepeatedId) is { } start)
        {
            campaign = start.Campaign;
            Form ??= DemandForm.Of(start, Reader.UnitGrams, Reader.Today);
        }
        else
        {
            isStranger = true;
        }
    }

    private void ChooseGrade(ChangeEventArgs change) =>
        Form!.LowestGrade = Enum.TryParse<ProduceGrade>(change.Value as string, out var grade) ? grade : null;

    private async Task OpenAsync(Guid id)
    {
        if (await reads.FindAsync(id, memberId) is not { Demand: var demand } view)
        {
            navigation.NotFound();
            return;
        }

        takenGrams = view.OrderedGrams + view.ProposedGrams;
        campaign = demand.Terms.CampaignId is { } asked ? await reads.CampaignAsync(asked) : null;
        Form ??= DemandForm.Of(demand, Reader.UnitGrams);
        Seen ??= EditMerge.Copy(Form);
    }

    private async Task SendAsync()
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, conflict) = (true, null);
        (rejections, judgedPlace) = (await Drafting.SendAsync(Form!, memberId), Form!.RegionCode);
        if (rejections.IsConflict() && await reads.FindAsync(Form.Id, memberId) is { Demand: var demand })
        {
            var theirs = DemandForm.Of(demand, Form.UnitGrams);
            conflict = new(Seen!, theirs, Fields.Changes(Seen!, theirs, Form));
        }

        isBusy = false;
        if (rejections.Count == 0)
        {
            navigation.NavigateTo($"{MatchingAddresses.Demand(Form.Id)}?saved=true");
        }
    }

    private Task SendMineAsync()
    {
        (Form, Seen) = (conflict!.Merged(Form!), conflict.Theirs);
        return SendAsync();
    }

    private void TakeTheirs() => (Form, Seen, conflict, rejections) = (conflict!.Theirs, conflict.Theirs, null, []);
}
