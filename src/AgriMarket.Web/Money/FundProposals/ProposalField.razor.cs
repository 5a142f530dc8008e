using AgriMarket.Domain.Common;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Money.FundProposals;

/// <summary>One typed answer of a proposal.</summary>
public sealed partial class ProposalField(Refusals refusals)
{
    private string sentences = "";

    [Parameter, EditorRequired]
    public required string Value { get; set; }

    [Parameter]
    public EventCallback<string> ValueChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    /// <summary>¥ or %, for an amount; null for text.</summary>
    [Parameter]
    public string? Unit { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>The field of the proposal whose refusals belong here.</summary>
    [Parameter, EditorRequired]
    public required string Field { get; set; }

    protected override void OnParametersSet() => sentences = string.Join(' ', refusals.For(Rejections, Field));
}
