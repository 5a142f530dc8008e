using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Platform.Live;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Stock;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.Shortfalls;

/// <summary>
/// Where a farmer says that a lot brings less than was promised. They see who gets how much before anything happens, and what they
/// typed stays until it is done.
/// </summary>
public sealed partial class ShortfallPage(ShortfallReads reads, ShortfallService service)
{
    private IReadOnlyList<Rejection> rejections = [];
    private LotPromises? promises;
    private ShortfallView? shown;
    private Guid farmerId;
    private bool isRead;
    private bool isBusy;
    private bool isSaid;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Outlives the circuit.</summary>
    [PersistentState]
    public ShortfallForm? Form { get; set; }

    private string UnitName => Form!.UnitGrams == Reader.UnitGrams ? Reader.UnitName : Reader.Weight(Form.UnitGrams);

    /// <summary>What happens when they say so.</summary>
    private string After =>
        Reader.Fill(T[promises!.Lot.AvailableGrams > 0 ? "After.Rest" : "After"], promises.Lot.AvailableGrams, shown!.Shortfall.ShortGrams);

    protected override async Task OnParametersSetAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        Form ??= new() { UnitGrams = Reader.UnitGrams };
        Follow(StockTopics.Lot(Id), MemberTopics.Farmer(farmerId));
        await ReadAsync();
    }

    /// <summary>What they are shown before they confirm follows what is cancelled and sent meanwhile.</summary>
    protected override async Task ReadAsync()
    {
        promises = await reads.PromisesAsync(Id, farmerId);
        isRead = true;
        if (shown is not null && !isBusy)
        {
            await ShowAsync();
        }
    }

    private Task LookAsync() => OnceAsync(ShowAsync);

    private Task SayAsync() =>
        OnceAsync(async () =>
        {
            var said = await service.SayAsync(Form!.ToIntent(Id, farmerId, shown!.Shortfall.PromisedGrams));
            if (said.IsOk)
            {
                (shown, isSaid, Form) = (null, true, new() { UnitGrams = Reader.UnitGrams });
            }
            else
            {
                await ShowAsync();
            }

            rejections = Asking(said.Rejections);
            promises = await reads.PromisesAsync(Id, farmerId);
        });

    private async Task ShowAsync()
    {
        var looked = await service.PreviewAsync(Form!.ToIntent(Id, farmerId, null));
        (shown, rejections) = (looked.IsOk ? looked.Value : null, Asking(looked.Rejections));
    }

    private IReadOnlyList<Rejection> Asking(IReadOnlyList<Rejection> wrong) =>
        Amounts.Asking(wrong, (nameof(ShortfallIntent.LeftGrams), Form!.Weight));

    private void Change() => (shown, rejections) = (null, []);

    private async Task OnceAsync(Func<Task> command)
    {
        if (isBusy)
        {
            return;
        }

        (isBusy, isSaid) = (true, false);
        await command();
        isBusy = false;
    }
}
