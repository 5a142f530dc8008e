using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.KeptValues;
using AgriMarket.Web.Shell.Reading;
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

    /// <summary>The question that the page was opened at.</summary>
    [SupplyParameterFromQuery(Name = StepAddress.QueryName)]
    private string? OpenedAt { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private ListingDefaults Defaults { get; set; } = null!;

    private string NextText =>
        Form!.Step < SellForm.LastStep ? T["Next"]
        : Defaults.NeedsLeave(Form, start!) ? T["Ask"]
        : T["List"];

    private string QuestionText =>
        StillOnSale is { } lot
            ? Reader.Fill(T["OnSale.Left"], Produce.NameOf(lot.ProduceCode, Reader.IsChinese), lot.AvailableGrams)
            : T[$"Step.{Form!.Step}"];

    /// <summary>What the browser keeps; nothing once it is listed, and before more than a kind is answered.</summary>
    private string Draft =>
        Form is not { IsListed: false, ProduceCode.Length: > 0 } || (Form.Quantity.Length == 0 && StillOnSale is not null)
            ? ""
            : Form.ToDraft();

    /// <summary>
    /// To which lot the answers may belong. Whose it is must be known before: co-operatives and agents are asked for that.
    /// </summary>
    private Lot? StillOnSale =>
        Form!.Step > (start!.Seller.NamesHouseholds ? SellForm.OriginStep : SellForm.ProduceStep)
            ? Defaults.StillOnSale(Form, start)
            : null;

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

    /// <summary>The answers of before the page was loaded anew, at the question that its address names.</summary>
    private void TakeDraft(string kept)
    {
        if (SellForm.FromDraft(kept) is { } draft && Produce.Find(draft.ProduceCode) is not null)
        {
            Form = draft;
            Ask(int.TryParse(OpenedAt, CultureInfo.InvariantCulture, out var step) ? step : draft.Step);
        }
    }

    /// <summary>Goes to a question that somebody's browser asks for.</summary>
    private void Ask(int step) => GoTo(Form!.ProduceCode.Length == 0 ? SellForm.ProduceStep : Math.Clamp(step, 1, SellForm.LastStep));

    private void GoTo(int step)
    {
        Form!.Step = step;
        rejections = [];
    }

    /// <summary>A question draws itself alone when it is answered; the page hands the answer to the browser when it is drawn too.</summary>
    private static void Redraw() { }

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
