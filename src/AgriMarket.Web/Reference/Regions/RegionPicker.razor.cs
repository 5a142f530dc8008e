using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Reference.Regions;

/// <summary>Cascading choice of a region. Needs a circuit.</summary>
public partial class RegionPicker
{
    /// <summary>Places that a search may find; who types on has fewer.</summary>
    private const int MostFound = 30;

    /// <summary>
    /// Choices of a place further down. The input in which it was found shows the place above it then, as a new input does.
    /// </summary>
    private int jumps;

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
                if (!Regions.Children(parent).Any())
                {
                    yield break;
                }

                var chosen = depth < path.Count ? path[depth].Code : null;
                yield return new Step(depth, parent, chosen);
                parent = chosen ?? "";
            }
        }
    }

    private Task ChooseAsync(Step step, string? code)
    {
        if (code is not null && !IsNext(step, code))
        {
            jumps++;
        }

        return CodeChanged.InvokeAsync(code ?? (step.ParentCode.Length == 0 ? null : step.ParentCode));
    }

    /// <summary>What was chosen before the page was loaded anew; each level shows its part of it then.</summary>
    private Task TakeAsync(string kept)
    {
        if (Regions.Find(kept) is not { } region)
        {
            return Task.CompletedTask;
        }

        jumps++;
        return CodeChanged.InvokeAsync(region.Code);
    }

    /// <summary>All that lies next below while nothing is typed, and whatever is found below for what is typed.</summary>
    private Task<IEnumerable<string?>> FindAsync(Step step, string? typed)
    {
        var found = string.IsNullOrWhiteSpace(typed)
            ? Regions.Children(step.ParentCode)
            : Regions.Search(typed, step.ParentCode, MostFound);
        return Task.FromResult(found.Select(region => (string?)region.Code));
    }

    private bool IsNext(Step step, string code) => (Regions.Find(code)?.ParentCode ?? "") == step.ParentCode;

    private string? NameOf(string? code) => Regions.Find(code)?.NameIn(Reader.IsChinese);

    /// <summary>The name, and for a place further down the whole way to it: many counties are called alike.</summary>
    private string? Described(Step step, string code) =>
        IsNext(step, code) ? NameOf(code)
        : Reader.IsChinese ? Regions.Find(code)?.FullName
        : RegionNames.EnglishPath(Regions, code);

    private sealed record Step(int Depth, string ParentCode, string? Code);
}
