using AgriMarket.Domain.Common;
using AgriMarket.Web.People.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Farm.Listing;

/// <summary>Puts a lot on sale, one question at a time.</summary>
public sealed partial class SellPage
{
    private ListingStart? start;
    private IReadOnlyList<Rejection> rejections = [];
    private ElementReference question;
    private bool isListing;
    private int focusedStep = 1;

    /// <summary>Everything answered so far; it outlives the circuit.</summary>
    [PersistentState]
    public SellForm? Form { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private ListingDefaults Defaults { get; set; } = null!;

    private string NextText =>
        Form!.Step < SellForm.LastStep ? T["Next"]
        : Defaults.NeedsLeave(Form, start!) ? T["Ask"]
        : T["List"];

    protected override async Task OnInitializedAsync()
    {
        Form ??= new SellForm();
        start = await Defaults.StartAsync((await Authentication).User.RequireMemberId());
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A new question begins at its top, for the eye and for a screen reader.
        if (RendererInfo.IsInteractive && Form is { IsListed: false } && focusedStep != Form.Step)
        {
            focusedStep = Form.Step;
            await question.FocusAsync();
        }
    }

    private void Choose(string produceCode)
    {
        Defaults.Choose(Form!, produceCode, Reader.UnitGrams, start!);
        GoTo(2);
    }

    private void GoTo(int step)
    {
        Form!.Step = step;
        rejections = [];
    }

    private void Back() => GoTo(Form!.Step - 1);

    private async Task NextAsync()
    {
        if (Form!.Step == SellForm.LastStep)
        {
            await ListAsync();
            return;
        }

        rejections = [.. Defaults.Check(Form, start!).Where(rejection => SellForm.StepOf(rejection.Field) == Form.Step)];
        if (rejections.Count == 0)
        {
            GoTo(Form.Step + 1);
        }
    }

    private async Task ListAsync()
    {
        if (isListing)
        {
            return;
        }

        isListing = true;
        var listed = await Defaults.ListAsync(Form!, start!);
        isListing = false;
        Form!.IsListed = listed.IsOk;
        if (listed.IsOk)
        {
            Form.AwaitsPrice = listed.Value.AwaitsPrice;
        }
        else
        {
            // To the first question that has a wrong answer, with its sentence; the rest waits there.
            GoTo(listed.Rejections.Min(rejection => SellForm.StepOf(rejection.Field)));
            rejections = listed.Rejections;
        }
    }

    private async Task StartAnother()
    {
        start = await Defaults.StartAsync(start!.Seller.MemberId);
        Form = new SellForm();
        (focusedStep, rejections) = (1, []);
    }
}
