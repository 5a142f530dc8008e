using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Matching.Review;

/// <summary>Says who will be asked, publishes a plan, and closes with its run.</summary>
public sealed partial class PublishDialog(MatchReview review)
{
    private IReadOnlyList<Rejection> rejections = [];
    private bool isBusy;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    /// <summary>A or B.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required ReviewedPlan Plan { get; set; }

    [Parameter, EditorRequired]
    public required Guid OfficialId { get; set; }

    private async Task PublishAsync()
    {
        if (isBusy)
        {
            return;
        }

        isBusy = true;
        try
        {
            var published = await review.PublishAsync(Plan, OfficialId);
            rejections = published.Rejections;
            if (published.IsOk)
            {
                Dialog.Close(DialogResult.Ok(published.Value));
            }
        }
        finally
        {
            isBusy = false;
        }
    }
}
