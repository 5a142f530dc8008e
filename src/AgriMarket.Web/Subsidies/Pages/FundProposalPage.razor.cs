using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Logistics;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Subsidies.Pages;

/// <summary>Where an official proposes a fund with the scheme that spends it.</summary>
public sealed partial class FundProposalPage(FundService funds, FundReads reads, RegionCatalogue regions, Reader reader, NavigationManager navigation)
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<(Guid Id, string Title)> campaigns = [];
    private string? county;
    private Guid officialId;
    private bool isBusy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public FundForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        Form ??= new FundForm { StartsOn = reader.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) };
        officialId = (await Authentication).User.RequireMemberId();
        campaigns = await reads.CampaignChoicesAsync(reader.Today);
    }

    private async Task ProposeAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var proposal = Form!.ToProposal(officialId, reader.Today);
        var unreadable = Form.Unreadable();
        rejections = unreadable.Count > 0 ? [.. unreadable, .. funds.Check(proposal)] : (await funds.ProposeAsync(proposal)).Rejections;
        isBusy = false;
        if (rejections.Count == 0)
        {
            navigation.NavigateTo($"/desk/funds/{proposal.FundId}");
        }
    }

    private void AddCounty()
    {
        if (county is { } code && !Form!.CountyCodes.Contains(code))
        {
            Form.CountyCodes.Add(code);
        }

        county = null;
    }

    private string NameOf(string code) => regions.FullName(code);

    private bool Has(string field) => rejections.Any(rejection => rejection.Field == field);

    private string Say(string field) => string.Join(' ', Refusals.For(rejections, field));
}
