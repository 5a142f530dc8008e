using AgriMarket.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.People.SignIn;

/// <summary>One input of a static form with its label, its hint and what was wrong with it.</summary>
public partial class TextField
{
    /// <summary>The form's name for it, such as <c>Form.Login</c>; the part behind the point is the field of its refusals.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>What was typed. A password is never sent back.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public bool IsPassword { get; set; }

    [Parameter]
    public string? Autocomplete { get; set; }

    /// <summary>Which keyboard a phone shows: <c>tel</c>, <c>numeric</c>, <c>email</c>; null for the usual one.</summary>
    [Parameter]
    public string? Keyboard { get; set; }

    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public IReadOnlyList<Rejection> Rejections { get; set; } = [];

    private string Field => Name[(Name.LastIndexOf('.') + 1)..];

    private string RefusalId => $"{Name}-refusal";

    private string? Invalid => Rejections.Any(rejection => rejection.Field == Field) ? "true" : null;

    private string? DescribedBy =>
        Invalid is not null ? RefusalId
        : Hint is null ? null
        : $"{Name}-hint";
}
