using AgriMarket.Web.Members;
using AgriMarket.Web.Payments;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Ledger;

/// <summary>A farmer's money: what he is owed, where it goes, and his statement.</summary>
public sealed partial class FarmMoneyPage(FarmMoneyReads reads, StatementReads statements, PayoutReads payouts, IOptions<PaymentOptions> options)
{
    private const string Here = "/farm/money";

    private Guid farmerId;
    private FarmMoney? money;
    private MoneyWay? way;
    private Statement? statement;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    /// <summary>A month such as 2020-02; anything else shows all.</summary>
    [SupplyParameterFromQuery]
    private string? Month { get; set; }

    /// <summary>A file was asked for that would have been too long.</summary>
    [SupplyParameterFromQuery]
    private bool? TooLong { get; set; }

    private int PayoutDays => options.Value.PayoutDays;

    private IEnumerable<(StatementTime Time, string Name)> Months =>
        [(StatementTime.Of(Reader.Today), T["Months.This"]), (StatementTime.Of(Reader.Today.AddMonths(-1)), T["Months.Last"])];

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        money = await reads.ReadAsync(farmerId);
        way = await payouts.WayAsync(farmerId);
        statement = await statements.ReadAsync(farmerId, StatementTime.Read(Month) ?? StatementTime.All, Number);
    }

    private static string HrefOf(StatementTime time, int number) => $"{Here}?page={number}{(time.Text is { } month ? $"&month={month}" : "")}#statement";
}
