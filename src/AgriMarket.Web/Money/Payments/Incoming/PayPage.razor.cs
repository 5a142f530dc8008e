using AgriMarket.Domain.Common;
using AgriMarket.Domain.Payments;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Gateways.Sandbox;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Money.Payments.Incoming;

/// <summary>
/// Where a buyer pays: in the sandbox they play the bank here, otherwise they go on to the gateway's own page. Static: it works
/// on a weak line and with no script at all.
/// </summary>
public sealed partial class PayPage
{
    private static readonly SandboxOutcome[] Unusual =
    [
        SandboxOutcome.PayLate,
        SandboxOutcome.PayTwice,
        SandboxOutcome.NeverAnswer,
        SandboxOutcome.Dispute,
    ];

    private Guid payerId;
    private Payment? payment;
    private string? address;
    private bool isOnItsWay;
    private IReadOnlyList<Rejection> rejections = [];

    [Inject]
    private PaymentService Payments { get; set; } = null!;

    [Inject]
    private SandboxBank Bank { get; set; } = null!;

    [Inject]
    private IPaymentGateway Gateway { get; set; } = null!;

    [Inject]
    private PaidForAddress AddressOf { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter]
    public required Task<AuthenticationState> Authentication { get; set; }

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromForm]
    public SandboxOutcome? Outcome { get; set; }

    private string Title => Gateway is SandboxGateway ? "Pay.Title" : "Pay.RealTitle";

    private string ReturnHref => AddressOf(Id);

    private bool CanBePaid => payment!.Status is PaymentStatus.Open or PaymentStatus.Declined;

    /// <summary>The payer has paid, and the market does not know yet.</summary>
    private bool IsOnItsWay => isOnItsWay && CanBePaid;

    /// <summary>The word of the texts that say how it ended.</summary>
    private string Ended =>
        payment!.Status switch
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
        else if (CanBePaid)
        {
            // Whoever comes here has begun to pay, and gets the time that a bank's own page takes.
            await Payments.BeginAsync(Id, payerId);
            isOnItsWay = Gateway is SandboxGateway && await Payments.HasPageAsync(Id);
            await OpenAsync();
            payment = await Payments.FindAsync(Id, payerId);
        }
    }

    private async Task OpenAsync()
    {
        if (Gateway is not SandboxGateway)
        {
            var opened = await Payments.OpenPageAsync(Id, payerId, Navigation.BaseUri.TrimEnd('/'), Reader.IsChinese ? "zh" : "en");
            (address, rejections) = (opened.IsOk ? opened.Value : null, opened.Rejections);
        }
    }

    private async Task FinishAsync()
    {
        if (Outcome is not { } outcome)
        {
            return;
        }

        var finished = await Bank.FinishAsync(Id, payerId, outcome);
        if (finished.IsOk && outcome is SandboxOutcome.Succeed or SandboxOutcome.PayTwice or SandboxOutcome.Dispute)
        {
            Navigation.NavigateTo(ReturnHref);
            return;
        }

        rejections = finished.Rejections;
        isOnItsWay = await Payments.HasPageAsync(Id);
        payment = await Payments.FindAsync(Id, payerId);
    }
}
