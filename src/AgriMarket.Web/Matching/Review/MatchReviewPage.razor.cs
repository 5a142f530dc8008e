using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace AgriMarket.Web.Matching.Review;

/// <summary>Where an official plans one market by two weightings, compares what they bring, and publishes one of the plans.</summary>
public sealed partial class MatchReviewPage(MatchReview review, IDialogService dialogs)
{
    private IReadOnlyList<ReviewedPlan> plans = [];
    private (IReadOnlyList<Rejection> First, IReadOnlyList<Rejection> Second) wrong = ([], []);
    private IReadOnlyList<Rejection> rejections = [];
    private RunView? published;
    private bool showsSecond;
    private bool isPlanning;
    private bool isPublishing;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public CompareForm? Form { get; set; }

    private ReviewedPlan? Shown =>
        plans is [var first, var second]
            ? showsSecond
                ? second
                : first
            : null;

    private string ShownName => showsSecond ? "B" : "A";

    protected override void OnInitialized() =>
        Form ??= new() { First = WeightsForm.Of(review.OperatorWeights), Second = WeightsForm.Of(review.OperatorWeights) };

    private async Task RunAsync()
    {
        if (isPlanning || isPublishing)
        {
            return;
        }

        var (first, second) = (Form!.First.ToWeights(), Form.Second.ToWeights());
        (wrong, rejections) = ((MatchWeights.Check(first).Rejections, MatchWeights.Check(second).Rejections), []);
        if (wrong.First.Count + wrong.Second.Count > 0)
        {
            return;
        }

        (isPlanning, published, plans) = (true, null, []);
        try
        {
            var compared = await review.CompareAsync(first, second, (await Authentication).User.RequireMemberId());
            (plans, rejections) = (compared.IsOk ? compared.Value : [], compared.Rejections);
        }
        finally
        {
            isPlanning = false;
        }
    }

    /// <summary>What is published takes from both plans: afterwards they are no plans of this market any more.</summary>
    private async Task PublishAsync()
    {
        if (isPlanning || isPublishing || Shown is not { } plan)
        {
            return;
        }

        isPublishing = true;
        try
        {
            var parameters = new DialogParameters<PublishDialog>
            {
                { dialog => dialog.Name, ShownName },
                { dialog => dialog.Plan, plan },
                { dialog => dialog.OfficialId, (await Authentication).User.RequireMemberId() },
            };
            var dialog = await dialogs.ShowAsync<PublishDialog>(null, parameters);
            if (await dialog.Result is { Canceled: false, Data: RunView run })
            {
                (published, rejections, plans) = (run, [], []);
            }
        }
        finally
        {
            isPublishing = false;
        }
    }
}
