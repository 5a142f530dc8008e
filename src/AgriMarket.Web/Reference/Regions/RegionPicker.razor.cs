using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Reference.Regions;

/// <summary>Cascading choice of a region. Needs a circuit.</summary>
public partial class RegionPicker
{
    /// <summary>
    /// From the first focus on the choices are there. Until then they would only fill the circuit: there are 34 provinces.
    /// </summary>
    private bool isInUse;

    /// <summary>The chosen region so far; whether it is a full address is the rule's business, not the picker's.</summary>
    [Parameter]
    public string? Code { get; set; }

    [Parameter]
    public EventCallback<string?> CodeChanged { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    /// <summary>The field name of the rejections that belong here.</summary>
    [Parameter]
    public string? Field { get; set; }

    private bool HasError => Rejections.Any(rejection => rejection.Field == Field);

    /// <summary>One choice a level: those made, and the next one while something lies below.</summary>
    private IEnumerable<Step> Steps
    {
        get
        {
            var path = Regions.Path(Code ?? "");
            var parent = "";
            for (var depth = 0; depth <= path.Count; depth++)
            {
                var choices = parent.Length == 0 ? Regions.Provinces : Regions.Children(parent);
                if (!choices.Any())
                {
                    yield break;
                }

                var chosen = depth < path.Count ? path[depth].Code : null;
                yield return new Step(depth, parent, chosen, choices);
                parent = chosen ?? "";
            }
        }
    }

    private Task ChooseAsync(Step step, string? code) =>
        CodeChanged.InvokeAsync(code ?? (step.ParentCode.Length == 0 ? null : step.ParentCode));

    private void ShowChoices() => isInUse = true;

    private string? NameOf(string? code) => Regions.Find(code)?.NameIn(Reader.IsChinese);

    private sealed record Step(int Depth, string ParentCode, string? Code, IEnumerable<Region> Choices);
}
