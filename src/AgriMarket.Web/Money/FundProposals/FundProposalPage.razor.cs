using System.Security.Claims;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.Money.FundChanges;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Funds;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.FundProposals;

/// <summary>Where an official proposes a fund with the scheme that spends it, or a further scheme of an open fund.</summary>
public sealed partial class FundProposalPage(
    FundService funds,
    FundChangeService changes,
    FundReads reads,
    Reader reader,
    Refusals refusals,
    NavigationManager navigation
)
{
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<(Guid Id, string Title)> campaigns = [];
    private Fund? fund;
    private OfficePost? owner;
    private SchemeExposure? shown;
    private Guid officialId;
    private bool isBusy;
    private string? factorCode;
    private ClaimsPrincipal official = new();

    [Inject]
    private FactorChecks Factors { get; set; } = null!;

    /// <summary>The open fund that gets a further scheme; null for a new fund.</summary>
    [Parameter]
    public Guid? FundId { get; set; }

    /// <summary>The proposal of theirs that the form begins with; null for an empty one.</summary>
    [SupplyParameterFromQuery]
    private string? Like { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public FundForm? Form { get; set; }

    /// <summary>Now; <see cref="shown"/> is what the page said when it was rendered last.</summary>
    private SchemeExposure? Exposure => Form!.Unreadable().Count > 0 ? null : Form.ToProposal(officialId, reader.Today).Exposure();

    private string Title => T[FundId is null ? "Backoffice.Propose" : "Backoffice.ProposeScheme"];

    private string Back => FundId is { } fundId ? MoneyAddresses.Fund(fundId) : MoneyAddresses.Funds;

    protected override async Task OnInitializedAsync()
    {
        official = (await Authentication).User;
        officialId = official.RequireMemberId();
        // What was typed stays; otherwise there is a form at once, since the page is shown while the earlier proposal is read.
        var isNew = Form is null;
        Form ??= new FundForm { StartsOn = $"{reader.Today:yyyy-MM-dd}" };
        if (isNew && QueryValue.Id(Like) is { } likeId && await reads.ProposalAsync(likeId, officialId) is { } earlier)
        {
            Form = FundFormFiller.Like(earlier.Fund, earlier.Scheme);
        }

        campaigns = await reads.CampaignChoicesAsync(reader.Today, officialId);
        owner = await reads.OwnerAsync(FundId, officialId);
        if (FundId is { } fundId && (fund = await reads.FindAsync(fundId, officialId)) is null)
        {
            navigation.NotFound();
        }
    }

    /// <summary>The fields are parts of their own, of whose changes the page would not know otherwise.</summary>
    private void FollowFields()
    {
        if (Exposure != shown)
        {
            StateHasChanged();
        }
    }

    private async Task ProposeAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        var proposal = Form!.ToProposal(officialId, reader.Today);
        proposal = proposal with { FundId = FundId ?? proposal.FundId, Post = owner };
        var unreadable = Form.Unreadable();
        rejections = Amounts.Asking(
            unreadable.Count > 0 ? [.. unreadable, .. funds.Check(proposal)] : await SendAsync(proposal),
            Form.Numbers
        );
        isBusy = false;
        if (rejections.Count == 0)
        {
            navigation.NavigateTo(MoneyAddresses.Fund(proposal.FundId));
        }
    }

    private async Task<IReadOnlyList<Rejection>> SendAsync(FundProposal proposal) =>
        (
            await Factors.ThenAsync(
                official,
                factorCode,
                () =>
                    FundId is null
                        ? funds.ProposeAsync(proposal, official.SessionId())
                        : changes.ProposeSchemeAsync(Form!.ChangeId, proposal, official.SessionId())
            )
        ).Rejections;

    private bool Has(string field) => rejections.Any(rejection => rejection.Field == field);

    private string Say(string field) => string.Join(' ', refusals.For(rejections, field));
}
