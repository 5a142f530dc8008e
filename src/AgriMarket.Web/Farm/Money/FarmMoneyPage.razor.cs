using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Money.Payments.Gateways;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Farm.Money;

/// <summary>A farmer's money: what is owed to them, where it goes, and their statement.</summary>
public sealed partial class FarmMoneyPage(
    FarmMoneyReads reads,
    StatementReads statements,
    PayoutReads payouts,
    CaseReads caseReads,
    IOptions<PaymentOptions> options
)
{
    private const string Here = FarmAddresses.Money;

    private Guid farmerId;
    private FarmMoney? money;
    private SellerCases? cases;
    private PayoutRoute? way;
    private AccountStatement? statement;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    /// <summary>A month such as 2020-02; anything else shows all.</summary>
    [SupplyParameterFromQuery]
    private string? Month { get; set; }

    /// <summary>A file was asked for that would have been too long.</summary>
    [SupplyParameterFromQuery]
    private string? TooLong { get; set; }

    private int PayoutDays => options.Value.PayoutDays;

    private IEnumerable<(StatementPeriod Time, string Name)> Months =>
        [(StatementPeriod.Of(Reader.Today), T["Months.This"]), (StatementPeriod.Of(Reader.Today.AddMonths(-1)), T["Months.Last"])];

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        money = await reads.ReadAsync(farmerId);
        cases = await caseReads.OfSellerAsync(farmerId);
        way = await payouts.WayAsync(farmerId);
        statement = await statements.ReadAsync(farmerId, StatementPeriod.Read(Month) ?? StatementPeriod.All, QueryValue.Page(Number));
    }

    private static string HrefOf(StatementPeriod time, int number) =>
        $"{Here}?page={number}{(time.Text is { } month ? $"&month={month}" : "")}#statement";
}
