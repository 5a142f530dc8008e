using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>Where an institution says which produce it wants.</summary>
public sealed partial class ProduceSpecPicker
{
    private static readonly IReadOnlyList<ProduceSpec> Broad =
    [
        .. Enum.GetValues<ProduceGroup>().Select(ProduceSpec.For),
        .. Enum.GetValues<ProduceCategory>().Select(ProduceSpec.For),
    ];

    [Parameter, EditorRequired]
    public required DemandForm Form { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Rejection> Rejections { get; set; }

    /// <summary>Called when something is typed or chosen: the rest of the form follows it.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Parameter]
    public IReadOnlyList<string> CampaignKinds { get; set; } = [];

    /// <summary>Who types something else has not chosen yet; who types a whole name has.</summary>
    private Task Search(string text) => TakeAsync(text, Drafting.Named(text)?.Code ?? "");

    private Task Choose(ProduceSpec spec) => TakeAsync("", spec.Key);

    private Task TakeAsync(string search, string spec)
    {
        (Form.Search, Form.Spec) = (search, spec);
        return OnChanged.InvokeAsync();
    }
}
