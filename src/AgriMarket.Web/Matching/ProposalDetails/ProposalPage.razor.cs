using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.ProposalDetails;

/// <summary>
/// A proposal with its reasons, for both sides to accept or refuse, and what became of it. Static: it works on a weak line and
/// with no script at all.
/// </summary>
public sealed partial class ProposalPage(
    ProposalReads reads,
    ProposalService proposals,
    OtherDemands otherDemands,
    NavigationManager navigation
)
{
    private const string FormName = "answer";

    private ProposalView? view;
    private IReadOnlyList<OtherDemand>? others;
    private IReadOnlyList<Rejection> rejections = [];
    private Guid memberId;
    private bool isSaid;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromForm(FormName = FormName, Name = ProposalAsk.Field)]
    private string? Say { get; set; }

    private bool IsFarmer => view!.Side == ProposalSide.Farmer;

    private ProposalPart MostOf => view!.Parts[0];

    private string Back =>
        view!.Side switch
        {
            ProposalSide.Institution => MatchingAddresses.Demand(view.Demand.Id),
            ProposalSide.Farmer => MatchingAddresses.FarmProposals,
            _ => MatchingAddresses.Review,
        };

    protected override async Task OnInitializedAsync()
    {
        memberId = (await Authentication).User.RequireMemberId();
        await ReadAsync();
        if (view is null)
        {
            navigation.NotFound();
        }
    }

    private async Task ReadAsync()
    {
        view = await reads.FindAsync(Id, memberId);
        others = view is { Side: ProposalSide.Farmer, Proposal: { Status: ProposalStatus.Open } open }
            ? await otherDemands.ForAsync(open, memberId)
            : null;
    }

    private async Task AnswerAsync()
    {
        if (view is null || ProposalAnswerParser.Read(Say) is not { } said)
        {
            return;
        }

        rejections = (await AnswerAsync(said)).Rejections;
        isSaid = rejections.Count == 0;
        await ReadAsync();
    }

    private Task<Result<Done>> AnswerAsync(ProposalAnswerParser said) =>
        view!.Side == ProposalSide.Institution
            ? proposals.AnswerByInstitutionAsync(Id, memberId, said.Accept)
            : proposals.AnswerByFarmerAsync(Id, memberId, said.About is { } lotId ? [lotId] : view.WaitingLots, said.Accept);
}
