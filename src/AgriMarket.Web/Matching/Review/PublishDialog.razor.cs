using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AgriMarket.Web.Matching.Review;

/// <summary>Says who will be asked, publishes a plan, and closes with its run.</summary>
public sealed partial class PublishDialog(MatchReview review)
{
    /// <summary>A or B.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required ReviewedPlan Plan { get; set; }

    [Parameter, EditorRequired]
    public required Guid OfficialId { get; set; }

    private Task PublishAsync() => RunAsync(() => review.PublishAsync(Plan, OfficialId));
}
