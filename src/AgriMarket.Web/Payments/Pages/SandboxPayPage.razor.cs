using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Members;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Payments.Pages;

/// <summary>Where a buyer plays the bank. Static: it works on a weak line and with no script at all.</summary>
public sealed partial class SandboxPayPage
{
    private Guid payerId;
    private Payment? payment;
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private PaymentService Payments { get; set; } = null!;

    [Inject]
    private SandboxBank Bank { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromForm]
    public SandboxOutcome? Outcome { get; set; }

    /// <summary>By its address only: payments know nothing of what is paid for.</summary>
    private string ReturnHref => $"/orders/{Id}";

    /// <summary>The word of the texts that say how it ended.</summary>
    private string Ended => payment!.Status switch
    {
        PaymentStatus.Succeeded => "Done",
        PaymentStatus.Refunded => "Refunded",
        _ => "Closed",
    };

    protected override async Task OnInitializedAsync()
    {
        payerId = (await Authentication).User.RequireMemberId();
        payment = await Payments.FindAsync(Id, payerId);
        if (payment is null)
        {
            Navigation.NotFound();
        }
        else if (payment is { BegunAt: null, Status: PaymentStatus.Open or PaymentStatus.Declined })
        {
            // Whoever comes here has begun to pay, and gets the time that a bank's own page takes.
            await Payments.BeginAsync(Id, payerId);
            payment = await Payments.FindAsync(Id, payerId);
        }
    }

    private async Task FinishAsync()
    {
        if (Outcome is not { } outcome)
        {
            return;
        }

        var finished = await Bank.FinishAsync(Id, payerId, outcome);
        if (finished.IsOk && outcome == SandboxOutcome.Succeed)
        {
            Navigation.NavigateTo(ReturnHref);
            return;
        }

        rejections = finished.Rejections;
        payment = await Payments.FindAsync(Id, payerId);
    }
}
