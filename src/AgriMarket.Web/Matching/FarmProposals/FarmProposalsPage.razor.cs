using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.FarmProposals;

/// <summary>
/// What institutions ask of a farmer: one card each, yes or no. Static: it works on a weak line and with no script at all.
/// </summary>
public sealed partial class FarmProposalsPage(ProposalReads reads, ProposalService proposals)
{
    private const string FormName = "answer";

    private IReadOnlyList<ListedProposal> waiting = [];
    private PageOf<ListedProposal> answered = PageOf<ListedProposal>.Empty;
    private IReadOnlyList<Rejection> rejections = [];
    private ProposalAnswerParser? said;
    private Guid farmerId;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery]
    private string? Page { get; set; }

    [SupplyParameterFromForm(FormName = FormName, Name = ProposalAsk.Field)]
    private string? Say { get; set; }

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        await ReadAsync();
    }

    private async Task ReadAsync() =>
        (waiting, answered) = (await reads.WaitingAsync(farmerId), await reads.AnsweredAsync(farmerId, QueryValue.Page(Page)));

    private async Task AnswerAsync()
    {
        if (ProposalAnswerParser.Read(Say) is not { About: { } proposalId } spoken)
        {
            return;
        }

        // What has been answered meanwhile, in another window, is refused as any answer that comes too late.
        Guid[] lotIds = waiting.FirstOrDefault(listed => listed.Proposal.Id == proposalId) is { } asked
            ? [.. asked.Parts.Where(part => part.Answer == ProposalAnswer.Waiting).Select(part => part.LotId)]
            : [];
        rejections =
            lotIds.Length == 0
                ? [new Rejection("proposal.moved")]
                : (await proposals.AnswerByFarmerAsync(proposalId, farmerId, lotIds, spoken.Accept)).Rejections;
        said = rejections.Count == 0 ? spoken : null;
        await ReadAsync();
    }
}
